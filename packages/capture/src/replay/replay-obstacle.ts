import { PayloadType } from "@ruipmi/core/wire";
import type { SessionRecording } from "./session-recording.ts";

/** Why a session cannot be replayed, in words that follow "session 3 is not replayed:"; `undefined` where it can. */
export function replayObstacle({ summary, datagrams }: SessionRecording): string | undefined {
  if (summary.ipmiVersion === "1.5") return "it is one of IPMI v1.5, which this engine does not speak";
  const isBegun = datagrams.some(({ read }) => read?.payloadType === PayloadType.openSessionRequest);
  return isBegun ? undefined : "its beginning is not in the capture";
}

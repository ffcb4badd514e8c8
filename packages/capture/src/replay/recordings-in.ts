import { CaptureReader } from "../file/capture-reader.ts";
import { DatagramFinder } from "../network/datagram-finder.ts";
import type { Credentials } from "../sessions/credentials.ts";
import type { FollowedItem } from "../sessions/followed-datagram.ts";
import { SessionFollower } from "../sessions/follower.ts";
import { SessionCollector, type SessionRecording } from "./session-recording.ts";

/**
 * The sessions of a capture that fits into memory, each whole, in the order in which they began: for tests. What is damaged
 * in it is passed over; {@link CaptureReader} and the others say more, and read a capture of any size.
 *
 * @param capture - a whole file, pcap or pcapng
 * @param credentials - what is known of its secrets
 *
 * @example
 * ```ts
 * const [recording] = recordingsIn(readFileSync("bmc.pcap"), { users: [{ username, password }], kgs: [] });
 * const { difference } = replaySession(recording, { password });
 * ```
 */
export function recordingsIn(capture: Uint8Array, credentials: Credentials): readonly SessionRecording[] {
  const reader = new CaptureReader();
  const finder = new DatagramFinder();
  const follower = new SessionFollower({ credentials });
  const collector = new SessionCollector();
  const recordings: SessionRecording[] = [];
  const collect = (items: Iterable<FollowedItem>): void => {
    for (const item of items) recordings.push(...collector.add(item));
  };
  for (const item of [...reader.push(capture), ...reader.end()]) {
    const datagram = item.type === "packet" ? finder.find(item) : undefined;
    if (datagram !== undefined && "payload" in datagram) collect(follower.follow(datagram));
  }
  collect(follower.end());
  return recordings.sort((one, other) => one.summary.number - other.summary.number);
}

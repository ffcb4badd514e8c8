import { readFileSync } from "node:fs";
import { recordingsIn } from "../../src/replay/recordings-in.ts";
import { SessionCollector, type SessionRecording } from "../../src/replay/session-recording.ts";
import type { Credentials } from "../../src/sessions/credentials.ts";
import type { FollowedItem } from "../../src/sessions/followed-datagram.ts";
import { consoleSideFile } from "./console-capture.ts";
import { ascii, followFile, type MockWorld, mockCredentials, playMock, recordMock } from "./mock-capture.ts";

/** What `captures.json` says of a capture. */
export interface RecordedCapture {
  readonly username?: string | null;
  readonly password?: string | null;
  readonly kg?: string | null;
  readonly cipherSuite?: number;
  readonly ipmiVersion?: "1.5" | "2.0";
  readonly authType?: string;
  /** How many there are; 1 when left out. */
  readonly sessions?: number;
  readonly outcome: string;
}

const folder = new URL("../captures/", import.meta.url);

/** The captures between independent programs, by file name. */
export const recordedCaptures: Readonly<Record<string, RecordedCapture>> = (
  JSON.parse(readFileSync(new URL("captures.json", folder), "utf8")) as {
    readonly captures: Readonly<Record<string, RecordedCapture>>;
  }
).captures;

/** The secrets of a recorded capture. */
export function recordedSecrets(name: string): { readonly password: Uint8Array; readonly kg?: Uint8Array } {
  const { password, kg } = recordedCaptures[name]!;
  return { password: ascii(password ?? ""), ...(kg ? { kg: ascii(kg) } : {}) };
}

/** The sessions of a recorded capture, each whole. */
export function recordedSessions(name: string): readonly SessionRecording[] {
  const { username } = recordedCaptures[name]!;
  const { password, kg } = recordedSecrets(name);
  const credentials: Credentials = {
    users: [{ username: ascii(username ?? ""), password }],
    kgs: kg === undefined ? [] : [kg],
  };
  return recordingsIn(readFileSync(new URL(name, folder)), credentials);
}

/** The same, as captured on the remote consoles' machine. */
export function consoleSideSessions(world: MockWorld): readonly SessionRecording[] {
  return collect(followFile(consoleSideFile(playMock(world)), mockCredentials(world.kg)));
}

/** The sessions of a world of mock engines, each whole, as captured where datagrams arrive. */
export function mockSessions(world: MockWorld): readonly SessionRecording[] {
  return collect(followFile(recordMock(world), mockCredentials(world.kg)));
}

function collect(items: readonly FollowedItem[]): readonly SessionRecording[] {
  const collector = new SessionCollector();
  return items.flatMap((item) => [...collector.add(item)]);
}

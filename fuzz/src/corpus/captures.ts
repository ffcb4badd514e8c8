import { readFileSync } from "node:fs";
import { CaptureReader, type Credentials, DatagramFinder, type FollowedItem, SessionFollower } from "@ruipmi/capture";
import { ascii } from "../../../packages/capture/test/support/mock-capture.ts";
import { recordedCaptures } from "../../../packages/capture/test/support/recordings.ts";
import { once } from "../once.ts";

/** A recording between independent programs, with what opens it. */
export interface CapturedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly credentials: Credentials;
}

/** All recordings of the tree. */
export const capturedFiles = once((): readonly CapturedFile[] =>
  Object.entries(recordedCaptures).map(([name, { username, password, kg }]) => ({
    name,
    bytes: Uint8Array.from(readFileSync(new URL(`../../../packages/capture/test/captures/${name}`, import.meta.url))),
    credentials: {
      users: password ? [{ username: ascii(username ?? ""), password: ascii(password) }] : [],
      kgs: kg ? [ascii(kg)] : [],
    },
  })),
);

/** Everything that the recordings say, decrypted. */
export const followedItems = once((): readonly FollowedItem[] => capturedFiles().flatMap(follow));

/** Every datagram of RMCP in the recordings, each once. */
export const capturedDatagrams = once((): readonly Uint8Array[] =>
  distinct(followedItems().flatMap((item) => (item.type === "datagram" ? [item.datagram.payload] : []))),
);

/** Every payload of a type in plain, each once; `undefined`: whole ASF messages. */
export function capturedPayloads(payloadType: number, from?: "remoteConsole" | "managedSystem"): readonly Uint8Array[] {
  return distinct(
    followedItems().flatMap((item) => {
      if (item.type !== "datagram" || item.read?.payload === undefined) return [];
      if (from !== undefined && item.from !== from) return [];
      return item.read.payloadType === payloadType ? [item.read.payload] : [];
    }),
  );
}

/** Each byte string once, in an array of its own. */
export function distinct(all: readonly Uint8Array[]): readonly Uint8Array[] {
  return [...new Map(all.map((bytes) => [Buffer.from(bytes).toString("hex"), Uint8Array.from(bytes)])).values()];
}

function follow({ bytes, credentials }: CapturedFile): readonly FollowedItem[] {
  const reader = new CaptureReader();
  const finder = new DatagramFinder();
  const follower = new SessionFollower({ credentials });
  const items = [...reader.push(bytes), ...reader.end()].flatMap((item) => {
    const found = item.type === "packet" ? finder.find(item) : undefined;
    return found === undefined || "type" in found ? [] : [...follower.follow(found)];
  });
  return [...items, ...follower.end()];
}

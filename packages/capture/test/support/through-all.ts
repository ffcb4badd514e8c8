import { ok } from "node:assert/strict";
import { decryptedPacket } from "../../src/decrypt/decrypted-packet.ts";
import { explain } from "../../src/explain/explain.ts";
import type { CaptureItem } from "../../src/file/capture-item.ts";
import { CaptureReader } from "../../src/file/capture-reader.ts";
import { PcapngWriter } from "../../src/file/pcapng-writer.ts";
import type { CapturedDatagram } from "../../src/network/datagram.ts";
import { DatagramFinder } from "../../src/network/datagram-finder.ts";
import { SessionCollector, type SessionRecording } from "../../src/replay/session-recording.ts";
import type { Credentials } from "../../src/sessions/credentials.ts";
import type { FollowedItem } from "../../src/sessions/followed-datagram.ts";
import { SessionFollower } from "../../src/sessions/follower.ts";
import { CommandStatistics } from "../../src/statistics/command-statistics.ts";
import { findingsOf } from "../../src/statistics/session-findings.ts";

/** How many items there were of each kind. */
export interface ThroughAll {
  readonly packets: number;
  readonly notes: number;
  readonly followed: number;
  /** Those whose payload could be read. */
  readonly read: number;
  readonly recordings: readonly SessionRecording[];
  /** What the messages were called, with what was said to be wrong with them. */
  readonly names: ReadonlySet<string>;
}

/** A capture's bytes through reader, finder and all that follows them. */
export function fileThroughAll(file: Uint8Array, credentials: Credentials, chunkLength: number): ThroughAll {
  const reader = new CaptureReader();
  const finder = new DatagramFinder();
  const following = new Following(credentials);
  let [packets, notes, last] = [0, 0, -1];
  const take = (item: CaptureItem): void => {
    if (item.type === "note") {
      notes += 1;
      ok(item.offset <= file.length, "a note is of a place in the file");
      return;
    }
    packets += 1;
    ok(
      item.offset > last && item.offset + item.data.length <= file.length,
      "packets are in the file, one after another",
    );
    last = item.offset;
    const datagram = finder.find(item);
    if (datagram !== undefined && !("type" in datagram)) following.datagram(datagram);
  };
  for (let at = 0; at < file.length; at += chunkLength) {
    for (const item of reader.push(file.subarray(at, at + chunkLength))) take(item);
  }
  for (const item of reader.end()) take(item);
  return { packets, notes, ...following.end() };
}

/** Datagrams followed, decrypted, explained, counted and collected. */
export function datagramsThroughAll(datagrams: readonly CapturedDatagram[], credentials: Credentials): ThroughAll {
  const following = new Following(credentials);
  for (const datagram of datagrams) following.datagram(datagram);
  return { packets: datagrams.length, notes: 0, ...following.end() };
}

class Following {
  readonly #follower: SessionFollower;
  readonly #collector = new SessionCollector();
  readonly #statistics = new CommandStatistics();
  readonly #writer = new PcapngWriter();
  readonly #recordings: SessionRecording[] = [];
  readonly #names = new Set<string>();
  #followed = 0;
  #read = 0;

  constructor(credentials: Credentials) {
    this.#follower = new SessionFollower({ credentials });
  }

  datagram(datagram: CapturedDatagram): void {
    for (const item of this.#follower.follow(datagram)) this.#take(item);
  }

  end(): Pick<ThroughAll, "followed" | "read" | "recordings" | "names"> {
    for (const item of this.#follower.end()) this.#take(item);
    this.#statistics.rows();
    return { followed: this.#followed, read: this.#read, recordings: this.#recordings, names: this.#names };
  }

  #take(item: FollowedItem): void {
    this.#statistics.add(item);
    this.#recordings.push(...this.#collector.add(item));
    if (item.type === "session") {
      findingsOf(item.session);
      return;
    }
    this.#followed += 1;
    if (item.read?.payload !== undefined) this.#read += 1;
    const { name, problem } = explain(item);
    this.#names.add(`${name} ${problem?.replace(/\d+/g, "") ?? ""}`);
    this.#writer.packet(decryptedPacket(item));
  }
}

import { describeCassette, readCassette } from "@ruipmi/bmc";
import { type Credentials, cassetteOf, replayObstacle, replaySession, scrubCassette } from "@ruipmi/capture";
import { fileThroughAll, type ThroughAll } from "../../../packages/capture/test/support/through-all.ts";
import { withinSteps } from "../../../packages/commands/test/support/counting-reader.ts";
import { capturedFiles } from "../corpus/captures.ts";
import type { FuzzTarget } from "../fuzz-target.ts";
import { once } from "../once.ts";
import { bucket } from "../shape.ts";

/** Whole files, from bytes to cassettes. */
export const captureFiles: FuzzTarget = {
  name: "capture-files",
  about:
    "changed pcap and pcapng files through reader, follower, decryption, explanation, statistics, replay and cassette",
  order: "fixed",
  mostBytes: 40_000,
  mostPieces: 1,
  seeds: once(() =>
    capturedFiles()
      .filter(({ bytes }) => bytes.length <= 40_000)
      .map(({ name, bytes }) => ({ subject: name, pieces: [bytes] })),
  ),
  run({ subject, pieces: [bytes = new Uint8Array(0)] }) {
    const { credentials } = capturedFiles().find(({ name }) => name === subject)!;
    const all = withinSteps(16 * bytes.length + 2000, () =>
      fileThroughAll(bytes, credentials, 1 + (bytes.length % 4096)),
    );
    if (all.packets + all.notes > bytes.length / 12 + 2) throw new Error(`${all.packets + all.notes} items`);
    return `${outcomeOf(all)} ${useRecordings(all, credentials)}`;
  },
};

export function outcomeOf({ packets, notes, followed, read, names }: ThroughAll): string {
  return [...[packets, notes, followed, read].map(bucket), ...names].join();
}

/** What is made of the sessions in a capture; a replay is compared, and need not be the same. */
export function useRecordings({ recordings }: ThroughAll, { users, kgs }: Credentials): string {
  const { cassette } = scrubCassette(cassetteOf(recordings, "fuzz"));
  readCassette(JSON.parse(JSON.stringify(describeCassette(cassette))));
  const reports = recordings.slice(0, 4).map((recording) => {
    if (replayObstacle(recording) !== undefined) return "-";
    const kg = kgs[0];
    const report = replaySession(recording, {
      password: users[0]?.password ?? new Uint8Array(0),
      ...(kg === undefined ? {} : { kg }),
    });
    return `${report.outcome} ${report.difference?.field ?? ""}`;
  });
  return `${bucket(cassette.exchanges.length)} ${reports.join()}`;
}

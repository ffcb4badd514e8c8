import { deepStrictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  BmcEngine,
  CassettePlayer,
  DescriptionError,
  describeCassette,
  describeDevice,
  readCassette,
  readDevice,
} from "@ruipmi/bmc";
import { cassetteOf } from "@ruipmi/capture";
import { readSdrRepository } from "@ruipmi/commands";
import { seededBytes, users } from "../../../packages/bmc/test/support/bmc-fixture.ts";
import { recordedSessions } from "../../../packages/capture/test/support/recordings.ts";
import { decodeCacheFile, encodeCacheFile } from "../../../packages/cli/src/sdr-cache/cache-file.ts";
import { recordedSdrs } from "../../../packages/commands/test/support/recorded-inventory.ts";
import { runProcedure } from "../../../packages/commands/test/support/run-procedure.ts";
import type { FuzzTarget } from "../fuzz-target.ts";
import { once } from "../once.ts";
import { shapeOf } from "../shape.ts";

/** What reads each kind of file; gives what kind of outcome it had. */
const readers: Readonly<Record<string, (text: string) => string>> = {
  device(text) {
    const device = readDevice(JSON.parse(text));
    const description = describeDevice(device);
    deepStrictEqual(describeDevice(readDevice(JSON.parse(JSON.stringify(description)))), description);
    const bmc = new BmcEngine({ users: [users.admin], device, randomBytes: seededBytes(1) });
    for (let now = 0; now < 5; now++) bmc.handleInput({ type: "timeout", now: now * 20_000 });
    return shapeOf(description, 3);
  },
  cassette(text) {
    const cassette = readCassette(JSON.parse(text));
    deepStrictEqual(readCassette(JSON.parse(JSON.stringify(describeCassette(cassette)))), cassette);
    const player = new CassettePlayer(cassette);
    for (const exchange of cassette.exchanges.slice(0, 20)) playerAnswers(player, exchange);
    return shapeOf(cassette, 2);
  },
  "SDR cache"(text) {
    const kept = decodeCacheFile(Uint8Array.from(Buffer.from(text)));
    if (kept === undefined) return "none";
    deepStrictEqual(decodeCacheFile(encodeCacheFile(kept)), kept);
    const { settled } = runProcedure(readSdrRepository({ cache: kept.cache, trustCache: true }), () => undefined);
    return `${shapeOf(kept, 3)} ${settled.status}`;
  },
};

/** JSON files that people hand to each other, or that lie on a disk. */
export const jsonFiles: FuzzTarget = {
  name: "json-files",
  about: "device descriptions, cassettes and kept sensor data records: read and used, or refused with the place",
  order: "json",
  mostBytes: 120_000,
  mostPieces: 1,
  seeds: once(() => [
    ...[{}, { chassis: { powerIsOn: false }, sel: { maxRecords: 16, records: [] } }, parsedDevice()].map(
      (description) => seed("device", description),
    ),
    ...["ipmitool-bridged-cs3.pcap", "ipmitool-lanplus-cs3.pcap"].map((name) =>
      seed("cassette", describeCassette(cassetteOf(recordedSessions(name)))),
    ),
    {
      subject: "SDR cache",
      pieces: [
        encodeCacheFile({
          device: "1 2 3",
          cache: {
            ...{ source: "repository", recordCount: 3, mostRecentAddition: 5, mostRecentErase: 6 },
            records: recordedSdrs.slice(0, 3),
          },
        }),
      ],
    },
  ]),
  run({ subject, pieces: [bytes = new Uint8Array(0)] }) {
    try {
      return `${subject} ${readers[subject]!(Buffer.from(bytes).toString())}`;
    } catch (error) {
      if (error instanceof SyntaxError && error.stack?.includes("JSON.parse")) return "no JSON";
      if (!(error instanceof DescriptionError)) throw error;
      return `${subject} ${error.message.replace(/\d+|".*?"/g, "").slice(0, 60)}`;
    }
  },
};

function seed(subject: string, document: unknown): { subject: string; pieces: Uint8Array[] } {
  return { subject, pieces: [Uint8Array.from(Buffer.from(JSON.stringify(document)))] };
}

/** The machine that comes with the package, of its lists the first few of each. */
function parsedDevice(): unknown {
  const text = readFileSync(new URL("../../../packages/bmc/devices/server.json", import.meta.url), "utf8");
  return JSON.parse(text, (_key, value: unknown) => (Array.isArray(value) ? value.slice(0, 4) : value));
}

function playerAnswers(player: CassettePlayer, { netFn, cmd, data }: Parameters<CassettePlayer["handle"]>[0]): void {
  const context = { message: { rsLun: 0, data }, now: 0 } as unknown as Parameters<CassettePlayer["handle"]>[1];
  player.handle({ netFn, cmd, data }, context);
}

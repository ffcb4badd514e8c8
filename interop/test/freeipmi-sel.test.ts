import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run as runRuipmi } from "@ruipmi/cli";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordOf } from "../lines/sel-records.ts";
import { FolderIo } from "./support/folder-io.ts";
import { freeipmiAt } from "./support/logins.ts";
import { installed } from "./support/peers.ts";
import { type StillBmc, startStillBmc } from "./support/still-bmc.ts";
import { tableOf } from "./support/text.ts";

interface Quantity {
  readonly value: number;
  readonly unit: string;
}

/** What `ruipmi --json sel elist` prints of a record, as far as FreeIPMI says it too. */
interface Entry {
  readonly recordId: number;
  readonly kind: string;
  readonly timestamp?: { readonly time?: string };
  readonly sensorName?: string;
  readonly sensorType?: { readonly name: string };
  readonly direction?: string;
  readonly event?: string;
  readonly reading?: Quantity;
  readonly threshold?: Quantity;
  readonly data?: string;
}

/** What the default log does not have: every threshold of a sensor crossed both ways, and OEM's records. */
const more = [
  ...Array.from({ length: 12 }, (_, offset) => {
    const data = (0x50 | offset).toString(16);
    return [`00d2f564 2000 04 01 01 01 ${data} 2a 29`, `01d2f564 2000 04 01 01 81 ${data} 1f 20`];
  })
    .flat()
    .map((event) => recordOf(`0000 02 ${event}`)),
  recordOf("0000 02 00d2f564 2000 04 08 41 6f 01 ff ff"),
  recordOf("0000 c1 00d2f564 f21b00 010203404142"),
  recordOf("0000 e0 0102030405060708090a0b0c0d"),
];

describe.skipIf(!installed("ipmi-sel"))("ipmi-sel and ruipmi at the same log", () => {
  const cache = mkdtempSync(join(tmpdir(), "ruipmi-freeipmi-"));
  let bmc: StillBmc;
  let theirs: readonly (readonly string[])[];
  let ours: readonly Entry[];

  beforeAll(async () => {
    bmc = await startStillBmc(({ sel }) => {
      for (const record of more) sel.records.push({ ...record, recordId: sel.nextRecordId++ });
    });
    const flags = ["-v", "--sdr-cache-directory", cache, "--quiet-cache", "--no-header-output"];
    theirs = tableOf((await freeipmiAt(bmc.port, "ipmi-sel")(...flags)).stdout);
    const io = new FolderIo(cache, {});
    const login = ["-H", "127.0.0.1", "-p", String(bmc.port), "-U", "admin", "-P", "password"];
    expect(await runRuipmi([...login, "--json", "sel", "elist"], io)).toBe(0);
    ours = (JSON.parse(io.stdout.text) as { readonly entries: readonly Entry[] }).entries;
  });
  afterAll(async () => {
    await bmc.stop();
    rmSync(cache, { recursive: true, force: true });
  });

  it("list the same records", () => {
    expect(theirs.map(([id]) => Number(id))).toEqual(ours.map(({ recordId }) => recordId));
    expect(ours).toHaveLength(12 + more.length);
  });

  it("agree on every time", () => {
    const timed = ours.filter(({ timestamp }) => timestamp !== undefined);
    const told = timed.map(({ recordId }) => theirs.find(([id]) => Number(id) === recordId)!);
    expect(told.map(([, date, time]) => new Date(`${date} ${time}Z`).toISOString())).toEqual(
      timed.map(({ timestamp }) => timestamp?.time),
    );
  });

  it("agree on every sensor, its type, and whether a state began or ended", () => {
    const words = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, "");
    for (const { recordId, kind, sensorName, sensorType, direction } of ours) {
      if (kind !== "event") continue;
      const [, , , name, type, way] = theirs.find(([id]) => Number(id) === recordId)!;
      expect([name, words(type!), way]).toEqual([
        sensorName,
        words(sensorType!.name),
        direction === "asserted" ? "Assertion Event" : "Deassertion Event",
      ]);
    }
  });

  it("agree on every threshold that was crossed, with reading and value", () => {
    const crossed = ours.filter(({ reading }) => reading !== undefined);
    expect(crossed).toHaveLength(4 + 24);
    for (const { recordId, event, reading, threshold } of crossed) {
      const told = theirs.find(([id]) => Number(id) === recordId)!.at(-1)!;
      const units: Readonly<Record<string, string>> = { "degrees C": "C", RPM: "RPM" };
      const shown = ({ value, unit }: Quantity): string => `${value.toFixed(2)} ${units[unit]}`;
      expect(told).toBe(
        `${event!.replace(" going", " - going")} ; Sensor Reading = ${shown(reading!)} ; Threshold = ${shown(threshold!)}`,
      );
    }
  });

  it("agree on the bytes of OEMs", () => {
    const oem = ours.filter(({ data }) => data !== undefined);
    const bytes = oem.map(({ recordId }) => theirs.find(([id]) => Number(id) === recordId)!.at(-1)!);
    expect(bytes.map((text) => text.replace("OEM defined = ", "").replaceAll(/h ?/g, "").toLowerCase())).toEqual(
      oem.map(({ data }) => data),
    );
  });
});

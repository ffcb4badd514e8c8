import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { addOddSensors } from "../lines/odd-sensors.ts";
import { startIpmiSim } from "./support/ipmi-sim.ts";
import { installed } from "./support/peers.ts";
import { ruipmi } from "./support/ruipmi.ts";
import { run } from "./support/run.ts";
import { startStillBmc } from "./support/still-bmc.ts";

/** Where the two differ, by the sensor's name, and why; a difference that is gone must go from here, too. */
const differences: Readonly<Record<string, string>> = {
  "Cube root": "FreeIPMI 1.6.10 makes 0 of every cube root; ipmitool agrees with ruipmi",
  "In pieces":
    "FreeIPMI reads no sensor whose factors change with the reading; ipmitool's reading agrees with ruipmi's",
};

/** The same on ipmi_sim. */
const thresholdsUnsaid = "the record says that there are no thresholds, and FreeIPMI does not ask; ipmi_sim has some";
const ipmiSimDifferences: Readonly<Record<string, string>> = { "CPU1 Temp": thresholdsUnsaid, FAN1: thresholdsUnsaid };

/** A sensor as a row: reading, then the thresholds from the lowest up; `undefined` where there is none. */
interface Row {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
}

/** Where both programs log in. */
interface Login {
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly suite: number;
}

const thresholdOrder = [
  ...["lowerNonRecoverable", "lowerCritical", "lowerNonCritical"],
  ...["upperNonCritical", "upperCritical", "upperNonRecoverable"],
];

describe.skipIf(!installed("ipmi-sensors", "ipmi_sim"))("FreeIPMI and ruipmi agree on every value", () => {
  const cleanups: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0)) await cleanup();
  });

  it("of the simulated machine, with every way to a number", async () => {
    const bmc = await startStillBmc(addOddSensors);
    cleanups.push(() => bmc.stop());
    const login = { port: bmc.port, username: "admin", password: "password", suite: 17 };
    const [theirs, ours] = await Promise.all([byFreeipmi(login), byRuipmi(login)]);
    expect(ours.size).toBeGreaterThan(50);
    expectSame(ours, theirs, differences);
  });

  it("of ipmi_sim", async () => {
    const sim = await startIpmiSim();
    cleanups.push(() => sim.stop());
    const login = { port: sim.port, username: "ipmiusr", password: "test", suite: 3 };
    const [theirs, ours] = await Promise.all([byFreeipmi(login), byRuipmi(login)]);
    expect(ours.size).toBeGreaterThan(9);
    expectSame(ours, theirs, ipmiSimDifferences);
  });

  /** By record ID, as ipmi-sensors numbers them. */
  async function byFreeipmi({ port, username, password, suite }: Login): Promise<ReadonlyMap<number, Row>> {
    const cache = mkdtempSync(join(tmpdir(), "ruipmi-freeipmi-"));
    cleanups.push(() => rmSync(cache, { recursive: true, force: true }));
    const { code, stdout, stderr } = await run("ipmi-sensors", [
      ...["-D", "LAN_2_0", "-h", `127.0.0.1:${port}`, "-u", username, "-p", password, "-l", "ADMIN"],
      ...["-I", String(suite), "-W", "opensesspriv", "--sdr-cache-directory", cache, "--quiet-cache"],
      ...["--output-sensor-thresholds", "--comma-separated-output", "--no-header-output", "--bridge-sensors"],
    ]);
    expect(code, stderr).toBe(0);
    const rows = stdout
      .trim()
      .split("\n")
      .map((row) => row.split(","));
    return new Map(
      rows.map(([recordId, name = "", _type, reading, _unit, ...thresholds]) => {
        const texts = [reading!, ...thresholds.slice(0, thresholdOrder.length)];
        return [Number(recordId), { name, values: texts.map((text) => (text === "N/A" ? undefined : Number(text))) }];
      }),
    );
  }

  async function byRuipmi({ port, username, password, suite }: Login): Promise<ReadonlyMap<number, Row>> {
    const login = ["-H", "127.0.0.1", "-p", String(port), "-U", username, "-P", password, "-C", String(suite)];
    const { code, stdout, stderr } = await ruipmi([...login, "--no-cache", "--json", "sensor", "list"]);
    expect(code, stderr).toBe(0);
    const { sensors } = JSON.parse(stdout) as { readonly sensors: readonly Sensor[] };
    return new Map(
      sensors.map(({ recordId, name, reading, thresholds = {} }) => {
        const values = [reading?.value, ...thresholdOrder.map((each) => thresholds[each]?.value)];
        return [recordId, { name, values }];
      }),
    );
  }
});

interface Sensor {
  readonly recordId: number;
  readonly name: string;
  readonly reading?: { readonly value: number };
  readonly thresholds?: Readonly<Record<string, { readonly value?: number }>>;
}

function expectSame(
  ours: ReadonlyMap<number, Row>,
  theirs: ReadonlyMap<number, Row>,
  known: Readonly<Record<string, string>>,
): void {
  expect([...ours.keys()]).toEqual(expect.arrayContaining([...theirs.keys()]));
  const differing = [...theirs].flatMap(([recordId, { values }]) => {
    const own = ours.get(recordId)!;
    const differs = values.some((value, index) => !isSame(value, own.values[index]));
    return differs ? [{ name: own.name, theirs: values, ours: own.values }] : [];
  });
  expect(differing.filter(({ name }) => known[name] === undefined)).toEqual([]);
  expect(differing.map(({ name }) => name).sort()).toEqual(Object.keys(known).sort());
}

/** ipmi-sensors prints two digits behind the point. */
function isSame(theirs: number | undefined, ours: number | undefined): boolean {
  if (theirs === undefined || ours === undefined) return theirs === ours;
  return Math.abs(theirs - ours) <= 0.00501;
}

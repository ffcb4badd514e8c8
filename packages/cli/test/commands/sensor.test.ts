import { createDiscreteSensor, createThresholdSensor, type ThresholdSensorState } from "@ruipmi/bmc";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Outcome, ruipmi } from "../support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "../support/test-bmc.ts";

let bmc: TestBmc;
let inlet: ThresholdSensorState;
beforeEach(async () => {
  bmc = await startTestBmc();
  inlet = createThresholdSensor({
    ...{ number: 1, name: "Inlet Temp", entityId: 55, entityInstance: 1, sensorType: 1, baseUnit: 1, value: 23 },
    ...{ thresholds: { upperNonCritical: 38, upperCritical: 42, upperNonRecoverable: 47 } },
  });
  bmc.device.sensors.splice(
    0,
    bmc.device.sensors.length,
    inlet,
    createDiscreteSensor({
      ...{ number: 2, name: "PSU1", entityId: 10, entityInstance: 1, sensorType: 8 },
      ...{ possibleStates: [0, 3], states: [0, 3] },
    }),
  );
});
afterEach(() => bmc.close());

const run = (...words: string[]): Promise<Outcome> => ruipmi(...bmc.options, ...words);

describe("sensor list", () => {
  it("shows reading, unit, status and thresholds", async () => {
    const { out } = await run("sensor", "list");
    expect(out).toBe(
      "Inlet Temp       | 23.000     | degrees C  | ok    | na        | na        | na        | 38.000    | 42.000    | 47.000    \n" +
        "PSU1             | 0x9        | discrete   | 0x0980| na        | na        | na        | na        | na        | na        \n",
    );
    const { sensors } = JSON.parse((await run("--json", "sensor", "list")).out) as { sensors: unknown[] };
    expect(sensors).toMatchObject([
      { thresholds: { upperCritical: { raw: 42, value: 42, unit: "degrees C" } } },
      {
        states: [
          { offset: 0, text: "Presence detected" },
          { offset: 3, text: "Power Supply AC lost" },
        ],
      },
    ]);
  });
});

describe("sensor get and reading", () => {
  it("show what there is and say why the rest is missing", async () => {
    expect((await run("sensor", "reading", "Inlet Temp")).out).toBe("Inlet Temp       | 23\n");
    expect(await run("sensor", "reading", "PSU1")).toMatchObject({
      code: 1,
      out: "",
      err: 'ruipmi: no number of "PSU1" (it has states, no number)\n',
    });
    inlet.available = false;
    const { code, out, err } = await run("sensor", "get", "Inlet Temp");
    expect([code, err]).toEqual([1, 'ruipmi: no reading of "Inlet Temp" (it says that it has none now)\n']);
    expect(out).toContain(" Unable to read sensor: Device Not Present\n");
  });
});

describe("sensor thresh", () => {
  it("sets one, or three at once", async () => {
    const { code, out } = await run("sensor", "thresh", "Inlet Temp", "ucr", "43.4");
    expect([code, out]).toEqual([
      0,
      "Locating sensor record 'Inlet Temp'...\n" + 'Setting sensor "Inlet Temp" Upper Critical threshold to 43.400\n',
    ]);
    expect(inlet.thresholds.upperCritical).toBe(43);
    const answer = await run("--json", "sensor", "thresh", "Inlet Temp", "upper", "40", "45", "50");
    expect(inlet.thresholds).toMatchObject({ upperNonCritical: 40, upperCritical: 45, upperNonRecoverable: 50 });
    expect(JSON.parse(answer.out)).toMatchObject({
      name: "Inlet Temp",
      thresholds: { upperCritical: { value: 45, unit: "degrees C", raw: 45 } },
    });
  });

  it.each([
    [["ucr", "48"], "would not be above"],
    [["unc", "42"], "would not be above"],
    [["unr", "1000"], "beyond what the sensor can express"],
    [["upper", "50", "45", "60"], "would not be above"],
  ])("sets nothing where %j would be wrong", async (words, text) => {
    const before = { ...inlet.thresholds };
    const { code, err } = await run("sensor", "thresh", "Inlet Temp", ...words);
    expect([code, err]).toEqual([1, expect.stringContaining(text)]);
    expect(inlet.thresholds).toEqual(before);
  });

  it("takes a sensor without thresholds for what it is", async () => {
    expect(await run("sensor", "thresh", "PSU1", "ucr", "1")).toMatchObject({
      code: 1,
      err: 'ruipmi: "PSU1" has no thresholds\n',
    });
  });

  it.each([
    [["Inlet Temp", "hot", "1"], "there is no threshold"],
    [["Inlet Temp", "ucr", "warm"], "is a number"],
    [["Inlet Temp", "ucr"], "takes UCR: 1 and not 0 numbers"],
    [["Inlet Temp", "lower", "1", "2"], "takes LNR LCR LNC: 3 and not 2 numbers"],
    [["Inlet Temp"], "sensor thresh takes"],
  ])("refuses %j before anything is sent", async (words, text) => {
    const { code, err } = await ruipmi("-H", "127.0.0.1", "-p", "1", "sensor", "thresh", ...words);
    expect([code, err]).toEqual([2, expect.stringContaining(text)]);
  });
});

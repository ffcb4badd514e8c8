import { MalformedMessageError, NetworkError } from "@ruipmi/core";
import { describe, expect, it } from "vitest";
import {
  AnalogDataFormat,
  type AnyCommand,
  type CompactSensorRecord,
  type FullSensorRecord,
  Linearization,
  latin1,
  readSensor,
  readSensorEvents,
  readSensors,
  type SensorReading,
  sensorCallOptions,
} from "../../src/index.ts";
import { type Answer, runProcedure } from "../support/run-procedure.ts";
import { eventOnly, refusal } from "../support/sdr-machine.ts";

const plain = { m: 1, b: 0, bExponent: 0, rExponent: 0, tolerance: 0, accuracy: 0, accuracyExponent: 0 };
const units = {
  ...{ analogDataFormat: AnalogDataFormat.unsigned, rateUnit: 0, modifierUse: 0, isPercentage: false },
  ...{ baseUnit: 1, modifierUnit: 0 },
};
const common = {
  ...{ recordId: 1, sdrVersion: 0x51, sensorOwnerId: 0x20, channelNumber: 0, sensorOwnerLun: 0, sensorNumber: 7 },
  entity: { entityId: 7, entityInstance: 1, isLogical: false },
  initialization: {
    ...{ isSettable: false, initializeScanning: true, initializeEvents: true, initializeThresholds: true },
    ...{ initializeHysteresis: true, initializeSensorType: true },
    ...{ eventGenerationEnabled: true, sensorScanningEnabled: true },
  },
  capabilities: {
    ...{ ignoreIfEntityAbsent: false, autoRearm: true },
    ...({ hysteresisAccess: 0, thresholdAccess: 1, eventMessageControl: 0 } as const),
  },
  ...{ sensorType: 1, eventReadingType: 1, assertionMask: 0, deassertionMask: 0, readingMask: 0x3f, units },
  ...{ positiveHysteresis: 1, negativeHysteresis: 1, oem: 0, idString: latin1("Inlet") },
};

const full = (change: Partial<FullSensorRecord> = {}): FullSensorRecord => ({
  kind: "fullSensor",
  ...common,
  ...{ linearization: 0, factors: plain, direction: 1 },
  ...{ nominalReading: undefined, normalMaximum: undefined, normalMinimum: undefined },
  ...{ sensorMaximum: 255, sensorMinimum: 0, upperNonRecoverable: 0, upperCritical: 60, upperNonCritical: 0 },
  ...{ lowerNonRecoverable: 0, lowerCritical: 0, lowerNonCritical: 0 },
  ...change,
});

const compact: CompactSensorRecord = {
  kind: "compactSensor",
  ...common,
  ...{ sensorType: 8, eventReadingType: 0x6f },
  sharing: (eventOnly(1, "x") as Extract<ReturnType<typeof eventOnly>, { kind: "eventOnly" }>).sharing,
};

/** What a machine's sensors say, by the command's name; a function is asked with the request. */
function machine(answers: Readonly<Record<string, unknown>>): Answer {
  return (command: AnyCommand, request: unknown) => {
    const answer = answers[command.name];
    if (answer === undefined) throw refusal(0xc1);
    const said: unknown = typeof answer === "function" ? (answer as (request: unknown) => unknown)(request) : answer;
    if (said instanceof Error) throw said;
    return said;
  };
}

const on = { eventMessagesEnabled: true, scanningEnabled: true, unavailable: false };

function read(record: FullSensorRecord | CompactSensorRecord, answers: Readonly<Record<string, unknown>>) {
  const { settled, log } = runProcedure(readSensor(record, { thresholds: true }), machine(answers));
  return { reading: settled.status === "fulfilled" ? settled.value : undefined, settled, log };
}

describe("readSensor", () => {
  it("gives the value, the states and the thresholds", () => {
    const { reading, log } = read(full(), {
      "Get Sensor Reading": { ...on, reading: 23, states: 0xc0 },
      "Get Sensor Thresholds": { thresholds: { upperCritical: 60, upperNonCritical: 50 } },
    });
    expect(reading).toMatchObject({ name: "Inlet", state: "read", raw: 23, value: 23, states: 0xc0 });
    expect(reading?.thresholds).toStrictEqual({
      upperCritical: { raw: 60, value: 60 },
      upperNonCritical: { raw: 50, value: 50 },
    });
    expect(log).toStrictEqual(["Get Sensor Reading", "Get Sensor Thresholds"]);
  });

  // Defect 22 of the Rust ruipmi: raw readings were always unsigned, 1/x of 0 was 0, and 70h was linear.
  it("knows negative numbers in both complements", () => {
    const twos = full({ units: { ...units, analogDataFormat: AnalogDataFormat.twosComplement } });
    const ones = full({ units: { ...units, analogDataFormat: AnalogDataFormat.onesComplement } });
    const answers = { "Get Sensor Reading": { ...on, reading: 0xf4, states: 0 } };
    expect(read(twos, answers).reading?.value).toBe(-12);
    expect(read(ones, answers).reading?.value).toBe(-11);
  });

  it("has no number for the reciprocal of 0", () => {
    const { reading } = read(full({ linearization: Linearization.reciprocal }), {
      "Get Sensor Reading": { ...on, reading: 0, states: 0 },
    });
    expect(reading).toMatchObject({ state: "read", raw: 0, value: undefined });
  });

  it("asks for the factors of each raw reading where the sensor is not linear, thresholds included", () => {
    const factors = ({ reading }: { readonly reading: number }) => ({
      nextReading: reading,
      factors: reading > 100 ? { ...plain, m: 2, b: -100 } : plain,
    });
    const { reading, log } = read(full({ linearization: Linearization.nonLinear }), {
      "Get Sensor Reading": { ...on, reading: 40, states: 0 },
      "Get Sensor Thresholds": { thresholds: { upperCritical: 140 } },
      "Get Sensor Reading Factors": factors,
    });
    expect(reading).toMatchObject({ value: 40, thresholds: { upperCritical: { raw: 140, value: 180 } } });
    expect(log.filter((name) => name === "Get Sensor Reading Factors")).toHaveLength(2);
  });

  it("has no number where those factors are refused", () => {
    const { reading } = read(full({ linearization: 0x71 }), {
      "Get Sensor Reading": { ...on, reading: 40, states: 0 },
    });
    expect(reading).toMatchObject({ state: "read", raw: 40, value: undefined, conversion: undefined });
  });

  it("gives states only of a sensor that has no numbers, and asks for no thresholds", () => {
    const { reading, log } = read(compact, { "Get Sensor Reading": { ...on, reading: 0, states: 0b101 } });
    expect(reading).toMatchObject({ state: "read", raw: 0, value: undefined, states: 0b101 });
    expect(log).toStrictEqual(["Get Sensor Reading"]);
  });

  it.each([0xcb, 0xcd, 0xc9, 0xce, 0xd5, 0xd3, 0xff])("is absent at completion code %i", (code) => {
    const { reading } = read(full(), { "Get Sensor Reading": refusal(code) });
    expect(reading).toMatchObject({ state: "absent", completionCode: code, raw: undefined, value: undefined });
  });

  it.each([
    ["unavailable", { ...on, unavailable: true, reading: 9, states: 0 }],
    ["scanningDisabled", { ...on, scanningEnabled: false, reading: 9, states: 0 }],
    ["refused", refusal(0xd4)],
    ["malformed", new MalformedMessageError("Get Sensor Reading: flags", 1, "needs 1 bytes, 0 left")],
  ])("is %s", (state, answer) => {
    expect(read(full(), { "Get Sensor Reading": answer }).reading).toMatchObject({ state, value: undefined });
  });

  it("is unreachable where another controller is silent; where the managed system is, that is an error", () => {
    const silent = new NetworkError("timeout", "nobody", 3, 1000);
    const answers = { "Get Sensor Reading": silent };
    expect(read(full({ sensorOwnerId: 0x82 }), answers).reading?.state).toBe("unreachable");
    expect(read(full(), answers).settled).toStrictEqual({ status: "rejected", reason: silent });
    expect(read(full({ sensorOwnerId: 0x41 }), {})).toMatchObject({ reading: { state: "unreachable" }, log: [] });
  });
});

describe("readSensors", () => {
  it("asks in batches, and tells how far it is", () => {
    const records = Array.from({ length: 20 }, (_, index) => full({ sensorNumber: index }));
    const answer = machine({
      "Get Sensor Reading": ({ sensorNumber }: { readonly sensorNumber: number }) =>
        sensorNumber === 5 ? refusal(0xcb) : { ...on, reading: sensorNumber, states: 0 },
    });
    const { settled, log } = runProcedure(readSensors(records, { batch: 8 }), answer);
    const readings = (settled as { readonly value: readonly SensorReading[] }).value;
    expect(readings.map(({ value }) => value)).toStrictEqual(
      records.map((_, index) => (index === 5 ? undefined : index)),
    );
    expect(log.filter((line) => line.startsWith("progress"))).toStrictEqual([
      'progress {"sensors":8,"sensorCount":20}',
      'progress {"sensors":16,"sensorCount":20}',
      'progress {"sensors":20,"sensorCount":20}',
    ]);
  });
});

describe("readSensorEvents", () => {
  it("leaves out what is refused", () => {
    const status = { ...on, events: { assertion: 1, deassertion: 0 } };
    const { settled } = runProcedure(readSensorEvents(full()), machine({ "Get Sensor Event Status": status }));
    expect(settled).toStrictEqual({ status: "fulfilled", value: { status, enable: undefined } });
  });
});

describe("the way to a sensor", () => {
  const bridge = { targetAddress: 0x82, targetChannel: 7 };
  it.each([
    ["the BMC's", {}, {}, {}],
    ["the BMC's second LUN", { sensorOwnerLun: 1 }, {}, { lun: 1 }],
    ["another controller's", { sensorOwnerId: 0x82, channelNumber: 7 }, {}, { bridge }],
    [
      "another controller's third LUN",
      { sensorOwnerId: 0x82, channelNumber: 7, sensorOwnerLun: 2 },
      {},
      { bridge: { ...bridge, targetLun: 2 } },
    ],
    [
      "the controller's whose records they are",
      { sensorOwnerId: 0x82 },
      { controllerAddress: 0x82, call: { bridge } },
      { bridge },
    ],
    [
      "the BMC's, from another's records",
      {},
      { controllerAddress: 0x82, call: { bridge, timeout: 5 } },
      { timeout: 5 },
    ],
    ["software's", { sensorOwnerId: 0x41 }, {}, undefined],
  ])("is right for %s", (_, identity, path, expected) => {
    expect(sensorCallOptions(full(identity), path)).toStrictEqual(expected);
  });
});

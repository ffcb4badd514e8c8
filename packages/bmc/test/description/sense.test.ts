import { describe, expect, it } from "vitest";
import { BmcEngine, createDevice, DescriptionError, describeDevice, readDevice } from "../../src/index.ts";

const identity = { number: 1, name: "Inlet", entityId: "inlet", entityInstance: 1, sensorType: "temperature" };
const plain = { ...identity, kind: "threshold", baseUnit: "degreesCelsius", value: 23.5 };
const discrete = { ...identity, kind: "discrete", possibleStates: [0, 1], states: [1, 0] };

function withSensor(sensor: object): unknown {
  return { sensors: [sensor] };
}

function withThresholds(thresholds: object): unknown {
  return withSensor({ ...plain, thresholds });
}

describe("readDevice refuses what does not go together", () => {
  it.each<[unknown, string, string]>([
    [withSensor({ ...plain, factors: { m: 0 } }), "sensors[0].factors.m", "0 makes the same"],
    [
      withSensor({ ...plain, linearization: "nonLinear", segments: [{ upTo: 9, factors: { m: 0 } }] }),
      "sensors[0].segments[0].factors.m",
      "0 makes the same",
    ],
    [withSensor({ ...plain, value: 255.01 }), "sensors[0].value", "255.01 is beyond"],
    [withSensor({ ...plain, value: -1 }), "sensors[0].value", "-1 is beyond what the sensor can express, 0 to 255"],
    [withSensor({ ...plain, value: 0, factors: { m: -2, b: -1 } }), "sensors[0].value", "-511 to -1"],
    [withSensor({ ...plain, value: 128, analogDataFormat: "twosComplement" }), "sensors[0].value", "-128 to 127"],
    [
      withSensor({
        ...plain,
        linearization: "nonLinear",
        value: 200,
        segments: [{ upTo: 255, factors: { rExponent: -1 } }],
      }),
      "sensors[0].value",
      "0 to 25.5",
    ],
    [
      withSensor({ ...plain, value: 300, wander: { around: 20, by: 2 } }),
      "sensors[0].value",
      "300 is beyond what the sensor can express",
    ],
    [withSensor({ ...plain, wander: { around: 256, by: 2 } }), "sensors[0].wander.around", "256 is beyond"],
    [withThresholds({ upperCritical: 256 }), "sensors[0].thresholds.upperCritical", "256 is beyond"],
    [withThresholds({ lowerCritical: -0.5 }), "sensors[0].thresholds.lowerCritical", "-0.5 is beyond"],
    [
      withThresholds({ lowerNonRecoverable: 6, lowerCritical: 5 }),
      "sensors[0].thresholds.lowerCritical",
      "expected at least lowerNonRecoverable, 6, got 5",
    ],
    [
      withThresholds({ lowerCritical: 6, lowerNonCritical: 5 }),
      "sensors[0].thresholds.lowerNonCritical",
      "expected at least lowerCritical",
    ],
    [
      withThresholds({ lowerNonCritical: 40, upperNonCritical: 40 }),
      "sensors[0].thresholds.upperNonCritical",
      "expected more than lowerNonCritical, 40, got 40",
    ],
    [
      withThresholds({ lowerNonRecoverable: 40, upperNonRecoverable: 40 }),
      "sensors[0].thresholds.upperNonRecoverable",
      "expected more than lowerNonRecoverable",
    ],
    [
      withThresholds({ upperNonCritical: 41, upperCritical: 40 }),
      "sensors[0].thresholds.upperCritical",
      "expected at least upperNonCritical",
    ],
    [
      withThresholds({ upperCritical: 41, upperNonRecoverable: 40 }),
      "sensors[0].thresholds.upperNonRecoverable",
      "expected at least upperCritical",
    ],
    [withSensor({ ...discrete, states: [1, 2] }), "sensors[0].states[1]", "2 is none of possibleStates, 0, 1"],
    [withSensor({ ...discrete, possibleStates: [], states: [0] }), "sensors[0].states[0]", "possibleStates, none"],
    [{ satellites: [{ address: 0x20 }] }, "satellites[0].address", "32 (20h) is the managed system's own address"],
    [
      { satellites: [{ address: 0x82, satellites: [{ address: 0x20, channel: 7 }] }] },
      "satellites[0].satellites[0].address",
      "32 (20h)",
    ],
    [{ dcmi: { power: { sensorNumber: 99 } } }, "dcmi.power.sensorNumber", "there is no sensor 99 with thresholds"],
    [{ dcmi: { power: { sensorNumber: 0x40 } } }, "dcmi.power.sensorNumber", "there is no sensor 64 with thresholds"],
    [{ sensors: [], dcmi: { power: { sensorNumber: 50 } } }, "dcmi.power.sensorNumber", "there is no sensor 50"],
    [
      { fru: { devices: [{ fruDeviceId: 0, name: "x", entityId: 7, areaSize: 15, inventory: { chassis: {} } }] } },
      "fru.devices[0].areaSize",
      "the inventory has 16 bytes, and 15 is too small",
    ],
  ])("%j: %s", (description, path, problem) => {
    let thrown: unknown;
    try {
      readDevice(description);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DescriptionError);
    expect(thrown).toMatchObject({ path, message: expect.stringContaining(problem) });
  });

  it.each<[string, unknown]>([
    ["a value at either end", withSensor({ ...plain, value: 255, thresholds: { lowerCritical: 0 } })],
    ["a raw reading that stands for no number", withSensor({ ...plain, linearization: "reciprocal", value: 1 })],
    ["a sensor without numbers", withSensor({ ...plain, analogDataFormat: "none", value: 1e6 })],
    [
      "equal thresholds of one side",
      withThresholds({ upperNonCritical: 40, upperCritical: 40, upperNonRecoverable: 40 }),
    ],
    ["some thresholds of both sides", withThresholds({ lowerNonRecoverable: 2, upperCritical: 40 })],
    ["states in any order", withSensor(discrete)],
    ["a value that wandered off", withSensor({ ...plain, value: 256, wander: { around: 254, by: 3 } })],
    [
      "an inventory that just fits",
      { fru: { devices: [{ fruDeviceId: 0, name: "x", entityId: 7, areaSize: 16, inventory: { chassis: {} } }] } },
    ],
  ])("and takes %s", (_what, description) => {
    expect(describeDevice(readDevice(description))).toMatchObject(description as object);
  });
});

describe("the sensor of DCMI's power", () => {
  it("is none where a description has other sensors and does not name it", () => {
    const device = readDevice(withSensor(plain));
    expect(device.dcmi.power).toMatchObject({ sensorNumber: undefined, watts: createDevice().dcmi.power.watts });
    expect(readDevice(describeDevice(device))).toEqual(device);
    expect(readDevice({}).dcmi.power.sensorNumber).toBe(createDevice().dcmi.power.sensorNumber);
  });

  it("may be taken away from a machine that is described then", () => {
    const device = createDevice();
    device.sensors = device.sensors.filter(({ number }) => number !== device.dcmi.power.sensorNumber);
    expect(readDevice(describeDevice(device)).dcmi.power.sensorNumber).toBeUndefined();
  });
});

it("a machine that has run for a while is described and read again", () => {
  const device = createDevice();
  const engine = new BmcEngine({ users: [], device, randomBytes: (length) => new Uint8Array(length) });
  for (let now = 0; now < 600_000; now += 15_000) {
    engine.handleInput({ type: "timeout", now });
    readDevice(describeDevice(device));
  }
});

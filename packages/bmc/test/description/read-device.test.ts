import { describe, expect, it } from "vitest";
import { DescriptionError, describeDevice, deviceSchema, type Json, readDevice } from "../../src/description/index.ts";
import { createDevice } from "../../src/device/device.ts";
import { createThresholdSensor } from "../../src/device/sensors/index.ts";
import { isValid } from "../support/json-schema.ts";

const schema = deviceSchema();
const defaultDescription = describeDevice(createDevice());

const plainSensor = {
  kind: "threshold",
  number: 1,
  name: "Inlet",
  entityId: "inlet",
  entityInstance: 1,
  sensorType: "temperature",
  baseUnit: "degreesCelsius",
  value: 23.5,
};

/** Every value of a description that is neither object nor list, and where it stands; of lists the first two items. */
function* leavesOf(value: Json, path: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  if (typeof value !== "object" || value === null) return yield path;
  for (const [key, each] of Object.entries(value)) {
    if (Array.isArray(value) && Number(key) > 1) continue;
    yield* leavesOf(each as Json, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

/** The path as errors write it. */
function pathText(path: readonly (string | number)[]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .replace(/^\./, "");
}

/** A copy with another value at a path. */
function replaced(value: Json, [key, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy: Record<string, unknown> = (Array.isArray(value) ? [...value] : { ...(value as object) }) as never;
  copy[key] = replaced((value as Record<string, Json>)[key]!, rest, by);
  return copy;
}

describe("readDevice", () => {
  it("makes the default machine of nothing", () => {
    expect(readDevice({})).toEqual(createDevice());
  });

  it("makes the default machine of its description", () => {
    expect(readDevice(defaultDescription)).toEqual(createDevice());
    expect(readDevice(JSON.parse(JSON.stringify(defaultDescription)))).toEqual(createDevice());
    expect(isValid(schema, JSON.parse(JSON.stringify(defaultDescription)))).toBe(true);
  });

  it("shares nothing between machines", () => {
    const [one, other] = [readDevice(defaultDescription), readDevice(defaultDescription)];
    one.chassis.powerIsOn = false;
    one.guid[0]! ^= 0xff;
    one.sel.records.length = 0;
    expect(other).toEqual(createDevice());
  });

  it("takes the key that names the schema", () => {
    const description = { $schema: "device.schema.json", chassis: { powerIsOn: false } };
    expect(readDevice(description).chassis.powerIsOn).toBe(false);
    expect(isValid(schema, description)).toBe(true);
  });

  it("makes sensors as the functions do that make them", () => {
    const thresholds = { lowerCritical: 5, upperCritical: 45 };
    const said = [{ ...plainSensor, thresholds, factors: { m: 5, rExponent: -1 }, linearization: "cube" }];
    const { sensors } = readDevice({ sensors: said });
    const { kind: _, ...options } = plainSensor;
    expect(sensors).toEqual([
      createThresholdSensor({
        ...options,
        entityId: 55,
        sensorType: 1,
        baseUnit: 1,
        thresholds,
        factors: { m: 5, rExponent: -1 },
        linearization: 9,
      }),
    ]);
    expect(sensors[0]).toMatchObject({
      supportedEvents: { assertion: expect.any(Number) },
      settableThresholds: Object.keys(thresholds),
    });
    expect(describeDevice(readDevice({ sensors: said }))["sensors"]).toEqual(said);
  });

  it("takes a parameter of the LAN configuration away", () => {
    const { parameters } = readDevice({ lan: { parameters: { vlanId: null, ipAddress: "192.0.2.7" } } }).lan;
    expect(parameters.vlanId).toBeUndefined();
    expect(parameters).toMatchObject({ ipAddress: "192.0.2.7", subnetMask: "255.255.255.0" });
  });

  it("takes SDRs as their bytes", () => {
    const said = "0000 51 c0 04 00 01 02 03";
    const { sdr } = readDevice({ sdr: { records: [said] } });
    expect(sdr.records).toEqual([{ kind: "oem", manufacturerId: 0x020100, data: Uint8Array.of(3) }]);
    expect(describeDevice(readDevice({ sdr: { records: [said] } }))["sdr"]).toMatchObject({
      records: [said.replaceAll(" ", "")],
    });
  });

  it("takes strings of a FRU however they are stored", () => {
    const fields = ["Ä plain one", { encoding: "bcdPlus", text: "1.5-2" }, { encoding: "binary", bytes: "00ff" }];
    const board = { languageCode: 0, customFields: fields };
    const description = { fru: { devices: [{ fruDeviceId: 0, name: "x", entityId: 7, inventory: { board } }] } };
    const device = readDevice(description);
    expect(device.fru.devices[0]).toMatchObject({ entityInstance: 1, inventory: { board: { languageCode: 0 } } });
    expect(device.fru.devices[0]?.inventory.board?.customFields).toEqual([
      fields[0],
      fields[1],
      { encoding: "binary", bytes: Uint8Array.of(0, 255) },
    ]);
    expect(describeDevice(device)["fru"]).toMatchObject(description.fru);
    expect(isValid(schema, description)).toBe(true);
  });

  it("says where a value is wrong, wherever it is", () => {
    const leaves = [...leavesOf(defaultDescription)];
    expect(leaves.length).toBeGreaterThan(50);
    for (const path of leaves) {
      const wrong = replaced(defaultDescription, path, ["nonsense"]);
      let thrown: unknown;
      try {
        readDevice(wrong);
      } catch (error) {
        thrown = error;
      }
      expect(thrown, pathText(path)).toBeInstanceOf(DescriptionError);
      expect((thrown as DescriptionError).path).toBe(pathText(path));
      expect(isValid(schema, wrong), pathText(path)).toBe(false);
    }
  });

  it("knows every key by its name only", () => {
    for (const path of leavesOf(defaultDescription)) {
      const [last, parent] = [path.at(-1)!, path.slice(0, -1)];
      if (typeof last === "number") continue;
      const at = parent.reduce<Json>((value, key) => (value as Record<string, Json>)[key]!, defaultDescription);
      const wrong = replaced(defaultDescription, parent, { ...(at as object), [`${last}x`]: 0 });
      expect(() => readDevice(wrong)).toThrow(`${pathText([...parent, `${last}x`])}: unknown key`);
      expect(isValid(schema, wrong)).toBe(false);
    }
  });

  it.each<[unknown, string]>([
    [[], "the description: expected an object, got a list"],
    [{ chasis: {} }, "chasis: unknown key; did you mean chassis?"],
    [{ chassis: { powerRestorePolicy: "alwys" } }, "chassis.powerRestorePolicy: expected one of"],
    [{ deviceId: { firmwareRevision: "1.5" } }, "deviceId.firmwareRevision: expected a firmware revision such as 1.05"],
    [{ guid: "00" }, 'guid: expected 16 bytes in hex, got "00"'],
    [{ satellites: [{ address: 0x31 }] }, "satellites[0].address: expected an even slave address, got 49"],
    [{ satellites: [{}] }, "satellites[0].address: missing, expected a whole number"],
    [{ satellites: [{ address: 48 }, { address: 48 }] }, "satellites[1].address: the same as satellites[0]"],
    [
      { satellites: [{ address: 2, satellites: [{ address: 4, satellites: [{}] }] }] },
      "satellites[0].satellites[0].satellites: 1 are too many, 0 at most",
    ],
    [{ fru: { devices: [{ fruDeviceId: 1 }] } }, "fru.devices[0].name: missing, expected text"],
    [
      { fru: { devices: [{ fruDeviceId: 1, name: "x", entityId: 7, areaSize: 8, inventory: { board: {} } }] } },
      "fru.devices[0].areaSize: the inventory has",
    ],
    [
      { sensors: [{ ...plainSensor, thresholds: { upperCritical: "hot" } }] },
      'sensors[0].thresholds.upperCritical: expected a number, got "hot"',
    ],
    [{ sensors: [{ ...plainSensor, treshholds: {} }] }, "sensors[0].treshholds: unknown key; did you mean thresholds?"],
    [{ sensors: [plainSensor, plainSensor] }, "sensors[1].number: the same as sensors[0]"],
    [{ sdr: { records: ["0000510105"] } }, "sdr.records[0]: no SDR, since "],
    [{ dcmi: { powerLimitRange: { minimum: 9, maximum: 8 } } }, "dcmi.powerLimitRange.maximum: less than the minimum"],
    [{ sel: { records: [{ kind: "systemEvnt" }] } }, "sel.records[0].kind: expected one of systemEvent,"],
    [
      { sel: { maxRecords: 0, records: [{ kind: "oem", recordType: 0xe0, data: "00".repeat(13) }] } },
      "sel.records: 1 records, and maxRecords is 0",
    ],
  ])("refuses %j", (description, message) => {
    expect(() => readDevice(description)).toThrow(DescriptionError);
    expect(() => readDevice(description)).toThrow(message);
  });
});

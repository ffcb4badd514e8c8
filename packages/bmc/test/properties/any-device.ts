import { type AnalogDataFormat, type ReadingConversion, readingValue, thresholdNames } from "@ruipmi/commands";
import fc from "fast-check";
import {
  addRecord,
  type BmcDevice,
  createChassis,
  createDevice,
  createDiscreteSensor,
  createEmptySel,
  createThresholdSensor,
  type DiscreteSensorState,
  type FruDeviceState,
  noBootFlags,
  plainFactors,
  type SelState,
  type ThresholdSensorState,
} from "../../src/index.ts";

/** How many bytes every FRU device has; the script writes into the second half. */
export const fruSize = 512;

const exponent = fc.integer({ min: -3, max: 2 });
const text = fc
  .array(fc.integer({ min: 0x20, max: 0x7e }), { maxLength: 16 })
  .map((codes) => String.fromCharCode(...codes));

/** Any bytes that a name may have: no zeros, which would be filler. */
export const anyName: fc.Arbitrary<Uint8Array> = fc
  .array(fc.integer({ min: 1, max: 255 }), { maxLength: 16 })
  .map((bytes) => Uint8Array.from(bytes));

/** A machine of which everything that a script asks for is drawn. A function, since machines change. */
export const anyDevice: fc.Arbitrary<() => BmcDevice> = fc
  .record({
    powerIsOn: fc.boolean(),
    delay: fc.constantFrom(0, 30, 700),
    chassisFlags: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    sensors: fc.array(
      fc.oneof({ weight: 3, arbitrary: anyThresholdSensor() }, { weight: 1, arbitrary: anyDiscreteSensor() }),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
    sel: anySel(),
    fru: fc.array(anyFruDevice(), { minLength: 1, maxLength: 3 }),
    bootFlags: anyBootFlags(),
  })
  .map(({ powerIsOn, delay, chassisFlags, sensors, sel, fru, bootFlags }) => () => {
    const device = createDevice({
      chassis: {
        ...createChassis(),
        powerIsOn,
        delays: { on: delay, off: delay, softOff: 3 * delay, cycle: delay, reset: delay },
        chassisIntrusion: chassisFlags[0]!,
        driveFault: chassisFlags[1]!,
        coolingFault: chassisFlags[2]!,
        interlock: chassisFlags[3]!,
      },
      sensors: sensors.map((make, index) => make(index + 1)),
      sel: sel(),
      fru: { devices: fru.map((make, index) => make(index)) },
    });
    device.boot.flags = { ...bootFlags };
    return device;
  });

/** Boot flags, valid or not. */
export function anyBootFlags(): fc.Arbitrary<BmcDevice["boot"]["flags"]> {
  return fc
    .record({ valid: fc.boolean(), persistent: fc.boolean(), efi: fc.boolean(), device: fc.nat({ max: 15 }) })
    .map((flags) => ({ ...noBootFlags(), ...flags }));
}

function anyThresholdSensor(): fc.Arbitrary<(number: number) => ThresholdSensorState> {
  const raw = fc.nat({ max: 255 });
  return fc
    .record({
      name: text,
      analogDataFormat: fc.constantFrom<AnalogDataFormat[]>(0, 1, 2, 2, 3),
      linearization: fc.nat({ max: 11 }),
      m: fc.integer({ min: -512, max: 511 }),
      b: fc.integer({ min: -512, max: 511 }),
      bExponent: exponent,
      rExponent: exponent,
      value: fc.oneof(
        raw,
        fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((free) => ({ free })),
      ),
      limits: fc.array(fc.option(raw, { nil: undefined }), { minLength: 6, maxLength: 6 }),
      settable: fc.subarray([...thresholdNames]),
      needsPower: fc.boolean(),
      available: fc.constantFrom(true, true, true, false),
    })
    .map((drawn) => (number: number) => {
      const { name, analogDataFormat, linearization, m, b, bExponent, rExponent, needsPower, available } = drawn;
      const factors = { ...plainFactors, m, b, bExponent, rExponent };
      const conversion: ReadingConversion = { analogDataFormat, linearization, factors };
      // Limits that the sensor can express: how it rounds others is not for an independent judge to say.
      const limits = thresholdNames.flatMap((limit, index) => {
        const at = drawn.limits[index];
        const value = at === undefined ? undefined : readingValue(conversion, at);
        return value === undefined ? [] : [[limit, value] as const];
      });
      const { value } = drawn;
      return createThresholdSensor({
        ...{ number, name, entityId: 7, entityInstance: number, sensorType: 1, baseUnit: 1 },
        ...{ analogDataFormat, linearization, factors, needsPower, available },
        value: typeof value === "number" ? (readingValue(conversion, value) ?? 0) : value.free,
        thresholds: Object.fromEntries(limits),
        settableThresholds: drawn.settable.filter((limit) => limits.some(([present]) => present === limit)),
      });
    });
}

function anyDiscreteSensor(): fc.Arbitrary<(number: number) => DiscreteSensorState> {
  return fc
    .record({
      name: text,
      states: fc.subarray(Array.from({ length: 15 }, (_, offset) => offset)),
      record: fc.constantFrom<DiscreteSensorState["record"][]>("full", "compact"),
      needsPower: fc.boolean(),
      follows: fc.constantFrom<DiscreteSensorState["follows"][]>(undefined, undefined, "powerOff", "chassisIntrusion"),
    })
    .map(({ name, states, record, needsPower, follows }) => (number: number) => {
      return createDiscreteSensor({
        ...{ number, name, entityId: 7, entityInstance: number, sensorType: 9 },
        ...{ states: [...states], record, needsPower, follows },
        possibleStates: Array.from({ length: 15 }, (_, offset) => offset),
      });
    });
}

function anySel(): fc.Arbitrary<() => SelState> {
  return fc
    .record({
      maxRecords: fc.constantFrom(3, 10, 512),
      nextRecordId: fc.constantFrom(1, 1, 700, 0xfffd),
      records: fc.array(
        fc.tuple(fc.integer({ min: 0xc0, max: 0xff }), fc.uint8Array({ minLength: 13, maxLength: 13 })),
        {
          maxLength: 8,
        },
      ),
    })
    .map(({ maxRecords, nextRecordId, records }) => () => {
      const sel = { ...createEmptySel(), maxRecords, nextRecordId };
      for (const [recordType, data] of records) {
        const isTimestamped = recordType < 0xe0;
        addRecord(
          sel,
          isTimestamped
            ? {
                kind: "oemTimestamped",
                recordId: 0,
                recordType,
                timestamp: 0,
                manufacturerId: data[0]!,
                data: data.slice(0, 6),
              }
            : { kind: "oem", recordId: 0, recordType, data: data.slice() },
          0,
        );
      }
      return sel;
    });
}

function anyFruDevice(): fc.Arbitrary<(fruDeviceId: number) => FruDeviceState> {
  const inventory = fc.record({ manufacturer: text, productName: text, serialNumber: text });
  const image = fc.option(fc.uint8Array({ minLength: fruSize, maxLength: fruSize }), { nil: undefined });
  return fc.tuple(inventory, image, text).map(([product, bytes, name]) => (fruDeviceId: number) => ({
    ...{ fruDeviceId, name, entityId: 7, entityInstance: fruDeviceId + 1, areaSize: fruSize, writeProtected: false },
    inventory: { product: { languageCode: 25, partNumber: "", version: "", ...product } },
    image: bytes?.slice(),
  }));
}

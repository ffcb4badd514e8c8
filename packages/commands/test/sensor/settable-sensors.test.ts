import fc from "fast-check";
import { byte, bytesOf, record, testCodecLaws, uint16 } from "../../../core/test/support/codec-laws.ts";
import {
  EventStatusOperation,
  getEventReceiver,
  noEventReceiver,
  setEventReceiver,
  setSensorReadingAndEventStatus,
  setSensorType,
} from "../../src/index.ts";

const twoBits = fc.integer({ min: 0, max: 3 });

testCodecLaws("Set Event Receiver request", {
  codec: setEventReceiver.request,
  context: undefined,
  golden: [
    { name: "the BMC", hex: "20 00", value: { slaveAddress: 0x20, lun: 0 } },
    { name: "nobody", hex: "ff 00", value: { slaveAddress: noEventReceiver, lun: 0 } },
  ],
  arbitrary: record({ slaveAddress: byte, lun: twoBits }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get Event Receiver response", {
  codec: getEventReceiver.response,
  context: undefined,
  golden: [{ name: "LUN 2 of a satellite", hex: "82 02", value: { slaveAddress: 0x82, lun: 2 } }],
  arbitrary: record({ slaveAddress: byte, lun: twoBits }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Set Sensor Type request", {
  codec: setSensorType.request,
  context: undefined,
  golden: [
    {
      name: "a temperature with thresholds",
      hex: "03 01 01",
      value: { sensorNumber: 3, sensorType: 1, eventReadingType: 1 },
    },
  ],
  arbitrary: record({ sensorNumber: byte, sensorType: byte, eventReadingType: fc.integer({ min: 0, max: 127 }) }),
  shortest: 3,
  trailing: "refused",
});

const base = {
  sensorNumber: byte,
  writeReading: fc.boolean(),
  assertionOperation: fc.constantFrom(0, 1, 2, 3),
  deassertionOperation: fc.constantFrom(0, 1, 2, 3),
  eventDataOperation: twoBits,
  reading: byte,
};

testCodecLaws("Set Sensor Reading And Event Status request", {
  codec: setSensorReadingAndEventStatus.request,
  context: undefined,
  golden: [
    {
      name: "everything",
      hex: "03 79 56 01 00 80 00 57 01 ff",
      value: {
        sensorNumber: 3,
        writeReading: true,
        assertionOperation: EventStatusOperation.clear,
        deassertionOperation: EventStatusOperation.set,
        eventDataOperation: 1,
        reading: 0x56,
        assertion: 1,
        deassertion: 0x80,
        eventData: Uint8Array.of(0x57, 1, 0xff),
      },
    },
    {
      name: "only the reading",
      hex: "03 01 56",
      value: {
        sensorNumber: 3,
        writeReading: true,
        assertionOperation: EventStatusOperation.leave,
        deassertionOperation: EventStatusOperation.leave,
        eventDataOperation: 0,
        reading: 0x56,
      },
    },
  ],
  arbitrary: fc.oneof(
    record(base),
    record({ ...base, assertion: uint16 }),
    record({ ...base, assertion: uint16, deassertion: uint16 }),
    record({ ...base, assertion: uint16, deassertion: uint16, eventData: bytesOf(3) }),
  ),
  shortest: 3,
  trailing: "taken",
});

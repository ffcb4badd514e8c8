import fc from "fast-check";
import { byte, bytesOf, record, testCodecLaws, uint16, uint24, uint32 } from "../../../core/test/support/codec-laws.ts";
import {
  type AuxiliaryLogStatus,
  AuxiliaryLogType,
  getAuxiliaryLogStatus,
  partialAddSelEntry,
  setAuxiliaryLogStatus,
} from "../../src/index.ts";

const oemStatus: AuxiliaryLogStatus = { kind: "oem", timestamp: 0x5f0b10e0, iana: 343, data: Uint8Array.of(1, 2) };
const mca = record({ kind: fc.constant("mca" as const), timestamp: uint32, entryCount: uint32 });
const oem = record({ kind: fc.constant("oem" as const), timestamp: uint32, iana: uint24, data: bytesOf(0, 9) });
const other = record({ kind: fc.constant("other" as const), data: bytesOf(0, 9) });

testCodecLaws<AuxiliaryLogStatus, { logType: number }>("Get Auxiliary Log Status response, machine checks", {
  codec: getAuxiliaryLogStatus.response,
  context: { logType: AuxiliaryLogType.mca },
  golden: [
    {
      name: "two entries",
      hex: "e0 10 0b 5f 02 00 00 00",
      value: { kind: "mca", timestamp: 0x5f0b10e0, entryCount: 2 },
    },
  ],
  arbitrary: mca,
  shortest: 8,
  trailing: "refused",
});

testCodecLaws<AuxiliaryLogStatus, { logType: number }>("Get Auxiliary Log Status response, of an OEM", {
  codec: getAuxiliaryLogStatus.response,
  context: { logType: AuxiliaryLogType.oem2 },
  golden: [{ name: "Intel's", hex: "e0 10 0b 5f 57 01 00 01 02", value: oemStatus }],
  arbitrary: oem,
  shortest: 7,
  trailing: "taken",
});

testCodecLaws("Set Auxiliary Log Status request", {
  codec: setAuxiliaryLogStatus.request,
  context: undefined,
  golden: [
    { name: "Intel's", hex: "01 e0 10 0b 5f 57 01 00 01 02", value: { logType: 1, status: oemStatus } },
    {
      name: "a reserved type",
      hex: "05 aa",
      value: { logType: 5, status: { kind: "other", data: Uint8Array.of(0xaa) } },
    },
  ],
  arbitrary: fc.oneof(
    record({ logType: fc.constant(0), status: mca }),
    record({ logType: fc.constantFrom(1, 2), status: oem }),
    record({ logType: fc.integer({ min: 3, max: 15 }), status: other }),
  ),
  shortest: 1,
  trailing: "taken",
});

testCodecLaws("Partial Add SEL Entry request", {
  codec: partialAddSelEntry.request,
  context: undefined,
  golden: [
    {
      name: "the first part",
      hex: "34 12 00 00 00 00 05 00",
      value: { reservationId: 0x1234, recordId: 0, offset: 0, isLast: false, recordData: Uint8Array.of(5, 0) },
    },
  ],
  arbitrary: record({
    reservationId: uint16,
    recordId: uint16,
    offset: byte,
    isLast: fc.boolean(),
    recordData: bytesOf(0, 16),
  }),
  shortest: 6,
  trailing: "taken",
});

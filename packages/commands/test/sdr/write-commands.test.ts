import fc from "fast-check";
import { byte, bytesOf, record, testCodecLaws, uint16 } from "../../../core/test/support/codec-laws.ts";
import { addSdr, clearSdrRepository, deleteSdr, partialAddSdr, runInitializationAgent } from "../../src/index.ts";

testCodecLaws("Add SDR request", {
  codec: addSdr.request,
  context: undefined,
  golden: [
    { name: "an empty OEM record", hex: "00 00 51 c0 00", value: { recordData: Uint8Array.of(0, 0, 0x51, 0xc0, 0) } },
  ],
  arbitrary: record({ recordData: bytesOf(0, 64) }),
  shortest: 0,
  trailing: "taken",
});

testCodecLaws("Add SDR response", {
  codec: addSdr.response,
  context: { recordData: new Uint8Array(0) },
  golden: [{ name: "record 2Ah", hex: "2a 00", value: { recordId: 0x2a } }],
  arbitrary: record({ recordId: uint16 }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Partial Add SDR request", {
  codec: partialAddSdr.request,
  context: undefined,
  golden: [
    {
      name: "the last two bytes of record 2Ah",
      hex: "34 12 2a 00 05 01 aa bb",
      value: { reservationId: 0x1234, recordId: 0x2a, offset: 5, isLast: true, recordData: Uint8Array.of(0xaa, 0xbb) },
    },
  ],
  arbitrary: record({
    reservationId: uint16,
    recordId: uint16,
    offset: byte,
    isLast: fc.boolean(),
    recordData: bytesOf(0, 40),
  }),
  shortest: 6,
  trailing: "taken",
});

testCodecLaws("Delete SDR request", {
  codec: deleteSdr.request,
  context: undefined,
  golden: [{ name: "record 5", hex: "34 12 05 00", value: { reservationId: 0x1234, recordId: 5 } }],
  arbitrary: record({ reservationId: uint16, recordId: uint16 }),
  shortest: 4,
  trailing: "refused",
});

testCodecLaws("Clear SDR Repository request", {
  codec: clearSdrRepository.request,
  context: undefined,
  golden: [
    { name: "erase", hex: "34 12 43 4c 52 aa", value: { reservationId: 0x1234, confirmed: true, action: 0xaa } },
    {
      name: "other letters",
      hex: "34 12 43 4c 53 aa",
      value: { reservationId: 0x1234, confirmed: false, action: 0xaa },
      decodeOnly: true,
    },
  ],
  arbitrary: record({ reservationId: uint16, confirmed: fc.boolean(), action: byte }),
  shortest: 6,
  trailing: "refused",
});

testCodecLaws("Clear SDR Repository response", {
  codec: clearSdrRepository.response,
  context: { reservationId: 0, confirmed: true, action: 0 },
  golden: [{ name: "over", hex: "01", value: { erasureProgress: 1 } }],
  arbitrary: record({ erasureProgress: fc.integer({ min: 0, max: 15 }) }),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Run Initialization Agent request", {
  codec: runInitializationAgent.request,
  context: undefined,
  golden: [{ name: "run", hex: "01", value: { run: true } }],
  arbitrary: record({ run: fc.boolean() }),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Run Initialization Agent response", {
  codec: runInitializationAgent.response,
  context: { run: true },
  golden: [{ name: "under way", hex: "00", value: { completed: false } }],
  arbitrary: record({ completed: fc.boolean() }),
  shortest: 1,
  trailing: "refused",
});

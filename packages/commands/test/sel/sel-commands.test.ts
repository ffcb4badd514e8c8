import fc from "fast-check";
import { byte, bytesOf, record, testCodecLaws, uint16, uint32 } from "../../../core/test/support/codec-laws.ts";
import {
  addSelEntry,
  clearSel,
  deleteSelEntry,
  type GetSelEntryRequest,
  getSelAllocationInfo,
  getSelEntry,
  getSelInfo,
  getSelTime,
  getSelTimeUtcOffset,
  type PlatformEventMessage,
  platformEventMessage,
  reserveSel,
  setSelTime,
  setSelTimeUtcOffset,
} from "../../src/index.ts";

const info = {
  selVersion: 0x51,
  entries: 12,
  freeSpace: 8000,
  mostRecentAddition: 0x12345678,
  mostRecentErase: 0xffffffff,
  overflow: true,
  deleteSupported: true,
  partialAddSupported: false,
  reserveSupported: true,
  getAllocationInfoSupported: true,
};

testCodecLaws("Get SEL Info response", {
  codec: getSelInfo.response,
  context: undefined,
  golden: [{ name: "a log that was full", hex: "51 0c00 401f 78563412 ffffffff 8b", value: info }],
  arbitrary: record<typeof info>({
    selVersion: byte,
    entries: uint16,
    freeSpace: uint16,
    mostRecentAddition: uint32,
    mostRecentErase: uint32,
    overflow: fc.boolean(),
    deleteSupported: fc.boolean(),
    partialAddSupported: fc.boolean(),
    reserveSupported: fc.boolean(),
    getAllocationInfoSupported: fc.boolean(),
  }),
  shortest: 14,
  trailing: "refused",
});

testCodecLaws("Get SEL Allocation Info response", {
  codec: getSelAllocationInfo.response,
  context: undefined,
  golden: [
    {
      name: "512 units",
      hex: "0002 1000 f401 f401 01",
      value: {
        possibleAllocationUnits: 512,
        allocationUnitSize: 16,
        freeAllocationUnits: 500,
        largestFreeBlock: 500,
        maximumRecordSize: 1,
      },
    },
  ],
  arbitrary: record({
    possibleAllocationUnits: uint16,
    allocationUnitSize: uint16,
    freeAllocationUnits: uint16,
    largestFreeBlock: uint16,
    maximumRecordSize: byte,
  }),
  shortest: 9,
  trailing: "refused",
});

testCodecLaws("Reserve SEL response", {
  codec: reserveSel.response,
  context: undefined,
  golden: [{ name: "an ID", hex: "3412", value: { reservationId: 0x1234 } }],
  arbitrary: record({ reservationId: uint16 }),
  shortest: 2,
  trailing: "refused",
});

const entryRequest: GetSelEntryRequest = { reservationId: 1, recordId: 0xffff, offset: 3, bytesToRead: 0xff };

testCodecLaws("Get SEL Entry request", {
  codec: getSelEntry.request,
  context: undefined,
  golden: [{ name: "the last record but for its header", hex: "0100 ffff 03 ff", value: entryRequest }],
  arbitrary: record<GetSelEntryRequest>({ reservationId: uint16, recordId: uint16, offset: byte, bytesToRead: byte }),
  shortest: 6,
  trailing: "refused",
});

testCodecLaws("Get SEL Entry response", {
  codec: getSelEntry.response,
  context: entryRequest,
  golden: [{ name: "two bytes", hex: "0800 0102", value: { nextRecordId: 8, recordData: Uint8Array.of(1, 2) } }],
  arbitrary: record({ nextRecordId: uint16, recordData: bytesOf(0, 16) }),
  shortest: 2,
  trailing: "taken",
});

testCodecLaws("Add SEL Entry response", {
  codec: addSelEntry.response,
  context: { kind: "oem", recordId: 0, recordType: 0xe0, data: new Uint8Array(13) },
  golden: [{ name: "an ID", hex: "0900", value: { recordId: 9 } }],
  arbitrary: record({ recordId: uint16 }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Delete SEL Entry request", {
  codec: deleteSelEntry.request,
  context: undefined,
  golden: [{ name: "a record", hex: "0100 0900", value: { reservationId: 1, recordId: 9 } }],
  arbitrary: record({ reservationId: uint16, recordId: uint16 }),
  shortest: 4,
  trailing: "refused",
});

testCodecLaws("Delete SEL Entry response", {
  codec: deleteSelEntry.response,
  context: { reservationId: 1, recordId: 9 },
  golden: [{ name: "an ID", hex: "0900", value: { recordId: 9 } }],
  arbitrary: record({ recordId: uint16 }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Clear SEL request", {
  codec: clearSel.request,
  context: undefined,
  golden: [
    { name: "erase", hex: "0200 434c52 aa", value: { reservationId: 2, confirmed: true, action: 0xaa } },
    {
      name: "the letters wrong",
      hex: "0200 636c72 00",
      value: { reservationId: 2, confirmed: false, action: 0 },
      decodeOnly: true,
    },
  ],
  arbitrary: record({ reservationId: uint16, confirmed: fc.boolean(), action: byte }),
  shortest: 6,
  trailing: "refused",
});

testCodecLaws("Clear SEL response", {
  codec: clearSel.response,
  context: { reservationId: 2, confirmed: true, action: 0 },
  golden: [{ name: "done", hex: "01", value: { erasureProgress: 1 } }],
  arbitrary: record({ erasureProgress: fc.integer({ min: 0, max: 15 }) }),
  shortest: 1,
  trailing: "refused",
});

for (const [name, codec] of [
  ["Get SEL Time response", getSelTime.response],
  ["Set SEL Time request", setSelTime.request],
] as const) {
  testCodecLaws(name, {
    codec,
    context: undefined,
    golden: [{ name: "a second after 2025 began", hex: "81867467", value: { time: 1_735_689_857 } }],
    arbitrary: record({ time: uint32 }),
    shortest: 4,
    trailing: "refused",
  });
}

for (const [name, codec] of [
  ["Get SEL Time UTC Offset response", getSelTimeUtcOffset.response],
  ["Set SEL Time UTC Offset request", setSelTimeUtcOffset.request],
] as const) {
  testCodecLaws<{ offset?: number }>(name, {
    codec,
    context: undefined,
    golden: [
      { name: "an hour to the west", hex: "c4ff", value: { offset: -60 } },
      { name: "two to the east", hex: "7800", value: { offset: 120 } },
      { name: "nothing", hex: "ff07", value: {} },
    ],
    arbitrary: fc.oneof(record({ offset: fc.integer({ min: -1440, max: 1440 }) }), fc.constant({})),
    shortest: 2,
    trailing: "refused",
  });
}

const event: PlatformEventMessage = {
  eventMessageRevision: 4,
  sensorType: 1,
  sensorNumber: 0x30,
  asserted: true,
  eventType: 1,
  eventData: Uint8Array.of(0x59, 0, 0),
};
const eventFields = {
  eventMessageRevision: byte,
  sensorType: byte,
  sensorNumber: byte,
  asserted: fc.boolean(),
  eventType: fc.integer({ min: 0, max: 0x7f }),
  eventData: bytesOf(3),
};

testCodecLaws<PlatformEventMessage>("Platform Event Message request", {
  codec: platformEventMessage.request,
  context: undefined,
  golden: [
    { name: "ipmitool's sample over the LAN", hex: "04 01 30 01 590000", value: event },
    {
      name: "the same over the system interface",
      hex: "41 04 01 30 01 590000",
      value: { generatorId: 0x41, ...event },
    },
  ],
  arbitrary: fc.oneof(
    record<PlatformEventMessage>(eventFields),
    record<Required<PlatformEventMessage>>({ generatorId: byte, ...eventFields }),
  ),
  shortest: 7,
  trailing: "taken",
});

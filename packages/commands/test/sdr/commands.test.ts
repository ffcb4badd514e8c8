import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byte, bytesOf, record, testCodecLaws, uint16, uint32 } from "../../../core/test/support/codec-laws.ts";
import {
  findCommand,
  getDeviceSdr,
  getDeviceSdrInfo,
  getSdr,
  getSdrRepositoryAllocationInfo,
  getSdrRepositoryInfo,
  getSdrRepositoryTime,
  reserveDeviceSdrRepository,
  reserveSdrRepository,
  sdrCommands,
  setSdrRepositoryTime,
} from "../../src/index.ts";

const noContext = undefined;

testCodecLaws("Get SDR request", {
  codec: getSdr.request,
  context: noContext,
  golden: [
    {
      name: "five bytes of the first record",
      hex: "34 12 00 00 00 05",
      value: { reservationId: 0x1234, recordId: 0, offset: 0, bytesToRead: 5 },
    },
    {
      name: "a whole record",
      hex: "00 00 02 01 00 ff",
      value: { reservationId: 0, recordId: 0x0102, offset: 0, bytesToRead: 0xff },
    },
  ],
  arbitrary: record({ reservationId: uint16, recordId: uint16, offset: byte, bytesToRead: byte }),
  shortest: 6,
  trailing: "refused",
});

const request = { reservationId: 0, recordId: 0, offset: 0, bytesToRead: 5 };

testCodecLaws("Get SDR response", {
  codec: getSdr.response,
  context: request,
  golden: [
    {
      name: "a header",
      hex: "02 00 01 00 51 01 2f",
      value: { nextRecordId: 2, data: Uint8Array.of(1, 0, 0x51, 1, 0x2f) },
    },
    { name: "nothing of the last", hex: "ff ff", value: { nextRecordId: 0xffff, data: new Uint8Array(0) } },
  ],
  arbitrary: record({ nextRecordId: uint16, data: bytesOf(0, 80) }),
  shortest: 2,
  trailing: "taken",
});

testCodecLaws("Reserve SDR Repository response", {
  codec: reserveSdrRepository.response,
  context: noContext,
  golden: [{ name: "a reservation", hex: "34 12", value: { reservationId: 0x1234 } }],
  arbitrary: record({ reservationId: uint16 }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get SDR Repository Info response", {
  codec: getSdrRepositoryInfo.response,
  context: noContext,
  golden: [
    {
      name: "a repository that is written while it is in use",
      hex: "51 27 00 fe ff 01 02 03 04 05 06 07 08 ab",
      value: {
        sdrVersion: 0x51,
        recordCount: 39,
        freeSpace: 0xfffe,
        mostRecentAddition: 0x04030201,
        mostRecentErase: 0x08070605,
        overflow: true,
        updateMode: 1,
        supportsDelete: true,
        supportsPartialAdd: false,
        supportsReserve: true,
        supportsAllocationInfo: true,
      },
    },
  ],
  arbitrary: record({
    sdrVersion: byte,
    recordCount: uint16,
    freeSpace: uint16,
    mostRecentAddition: uint32,
    mostRecentErase: uint32,
    overflow: fc.boolean(),
    updateMode: fc.constantFrom(0, 1, 2, 3),
    supportsDelete: fc.boolean(),
    supportsPartialAdd: fc.boolean(),
    supportsReserve: fc.boolean(),
    supportsAllocationInfo: fc.boolean(),
  }),
  shortest: 14,
  trailing: "refused",
});

testCodecLaws("Get SDR Repository Allocation Info response", {
  codec: getSdrRepositoryAllocationInfo.response,
  context: noContext,
  golden: [
    {
      name: "units",
      hex: "00 02 10 00 34 01 30 01 04",
      value: { possibleUnits: 512, unitSize: 16, freeUnits: 0x134, largestFreeBlock: 0x130, maximumRecordUnits: 4 },
    },
  ],
  arbitrary: record({
    possibleUnits: uint16,
    unitSize: uint16,
    freeUnits: uint16,
    largestFreeBlock: uint16,
    maximumRecordUnits: byte,
  }),
  shortest: 9,
  trailing: "refused",
});

testCodecLaws("Get SDR Repository Time response", {
  codec: getSdrRepositoryTime.response,
  context: noContext,
  golden: [{ name: "a time", hex: "80 85 74 67", value: { time: 0x67748580 } }],
  arbitrary: record({ time: uint32 }),
  shortest: 4,
  trailing: "refused",
});

testCodecLaws("Get Device SDR Info request", {
  codec: getDeviceSdrInfo.request,
  context: noContext,
  golden: [
    { name: "sensors", hex: "", value: { countRecords: false } },
    { name: "sensors, said", hex: "00", value: { countRecords: false }, decodeOnly: true },
    { name: "records", hex: "01", value: { countRecords: true } },
  ],
  arbitrary: record({ countRecords: fc.boolean() }),
  shortest: 0,
  trailing: "taken",
});

testCodecLaws("Get Device SDR Info response", {
  codec: getDeviceSdrInfo.response,
  context: { countRecords: false },
  golden: [
    {
      name: "a population that stays",
      hex: "1f 01",
      value: { count: 31, lunsWithSensors: 1, populationChangeIndicator: undefined },
    },
    {
      name: "a population that changes",
      hex: "1f 8f 01 00 00 80",
      value: { count: 31, lunsWithSensors: 0x0f, populationChangeIndicator: 0x80000001 },
    },
  ],
  arbitrary: record({
    count: byte,
    lunsWithSensors: fc.integer({ min: 0, max: 15 }),
    populationChangeIndicator: fc.option(uint32, { nil: undefined }),
  }),
  shortest: 2,
  trailing: "refused",
});

describe("the SDR commands", () => {
  it("are in the catalogue by their numbers", () => {
    expect(sdrCommands.map(({ cmd }) => cmd)).toStrictEqual([
      0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2c,
    ]);
    for (const command of sdrCommands) expect(findCommand(0x0a, command.cmd)).toBe(command);
    for (const [cmd, command] of [
      [0x20, getDeviceSdrInfo],
      [0x21, getDeviceSdr],
      [0x22, reserveDeviceSdrRepository],
    ] as const)
      expect(findCommand(0x04, cmd)).toBe(command);
  });

  it("have the same bodies for the repository and a controller's own records", () => {
    expect(getDeviceSdr.request).toBe(getSdr.request);
    expect(getDeviceSdr.response).toBe(getSdr.response);
    expect(reserveDeviceSdrRepository.response).toBe(reserveSdrRepository.response);
    expect(setSdrRepositoryTime.request).toBe(getSdrRepositoryTime.response);
  });
});

import { describe, expect, it } from "vitest";
import {
  type GetStringPartRequest,
  readAssetTag,
  readDcmiSensors,
  readDcmiTemperatures,
  readManagementControllerId,
  type SetStringPartRequest,
  writeAssetTag,
  writeManagementControllerId,
} from "../../src/index.ts";
import { type Answer, runProcedure } from "../support/run-procedure.ts";

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A string of a managed system, 16 bytes at a time. */
function stringOf(whole: Uint8Array, requests: GetStringPartRequest[] = []): Answer {
  return (_command, request) => {
    const { offset, bytesToRead } = request as GetStringPartRequest;
    requests.push({ offset, bytesToRead });
    return { totalLength: whole.length, data: whole.slice(offset, offset + bytesToRead) };
  };
}

describe("strings of DCMI", () => {
  it("are read part by part, and not beyond their end", () => {
    const requests: GetStringPartRequest[] = [];
    const tag = ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    expect(runProcedure(readAssetTag(), stringOf(tag, requests)).settled).toMatchObject({ value: tag });
    expect(requests).toStrictEqual([
      { offset: 0, bytesToRead: 16 },
      { offset: 16, bytesToRead: 16 },
      { offset: 32, bytesToRead: 4 },
    ]);
    expect(runProcedure(readManagementControllerId(), stringOf(ascii("bmc-1\0"))).settled).toMatchObject({
      value: ascii("bmc-1"),
    });
  });

  it("end where the managed system gives nothing, or more than it says", () => {
    const nothing = runProcedure(readAssetTag(), () => ({ totalLength: 255, data: new Uint8Array(0) }));
    expect(nothing.settled).toMatchObject({ value: new Uint8Array(0) });
    expect(nothing.log).toHaveLength(1);
    const more = runProcedure(readAssetTag(), () => ({ totalLength: 3, data: ascii("ABCDEFG") }));
    expect(more.settled).toMatchObject({ value: ascii("ABC") });
  });

  it("are written part by part, an identifier with a zero at its end", () => {
    const written: SetStringPartRequest[] = [];
    const take: Answer = (_command, request) => {
      written.push(request as SetStringPartRequest);
      return { totalLength: 0 };
    };
    runProcedure(writeManagementControllerId(ascii("0123456789abcdef")), take);
    expect(written).toStrictEqual([
      { offset: 0, data: ascii("0123456789abcdef") },
      { offset: 16, data: Uint8Array.of(0) },
    ]);
    written.length = 0;
    runProcedure(writeAssetTag(new Uint8Array(0)), take);
    expect(written).toStrictEqual([{ offset: 0, data: new Uint8Array(0) }]);
  });
});

describe("instances of DCMI", () => {
  it("are read eight at a time", () => {
    const starts: number[] = [];
    const { settled } = runProcedure(readDcmiSensors(0x41), (_command, request) => {
      const { entityInstanceStart } = request as { entityInstanceStart: number };
      starts.push(entityInstanceStart);
      const first = Math.max(entityInstanceStart, 1);
      const count = Math.min(8, 20 - first + 1);
      return { totalInstances: 20, recordIds: Array.from({ length: count }, (_, index) => first + index) };
    });
    expect(starts).toStrictEqual([0, 9, 17]);
    expect(settled).toMatchObject({ value: { recordIds: Array.from({ length: 20 }, (_, index) => index + 1) } });
  });

  it("end where a managed system gives fewer than it says", () => {
    const { settled, log } = runProcedure(readDcmiTemperatures(0x40), () => ({ totalInstances: 9, readings: [] }));
    expect(settled).toMatchObject({ value: { totalInstances: 9, readings: [] } });
    expect(log).toHaveLength(1);
  });
});

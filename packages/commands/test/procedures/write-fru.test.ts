import { RefusalError } from "@ruipmi/core";
import { describe, expect, it } from "vitest";
import { decodeFruInventory, editFru, writeFruData, writeFruDevice } from "../../src/index.ts";
import { packedFru, psuFru } from "../support/fru-images.ts";
import { type Answer, runProcedure } from "../support/run-procedure.ts";
import { answering, type ScriptedFru } from "../support/scripted-fru.ts";

function device(more: Partial<ScriptedFru> = {}): ScriptedFru {
  return { image: new Uint8Array(256).fill(0xff), asked: [], ...more };
}

/** Counts what is written. */
function counting(fru: ScriptedFru, writes: number[]): Answer {
  const answer = answering(fru);
  return (command, request) => {
    if (command.name === writeFruData.name) writes.push((request as { data: Uint8Array }).data.length);
    return answer(command, request);
  };
}

describe("writeFruDevice", () => {
  it("writes all of it and reads it back", () => {
    const fru = device();
    const { settled } = runProcedure(writeFruDevice(0, psuFru), answering(fru));
    expect(settled).toStrictEqual({
      status: "fulfilled",
      value: { areaSize: 256, accessedByWords: false, written: 256, protectedRanges: [] },
    });
    expect(fru.image).toStrictEqual(psuFru);
  });

  it.each([0xc7, 0xc8, 0xcc, 0xff])("writes less at once where %i refuses a part", (code) => {
    const fru = device({ most: { bytes: 20, code } });
    const writes: number[] = [];
    runProcedure(writeFruDevice(0, psuFru), counting(fru, writes));
    expect(fru.image).toStrictEqual(psuFru);
    // 64, then halves; from then on 16 at once.
    expect(writes.slice(0, 4)).toStrictEqual([64, 32, 16, 16]);
    expect(writes.slice(8).every((length) => length <= 16)).toBe(true);
  });

  it("leaves out what is write-protected, to eight bytes, and says so", () => {
    const fru = device({ protectedFrom: 24, protectedTo: 40 });
    const { settled } = runProcedure(writeFruDevice(0, psuFru), answering(fru));
    expect(settled).toMatchObject({ value: { written: 240, protectedRanges: [{ offset: 24, length: 16 }] } });
    expect(fru.image.subarray(40)).toStrictEqual(psuFru.subarray(40));
    expect(fru.image.subarray(24, 40)).toStrictEqual(new Uint8Array(16).fill(0xff));
  });

  it("says where what is read back is something else", () => {
    const fru = device({ forgets: true });
    const { settled } = runProcedure(writeFruDevice(0, psuFru), answering(fru));
    expect(settled).toMatchObject({ value: { differsAt: 0 } });
  });

  it("writes words, and no odd number of bytes", () => {
    const fru = device({ byWords: true });
    expect(runProcedure(writeFruDevice(0, psuFru), answering(fru)).settled).toMatchObject({ value: { written: 256 } });
    expect(fru.image).toStrictEqual(psuFru);
    const odd = runProcedure(writeFruDevice(0, psuFru.subarray(0, 99)), answering(fru));
    expect(odd.settled).toMatchObject({ value: { written: 0, problem: expect.stringMatching(/99 bytes/) } });
  });

  it("writes nothing where it is more than the device has, and only what is different", () => {
    const fru = device();
    expect(runProcedure(writeFruDevice(0, new Uint8Array(300)), answering(fru)).settled).toMatchObject({
      value: { written: 0, problem: expect.stringMatching(/more than the 256/) },
    });
    const changed = fru.image.slice();
    changed[100] = 1;
    const writes: number[] = [];
    runProcedure(writeFruDevice(0, changed, { current: fru.image.slice() }), counting(fru, writes));
    expect(writes).toStrictEqual([8]);
    expect(fru.image).toStrictEqual(changed);
  });

  it("throws where it is refused from the start", () => {
    const { settled } = runProcedure(writeFruDevice(0, psuFru), (command, request) => {
      if (command.name === writeFruData.name) throw new RefusalError("completionCode", "no", { completionCode: 0xd4 });
      return answering(device())(command, request);
    });
    expect(settled).toMatchObject({ status: "rejected" });
  });
});

describe("editFru", () => {
  it("changes a field, and writes no more than it must", () => {
    const fru = device({ image: packedFru.slice() });
    const writes: number[] = [];
    const { settled } = runProcedure(editFru(0, { area: "product", index: 4, field: "S/N 7" }), counting(fru, writes));
    expect(settled).toMatchObject({ value: { edit: { outcome: "edited" }, write: { protectedRanges: [] } } });
    expect(decodeFruInventory(fru.image)).toMatchObject({ inventory: { product: { serialNumber: "S/N 7" } } });
    expect(writes.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(16);
  });

  it("writes nothing where there is no such field", () => {
    const fru = device({ image: packedFru.slice() });
    const { settled, log } = runProcedure(editFru(0, { area: "product", index: 9, field: "X" }), answering(fru));
    expect(settled).toMatchObject({ value: { edit: { outcome: "noSuchField" } } });
    expect(log).not.toContain("Write FRU Data");
  });
});

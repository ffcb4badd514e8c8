import { MalformedMessageError, RefusalError } from "@ruipmi/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeFruInventory, readFru, readFruDevice } from "../../src/index.ts";
import { blankFru, packedFru, psuFru } from "../support/fru-images.ts";
import { runProcedure } from "../support/run-procedure.ts";
import { answering, type ScriptedFru } from "../support/scripted-fru.ts";

function device(image: Uint8Array, more: Partial<ScriptedFru> = {}): ScriptedFru {
  return { image: image.slice(), asked: [], ...more };
}

function outcomeOf<T>(run: {
  readonly settled: { readonly status: string; readonly value?: T; readonly reason?: unknown };
}): T {
  if (run.settled.status !== "fulfilled") throw run.settled.reason;
  return run.settled.value as T;
}

describe("readFru", () => {
  it("reads as far as there are areas, and no farther", () => {
    const large = new Uint8Array(4096);
    large.set(packedFru);
    const fru = device(large);
    const { inventory, bytes } = outcomeOf(runProcedure(readFru(0), answering(fru)));
    expect(inventory).toStrictEqual(decodeFruInventory(packedFru).inventory);
    expect(fru.asked.length).toBeLessThanOrEqual(2);
    expect(bytes.length).toBeLessThanOrEqual(256);
  });

  it.each([0xc7, 0xc8, 0xca, 0xcc, 0xff])("asks for less where %i refuses a part", (code) => {
    const fru = device(psuFru, { most: { bytes: 20, code } });
    const { inventory, problem } = outcomeOf(runProcedure(readFru(0), answering(fru)));
    expect(problem).toBeUndefined();
    expect(inventory.multiRecords).toHaveLength(9);
    expect(fru.asked.slice(0, 4).map(({ count }) => count)).toStrictEqual([128, 64, 32, 16]);
  });

  it("reads words as well as bytes", () => {
    const fru = device(psuFru, { byWords: true });
    expect(outcomeOf(runProcedure(readFru(0), answering(fru))).inventory.multiRecords).toHaveLength(9);
    expect(fru.asked.every(({ count }) => count % 2 === 0)).toBe(true);
  });

  it("goes on at a whole word where half of one is answered", () => {
    const fru = device(psuFru, { byWords: true, gives: 7 });
    const { bytes } = outcomeOf(runProcedure(readFruDevice(0, { length: Infinity }), answering(fru)));
    expect(bytes).toStrictEqual(psuFru);
    expect(fru.asked.filter(({ offset }) => offset % 2 !== 0)).toStrictEqual([]);
  });

  it("goes on behind short answers", () => {
    const fru = device(psuFru, { gives: 21 });
    expect(outcomeOf(runProcedure(readFru(0), answering(fru))).inventory.multiRecords).toHaveLength(9);
  });

  it("ends with what there is where the device is smaller than it says", () => {
    const fru = device(psuFru.subarray(0, 150), { areaSize: 0xffff });
    const { bytes, problem } = outcomeOf(runProcedure(readFruDevice(0, { length: Infinity }), answering(fru)));
    expect(bytes).toStrictEqual(psuFru.slice(0, 150));
    expect(problem).toMatch(/^byte 150 of 65535 was refused: Parameter out of range/);
    const silent = device(psuFru, { areaSize: 300, gives: 0 });
    expect(outcomeOf(runProcedure(readFruDevice(0), answering(silent)))).toMatchObject({
      bytes: new Uint8Array(0),
      problem: expect.stringMatching(/without a byte/),
    });
  });

  it("waits while the device is busy, but not forever", () => {
    const fru = device(psuFru, { busy: 3 });
    const { log } = runProcedure(readFru(0), answering(fru));
    expect(log.filter((line) => line === "wait 200")).toHaveLength(3);
    const always = runProcedure(readFru(0), answering(device(psuFru, { busy: 1e9 })));
    expect(always.settled).toMatchObject({ status: "rejected", reason: expect.any(RefusalError) });
  });

  it("throws where there is no device, and where its bytes are no inventory", () => {
    const none = runProcedure(readFru(9), () => {
      throw new RefusalError("completionCode", "refused", { completionCode: 0xcb });
    });
    expect(none.settled).toMatchObject({ status: "rejected", reason: expect.any(RefusalError) });
    const blank = runProcedure(readFru(0), answering(device(blankFru)));
    expect(blank.settled).toMatchObject({ status: "rejected", reason: expect.any(MalformedMessageError) });
    const empty = runProcedure(readFru(0), answering(device(new Uint8Array(0))));
    expect(empty.settled).toMatchObject({ status: "rejected", reason: expect.any(MalformedMessageError) });
  });

  it("ends whatever the device says and gives, having asked no more than its size is worth", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 200 }),
        (image, areaSize, byWords, gives, most) => {
          const fru = device(image, { areaSize, byWords, gives, most: { bytes: most, code: 0xca } });
          runProcedure(readFru(0), answering(fru));
          expect(fru.asked.length).toBeLessThan(areaSize * 4 + 20);
        },
      ),
    );
  });
});

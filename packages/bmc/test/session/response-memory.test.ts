import { describe, expect, it } from "vitest";
import { ResponseMemory } from "../../src/session/response-memory.ts";

const entry = (request: number[]) => ({ request: Uint8Array.from(request), messages: [], completionCode: 0 });

describe("the memory of answers", () => {
  it("recalls the very same request, for its time and no longer", () => {
    const memory = new ResponseMemory(5000);
    const answer = entry([1, 2, 3]);
    memory.remember(answer, 1000);
    expect(memory.recall(Uint8Array.of(1, 2), 5999)).toBeUndefined();
    expect(memory.recall(Uint8Array.of(1, 2, 4), 5999)).toBeUndefined();
    expect(memory.recall(Uint8Array.of(1, 2, 3), 5999)).toBe(answer);
    memory.remember(entry([9]), 6000);
    expect(memory.recall(Uint8Array.of(9), 11_000)).toBeUndefined();
  });

  it("keeps it for as long again after each repetition: ipmitool sends for the fifth time after ten seconds", () => {
    const memory = new ResponseMemory(10_000);
    const answer = entry([1, 2, 3]);
    memory.remember(answer, 0);
    for (const at of [1000, 3000, 6000, 10_000, 15_000, 21_000]) {
      expect(memory.recall(Uint8Array.of(1, 2, 3), at)).toBe(answer);
      expect(memory.size).toBe(1);
    }
    expect(memory.recall(Uint8Array.of(1, 2, 3), 31_000)).toBeUndefined();
    expect(memory.size).toBe(0);
  });

  it("keeps another for as many that are executed later, whatever is repeated (soak, seed 5, life 3)", () => {
    const memory = new ResponseMemory(10_000);
    for (let n = 0; n < 32; n++) memory.remember(entry([n]), 0);
    expect(memory.recall(Uint8Array.of(0), 1)).toBeDefined();
    memory.remember(entry([32]), 2);
    expect(memory.recall(Uint8Array.of(0), 3)).toBeUndefined();
    expect(memory.recall(Uint8Array.of(1), 3)).toBeDefined();
  });

  it("keeps 32, the newest, and none where the time is 0", () => {
    const memory = new ResponseMemory(5000);
    for (let n = 0; n < 40; n++) memory.remember(entry([n]), n);
    expect(memory.size).toBe(32);
    expect(memory.recall(Uint8Array.of(7), 40)).toBeUndefined();
    expect(memory.recall(Uint8Array.of(8), 40)).toBeDefined();
    const none = new ResponseMemory(0);
    none.remember(entry([1]), 0);
    expect(none.size).toBe(0);
  });
});

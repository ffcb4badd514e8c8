import { describe, expect, it } from "vitest";
import { requestMark } from "../../src/engine/repetition-guard.ts";
import { RqSeqAllocator } from "../../src/engine/rq-seq-allocator.ts";
import type { CommandRequest } from "../../src/engine/types.ts";
import { EngineHarness } from "../support/engine-harness.ts";

const rest = 30_000;

describe("an rqSeq", () => {
  it("is one of 64, handed out in turn", () => {
    const numbers = new RqSeqAllocator(rest, rest);
    expect(Array.from({ length: 64 }, () => numbers.take(0, 0))).toEqual(Array.from({ length: 64 }, (_, at) => at));
    expect(numbers.take(0, 0)).toBeUndefined();
  });

  it("whose request was answered is free at once, but comes last", () => {
    const numbers = new RqSeqAllocator(rest, rest);
    const first = numbers.take(0, 0)!;
    numbers.sent(first);
    numbers.answered(first);
    numbers.release(first, 0, true);
    expect(numbers.resting(0)).toBe(0);
    expect(Array.from({ length: 64 }, (_, mark) => numbers.take(0, 1 + mark)).at(-1)).toBe(first);
  });

  it("whose request was not answered rests for as long as configured", () => {
    const numbers = new RqSeqAllocator(rest, rest);
    for (let at = 0; at < 64; at++) {
      const rqSeq = numbers.take(0, 0)!;
      numbers.sent(rqSeq);
      numbers.release(rqSeq, at, false);
    }
    expect(numbers.take(100, 0)).toBeUndefined();
    expect(numbers.freeAt(100, 0)).toBe(rest);
    expect(numbers.resting(100)).toBe(64);
    expect(numbers.take(rest - 1, 0)).toBeUndefined();
    expect(numbers.take(rest, 0)).toBe(0);
    expect(numbers.freeAt(rest, 0)).toBe(rest + 1);
  });

  it("rests until each sending was answered", () => {
    const numbers = new RqSeqAllocator(rest, rest);
    const rqSeq = numbers.take(0, 0)!;
    for (let sending = 0; sending < 3; sending++) numbers.sent(rqSeq);
    numbers.answered(rqSeq);
    numbers.release(rqSeq, 0, true);
    expect(numbers.resting(0)).toBe(1);
    numbers.answered(rqSeq);
    expect(numbers.resting(0)).toBe(1);
    numbers.answered(rqSeq);
    expect(numbers.resting(0)).toBe(0);
  });

  it("whose request was given up rests although something with its number came: that was not the answer", () => {
    const numbers = new RqSeqAllocator(rest, rest);
    const rqSeq = numbers.take(0, 0)!;
    numbers.sent(rqSeq);
    numbers.answered(rqSeq);
    numbers.release(rqSeq, 0, false);
    expect(numbers.resting(0)).toBe(1);
    numbers.answered(rqSeq);
    expect(numbers.resting(0)).toBe(0);
  });

  it("that nobody took is not disturbed by an answer with it", () => {
    const numbers = new RqSeqAllocator(rest, rest);
    for (let rqSeq = 0; rqSeq < 64; rqSeq++) numbers.answered(rqSeq);
    expect(numbers.take(0, 0)).toBe(0);
    expect(numbers.freeAt(0, 0)).toBeUndefined();
  });
});

describe("a number that is free", () => {
  /** Sends requests and has them answered, one after the other. */
  function answer(numbers: RqSeqAllocator, from: number, to: number, now: number): void {
    for (let mark = from; mark < to; mark++) {
      const rqSeq = numbers.take(now, mark)!;
      numbers.sent(rqSeq);
      numbers.answered(rqSeq);
      numbers.release(rqSeq, now, true);
    }
  }

  /** All numbers but these few rest. */
  function withFewFree(free: number): RqSeqAllocator {
    const numbers = new RqSeqAllocator(rest, rest);
    for (let each = 0; each < 64; each++) numbers.sent(numbers.take(0, 2000 + each)!);
    for (let rqSeq = 0; rqSeq < 64; rqSeq++) {
      if (rqSeq < free) numbers.answered(rqSeq);
      numbers.release(rqSeq, 5000, rqSeq < free);
    }
    return numbers;
  }

  it("is not given to the same request again while a managed system may take it for a repetition", () => {
    const numbers = withFewFree(1);
    numbers.sent(numbers.take(100, 7)!);
    numbers.answered(0);
    numbers.release(0, 100, true);
    expect(numbers.take(100, 7)).toBeUndefined();
    expect(numbers.freeAt(100, 7)).toBe(100 + rest);
    expect(numbers.freeAt(100, 8)).toBeUndefined();
    answer(numbers, 1000, 1031, 200);
    expect(numbers.take(200, 7)).toBeUndefined();
    answer(numbers, 1031, 1032, 200);
    expect(numbers.take(200, 7)).toBe(0);
  });

  it("is, once that is so long ago that nobody remembers it, however little was asked since", () => {
    const numbers = withFewFree(2);
    for (const rqSeq of [0, 1]) {
      expect(numbers.take(0, 7)).toBe(rqSeq);
      numbers.sent(rqSeq);
      numbers.answered(rqSeq);
      numbers.release(rqSeq, 10 * rqSeq, true);
    }
    expect(numbers.take(rest - 1, 7)).toBeUndefined();
    expect(numbers.take(rest, 7)).toBe(0);
  });

  it("is at once on a good link: the other 63 are used before it", () => {
    const numbers = new RqSeqAllocator(rest, rest);
    for (let each = 0; each < 1000; each++) {
      const rqSeq = numbers.take(0, 7);
      expect(rqSeq).toBe(each % 64);
      numbers.sent(each % 64);
      numbers.answered(each % 64);
      numbers.release(each % 64, 0, true);
    }
  });

  it.each<Partial<CommandRequest>>([
    { cmd: 2 },
    { netFn: 4 },
    { lun: 1 },
    { data: Uint8Array.of(1, 3) },
    { data: Uint8Array.of(1) },
    { bridge: { targetAddress: 0x30 } },
    { bridge: { targetAddress: 0x30, targetChannel: 1 } },
  ])("is given to another request: %o", (changes) => {
    const request = { netFn: 6, cmd: 1, data: Uint8Array.of(1, 2) };
    expect(requestMark({ ...request, data: Uint8Array.of(1, 2) })).toBe(requestMark(request));
    expect(requestMark({ ...request, ...changes })).not.toBe(requestMark(request));
  });
});

describe("in a session", () => {
  function opened(): EngineHarness {
    const harness = new EngineHarness({ cipherSuites: [3], retry: { firstWait: 10, factor: 1, tries: 1 } });
    harness.open();
    return harness;
  }

  /** Requests go unanswered, one after the other, with an answered one between them so that the session lives. */
  function exhaust(harness: EngineHarness, silent = 64): void {
    const { system } = harness;
    system.script.command = (request) => (request.cmd === 0x70 ? [] : system.execute(request));
    for (let request = 0; request < silent; request++) {
      harness.command(`silent ${request}`, { cmd: 0x70 }).settle().tick();
      // Another each time: few numbers are left, and none is for the same request again.
      if (request < 63) harness.command(`answered ${request}`, { data: Uint8Array.of(request) }).settle();
    }
    expect(harness.eventsOf("requestFailed")).toHaveLength(silent);
  }

  it("no number is used again while a late answer to it may come: the answer of another request is never taken", () => {
    const harness = opened();
    const late = new Map<number, Uint8Array>();
    const { system } = harness;
    system.script.command = (request) => {
      if (request.cmd !== 0x70) return system.execute(request);
      late.set(request.rqSeq, system.respond(request, 0, Uint8Array.of(request.rqSeq)));
      return [];
    };
    for (let request = 0; request < 31; request++) {
      harness.command(`silent ${request}`, { cmd: 0x70 }).settle().tick();
      harness.command(`answered ${request}`).settle();
    }
    expect(late.size).toBe(31);
    expect(harness.engine.snapshot().rqSeqsResting).toBe(31);
    const before = system.requests.length;
    for (let request = 0; request < 100; request++) harness.command(`between ${request}`).settle();
    const used = system.requests.slice(before).map(({ request }) => request.rqSeq);
    expect(used.filter((rqSeq) => late.has(rqSeq))).toEqual([]);
    expect(new Set(used).size).toBe(33);
  });

  it("the same request waits where it could be taken for a repetition, and is executed then", () => {
    const harness = opened();
    exhaust(harness, 63);
    const again = (id: string): EngineHarness => harness.command(id, { cmd: 0x71 }).settle();
    const executed = (): number => harness.system.requests.filter(({ request }) => request.cmd === 0x71).length;
    again("first");
    expect(executed()).toBe(1);
    again("second");
    expect(executed()).toBe(1);
    expect(harness.timeout).toEqual({ type: "timeout", at: harness.now + 15_000, reason: "rqSeqRest" });
    harness.tick().settle();
    expect(executed()).toBe(2);
    expect(harness.verdict("second")).toBe(0xc1);
  });

  it("with all numbers resting a request waits for the first that is free, and the engine says until when", () => {
    const harness = opened();
    exhaust(harness);
    expect(harness.engine.snapshot().rqSeqsResting).toBe(64);
    harness.command("next");
    expect(harness.engine.snapshot()).toMatchObject({ inFlight: 0, queued: 1 });
    expect(harness.timeout).toEqual({ type: "timeout", at: 10 + 30_000, reason: "rqSeqRest" });
    harness.tick().settle();
    expect(harness.verdict("next")).toBe(0);
  });

  it("with all numbers resting a late answer frees one at once", () => {
    const harness = opened();
    exhaust(harness);
    harness.command("next");
    harness.receive(harness.system.respond(harness.system.requests.at(-1)!.request)).settle();
    expect(harness.verdict("next")).toBe(0);
    expect(harness.dropped).toEqual({ unmatched: 1 });
  });

  it("with all numbers resting an answer to something else frees none", () => {
    const harness = opened();
    exhaust(harness);
    harness.command("next");
    const { request } = harness.system.requests.at(-1)!;
    harness.receive(harness.system.respond({ ...request, cmd: 0x71 })).settle();
    harness.receive(harness.system.respond({ ...request, rqLun: 1, rsLun: 1 })).settle();
    expect(harness.dropped).toEqual({ unmatched: 2 });
    expect(harness.engine.snapshot()).toMatchObject({ inFlight: 0, queued: 1, rqSeqsResting: 64 });
  });

  it("with all numbers resting Close Session is sent and not waited for", () => {
    const harness = opened();
    exhaust(harness);
    harness.feed({ type: "closeSession" });
    expect(harness.closed).toEqual({ type: "sessionClosed", reason: "requested", confirmed: false });
    harness.settle();
    expect(harness.system.requests.at(-1)?.request.cmd).toBe(0x3c);
  });

  it("a number rests after a cancelled request", () => {
    const harness = opened().command(1).feed({ type: "cancelRequest", requestId: 1 });
    expect(harness.engine.snapshot().rqSeqsResting).toBe(1);
    expect(harness.settle().engine.snapshot().rqSeqsResting).toBe(0);
  });
});

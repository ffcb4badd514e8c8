import { describe, expect, it } from "vitest";
import { RqSeqAllocator } from "../../src/engine/rq-seq-allocator.ts";
import { EngineHarness } from "../support/engine-harness.ts";

const rest = 30_000;

describe("an rqSeq", () => {
  it("is one of 64, handed out in turn", () => {
    const numbers = new RqSeqAllocator(rest);
    expect(Array.from({ length: 64 }, () => numbers.take(0))).toEqual(Array.from({ length: 64 }, (_, at) => at));
    expect(numbers.take(0)).toBeUndefined();
  });

  it("whose request was answered is free at once, but comes last", () => {
    const numbers = new RqSeqAllocator(rest);
    const first = numbers.take(0)!;
    numbers.sent(first);
    numbers.answered(first);
    numbers.release(first, 0, true);
    expect(numbers.resting(0)).toBe(0);
    expect(Array.from({ length: 64 }, () => numbers.take(0)).at(-1)).toBe(first);
  });

  it("whose request was not answered rests for as long as configured", () => {
    const numbers = new RqSeqAllocator(rest);
    for (let at = 0; at < 64; at++) {
      const rqSeq = numbers.take(0)!;
      numbers.sent(rqSeq);
      numbers.release(rqSeq, at, false);
    }
    expect(numbers.take(100)).toBeUndefined();
    expect(numbers.freeAt(100)).toBe(rest);
    expect(numbers.resting(100)).toBe(64);
    expect(numbers.take(rest - 1)).toBeUndefined();
    expect(numbers.take(rest)).toBe(0);
    expect(numbers.freeAt(rest)).toBe(rest + 1);
  });

  it("rests until each sending was answered", () => {
    const numbers = new RqSeqAllocator(rest);
    const rqSeq = numbers.take(0)!;
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
    const numbers = new RqSeqAllocator(rest);
    const rqSeq = numbers.take(0)!;
    numbers.sent(rqSeq);
    numbers.answered(rqSeq);
    numbers.release(rqSeq, 0, false);
    expect(numbers.resting(0)).toBe(1);
    numbers.answered(rqSeq);
    expect(numbers.resting(0)).toBe(0);
  });

  it("that nobody took is not disturbed by an answer with it", () => {
    const numbers = new RqSeqAllocator(rest);
    for (let rqSeq = 0; rqSeq < 64; rqSeq++) numbers.answered(rqSeq);
    expect(numbers.take(0)).toBe(0);
    expect(numbers.freeAt(0)).toBeUndefined();
  });
});

describe("in a session", () => {
  function opened(): EngineHarness {
    const harness = new EngineHarness({ cipherSuites: [3], retry: { firstWait: 10, factor: 1, tries: 1 } });
    harness.open();
    return harness;
  }

  /** Requests go unanswered, one after the other, with an answered one between them so that the session lives. */
  function exhaust(harness: EngineHarness): void {
    const { system } = harness;
    system.script.command = (request) => (request.cmd === 0x70 ? [] : system.execute(request));
    for (let request = 0; request < 64; request++) {
      harness.command(`silent ${request}`, { cmd: 0x70 }).settle().tick();
      if (request < 63) harness.command(`answered ${request}`).settle();
    }
    expect(harness.eventsOf("requestFailed")).toHaveLength(64);
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

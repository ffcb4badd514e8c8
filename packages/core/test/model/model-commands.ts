import fc from "fast-check";
import { expect } from "vitest";
import type { LanRequest } from "../../src/wire/lan-message.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { EngineHarness } from "../support/engine-harness.ts";
import { responseTo } from "../support/scripted-managed-system.ts";
import type { ModelRules, RequestModel } from "./request-model.ts";

const echo = { netFn: 0x2e, cmd: 0x5a } as const;

/** Milliseconds for which a number rests that may still be answered. */
const rest = 5000;

/** A sending of a request, as the managed system received it, and when. */
interface Sending {
  readonly id: number;
  readonly request: LanRequest;
  readonly at: number;
  isAnswered: boolean;
}

/** The real engine, what the managed system received of it, and what it was asked. */
export class Real {
  readonly harness: EngineHarness;
  readonly sendings: Sending[] = [];
  /** Answers that the managed system has sealed, to be delivered again. */
  readonly sealed: Uint8Array[] = [];
  /** How many answers each request was given, by its number. */
  readonly answered = new Map<number, number>();
  asked = 0;
  #seen = 0;

  constructor({ maxInFlight, waits }: ModelRules) {
    this.harness = new EngineHarness({
      cipherSuites: [3],
      maxInFlight,
      rqSeqRest: rest,
      retry: { firstWait: waits[0]!, factor: 2, maxWait: waits.at(-1)!, tries: waits.length, jitter: 0 },
    });
    const { system } = this.harness;
    system.script.command = (request) => (request.netFn === echo.netFn ? [] : system.execute(request));
  }

  ask(): number {
    const id = this.asked++;
    this.harness.command(id, { ...echo, data: Uint8Array.of(id & 0xff, id >> 8) });
    return id;
  }

  /** The managed system receives what was sent. Its answers to the engine's own requests are delivered at once. */
  carry(): void {
    for (let answers = this.harness.carry(); answers.length > 0; answers = this.harness.carry()) {
      this.harness.receive(...answers);
    }
    const { requests } = this.harness.system;
    for (const { request } of requests.slice(this.#seen)) {
      if (request.netFn !== echo.netFn) continue;
      const sending = {
        id: request.data[0]! | (request.data[1]! << 8),
        request,
        at: this.harness.now,
        isAnswered: false,
      };
      this.#expectFreshNumber(sending);
      this.sendings.push(sending);
    }
    this.#seen = requests.length;
  }

  /** A sending that may be answered: a managed system answers each once, and sooner than a number rests. */
  pick(index: number): Sending | undefined {
    const sending = this.sendings.at(index % Math.max(1, this.sendings.length));
    const mayBe = sending !== undefined && !sending.isAnswered && this.harness.now - sending.at < rest;
    return mayBe ? sending : undefined;
  }

  /** Notes that a sending will not be answered again. */
  settled(sending: Sending): void {
    sending.isAnswered = true;
    this.answered.set(sending.id, (this.answered.get(sending.id) ?? 0) + 1);
  }

  /** The answer to a sending, sealed now. */
  answer(sending: Sending, mark: number): Uint8Array {
    this.settled(sending);
    return this.seal(sending, mark);
  }

  /** An authentic packet to a sending. */
  seal({ request }: Sending, mark: number, changes: Parameters<typeof responseTo>[1] = {}): Uint8Array {
    const payload = responseTo(request, { data: Uint8Array.of(mark & 0xff), ...changes });
    const datagram = this.harness.system.seal(PayloadType.ipmiMessage, payload);
    this.sealed.push(datagram);
    return datagram;
  }

  /** Law 8: a number whose answers may still be under way is not another request's. */
  #expectFreshNumber({ id, request, at }: Sending): void {
    const last = this.sendings.findLast((each) => each.request.rqSeq === request.rqSeq && each.id !== id);
    if (last === undefined || this.sendings.some((each) => each.id === id)) return;
    const sendings = this.sendings.filter((each) => each.id === last.id).length;
    const mayBeAnswered = (this.answered.get(last.id) ?? 0) < sendings && at - last.at < rest;
    expect(mayBeAnswered, `rqSeq ${request.rqSeq} of request ${last.id} is used for ${id}`).toBe(false);
  }
}

/** One thing that happens to both; `run` does it, and what both came to is compared after it. */
class Step implements fc.Command<RequestModel, Real> {
  readonly #name: string;
  readonly #check: (model: Readonly<RequestModel>) => boolean;
  readonly #run: (model: RequestModel, real: Real) => void;

  constructor(
    name: string,
    run: (model: RequestModel, real: Real) => void,
    check: (model: Readonly<RequestModel>) => boolean = () => true,
  ) {
    this.#name = name;
    this.#run = run;
    this.#check = check;
  }

  check(model: Readonly<RequestModel>): boolean {
    return this.#check(model);
  }

  run(model: RequestModel, real: Real): void {
    this.#run(model, real);
    real.carry();
    compare(model, real);
  }

  toString(): string {
    return this.#name;
  }
}

const isOpen = (model: Readonly<RequestModel>): boolean => model.phase === "open";
const isNotOver = (model: Readonly<RequestModel>): boolean => model.phase !== "over";

/** Everything that a caller, a network and a managed system can do about requests; numbers pick modulo what there is. */
export const modelCommands: fc.Arbitrary<fc.Command<RequestModel, Real>>[] = [
  fc.constant(
    new Step(
      "open",
      (model, real) => {
        real.harness.open();
        model.opened();
      },
      ({ phase }) => phase === "before",
    ),
  ),
  fc.constant(new Step("ask", (model, real) => model.ask(real.ask()), isNotOver)),
  fc.constant(new Step("ask", (model, real) => model.ask(real.ask()), isNotOver)),
  fc.nat({ max: 200 }).map(
    (pick) =>
      new Step(`answer sending ${pick}`, (model, real) => {
        const sending = real.pick(pick);
        if (sending === undefined) return;
        real.harness.receive(real.answer(sending, pick));
        model.heard(sending.id, pick & 0xff);
      }),
  ),
  // The newest sending: what mostly happens.
  fc.nat({ max: 3 }).map(
    (back) =>
      new Step(`answer the last but ${back}`, (model, real) => {
        const sending = real.pick(-1 - back);
        if (sending === undefined) return;
        real.harness.receive(real.answer(sending, 0xa0 + back));
        model.heard(sending.id, 0xa0 + back);
      }),
  ),
  // Authentic, with the number of a request, and no answer to it.
  fc.tuple(fc.nat({ max: 200 }), fc.constantFrom({ cmd: 0x5b }, { netFn: 0x2d }, { rsLun: 1 })).map(
    ([pick, changes]) =>
      new Step(`answer something else ${pick} ${JSON.stringify(changes)}`, (model, real) => {
        const sending = real.pick(pick);
        if (sending === undefined) return;
        real.harness.receive(real.seal(sending, 0xee, changes));
        // What comes with the number of a settled request counts as its late answer, whatever it is an answer to.
        if (model.outcomes.has(sending.id)) real.settled(sending);
        model.heard(undefined, 0xee);
      }),
  ),
  // What was delivered before is delivered again, or spoiled: nobody must hear it.
  fc.tuple(fc.nat({ max: 200 }), fc.nat({ max: 2000 }), fc.boolean()).map(
    ([pick, bit, isSpoiled]) =>
      new Step(`${isSpoiled ? `flip bit ${bit} of` : "replay"} answer ${pick}`, (_model, real) => {
        const datagram = real.sealed[pick % real.sealed.length]?.slice();
        if (datagram === undefined) return;
        const at = bit % (8 * datagram.length);
        if (isSpoiled) datagram[at >> 3]! ^= 1 << (at & 7);
        real.harness.receive(datagram);
      }),
  ),
  // An answer that is spoiled on its way before the right one comes.
  fc.nat({ max: 2000 }).map(
    (bit) =>
      new Step(`spoil bit ${bit} of a fresh answer`, (_model, real) => {
        const sending = real.sendings.at(-1);
        if (sending === undefined) return;
        const datagram = real.seal(sending, 0xbb);
        real.sealed.pop();
        const at = 32 + (bit % (8 * (datagram.length - 4)));
        datagram[at >> 3]! ^= 1 << (at & 7);
        real.harness.receive(datagram);
      }),
  ),
  fc.nat({ max: 200 }).map(
    (pick) =>
      new Step(`cancel ${pick}`, (model, real) => {
        if (real.asked === 0) return;
        real.harness.feed({ type: "cancelRequest", requestId: pick % real.asked });
        model.cancel(pick % real.asked);
      }),
  ),
  fc.integer({ min: 1, max: 1500 }).map(
    (milliseconds) =>
      new Step(
        `wait ${milliseconds}`,
        (model, real) => {
          const end = real.harness.now + milliseconds;
          while ((real.harness.timeout.at ?? Number.POSITIVE_INFINITY) <= end) {
            real.harness.tick();
            real.carry();
          }
          real.harness.wait(end - real.harness.now);
          model.wait(milliseconds);
        },
        isOpen,
      ),
  ),
  // All numbers are handed out once, so that the next ones have been somebody's.
  fc.constant(
    new Step(
      "ask and answer 70 times",
      (model, real) => {
        for (let each = 0; each < 70 && model.phase === "open"; each++) {
          model.ask(real.ask());
          real.carry();
          for (const sending of real.sendings.slice(-8)) {
            if (model.outcomes.has(sending.id) || sending.isAnswered) continue;
            real.harness.receive(real.answer(sending, each));
            model.heard(sending.id, each);
            real.carry();
          }
        }
      },
      isOpen,
    ),
  ),
  fc.constant(new Step("a timeout that nobody asked for", (_model, real) => real.harness.feed({ type: "timeout" }))),
  fc.constant(new Step("unreachable", (_model, real) => real.harness.feed({ type: "unreachable" }), isOpen)),
  fc.constant(
    new Step(
      "close",
      (model, real) => {
        real.harness.feed({ type: "closeSession" });
        model.end("sessionClosed");
        // At once, and not when Close Session is answered.
        compare(model, real);
      },
      isNotOver,
    ),
  ),
];

/** Both have the same requests waiting, outstanding and settled, with the same outcomes, sent as often. */
function compare(model: RequestModel, { harness, sendings }: Real): void {
  const outcomes = new Map<number, unknown>();
  for (const event of harness.events) {
    if (event.type === "requestFailed") {
      outcomes.set(Number(event.requestId), { error: event.error.code });
      const wasSent = sendings.some(({ id }) => id === event.requestId);
      expect(event.mayHaveExecuted, `request ${event.requestId} may have been executed`).toBe(wasSent);
    }
    if (event.type !== "response" || event.response.type !== "command") continue;
    outcomes.set(Number(event.requestId), { answer: event.response.data[0] });
  }
  const byId = (entries: Iterable<[number, unknown]>): unknown[] => [...entries].sort(([a], [b]) => a - b);
  expect(byId(outcomes)).toEqual(byId(model.outcomes));
  const counts = new Map<number, number>();
  for (const { id } of sendings) counts.set(id, (counts.get(id) ?? 0) + 1);
  expect(byId(counts)).toEqual(byId(model.sent));
  const { inFlight, queued, phase } = harness.engine.snapshot();
  expect(phase === "awaitCloseSession" || phase === "closed").toBe(model.phase === "over");
  if (model.phase === "over") return; // Close Session is in flight then, which is no caller's
  expect({ inFlight, queued }).toEqual({ inFlight: model.inFlight, queued: model.waiting });
}

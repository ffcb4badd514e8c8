import fc from "fast-check";
import { expect } from "vitest";
import type { RealRequests, Sending } from "./real-requests.ts";
import type { RequestModel } from "./request-model.ts";

type Run = (model: RequestModel, real: RealRequests) => void;
type Check = (model: Readonly<RequestModel>) => boolean;

/** One thing that happens to both; `run` does it, and what both came to is compared after it. */
class Step implements fc.Command<RequestModel, RealRequests> {
  readonly #name: string;
  readonly #check: Check;
  readonly #run: Run;

  constructor(name: string, run: Run, check: Check) {
    this.#name = name;
    this.#run = run;
    this.#check = check;
  }

  check(model: Readonly<RequestModel>): boolean {
    return this.#check(model);
  }

  run(model: RequestModel, real: RealRequests): void {
    this.#run(model, real);
    real.carry();
    compare(model, real);
  }

  toString(): string {
    return this.#name;
  }
}

const step = (name: string, run: Run, check: Check = () => true): Step => new Step(name, run, check);

/** Something that is done to a sending that was not answered yet, if there is one. */
const toSending = (name: string, pick: number, run: (sending: Sending, ...both: Parameters<Run>) => void): Step =>
  step(name, (model, real) => {
    const sending = real.pick(pick);
    if (sending !== undefined) run(sending, model, real);
  });

const isOpen: Check = (model) => model.phase === "open";
const isNotOver: Check = (model) => model.phase !== "over";

const any = fc.nat({ max: 200 });

const begin = step(
  "open",
  (model, real) => {
    real.harness.open();
    model.opened();
  },
  ({ phase }) => phase === "before",
);

const ask = step("ask", (model, real) => model.ask(real.ask()), isNotOver);

const askPatiently = fc
  .integer({ min: 1, max: 3 })
  .map((tries) => step(`ask with ${tries} tries`, (model, real) => model.ask(real.ask({ tries }), tries), isNotOver));

const askOverBridge = step("ask over the bridge", (model, real) => model.ask(real.ask({ isBridged: true })), isNotOver);

const askOutside = fc.constantFrom("rmcpPlus" as const, "ipmi15" as const).map((framing) =>
  step(
    `ask outside the session (${framing})`,
    (model, real) => model.askOutside(real.askOutside(framing)),
    (model) => model.phase !== "over" && model.outside < 8,
  ),
);

const answer = any.map((pick) => toSending(`answer sending ${pick}`, pick, answered(pick & 0xff)));

// The newest sending: what mostly happens.
const answerNewest = fc
  .nat({ max: 3 })
  .map((back) => toSending(`answer the last but ${back}`, -1 - back, answered(0xa0 + back)));

// Authentic, with the number of a request, and no answer to it.
const answerSomethingElse = fc
  .tuple(any, fc.constantFrom({ cmd: 0x5b }, { netFn: 0x2d }, { rsLun: 1 }, { rsAddr: 0x82 }))
  .map(([pick, changes]) =>
    toSending(`answer something else ${pick} ${JSON.stringify(changes)}`, pick, (sending, model, real) => {
      const isElse = sending.outer !== undefined || !("rsAddr" in changes);
      if (sending.framing !== "session" || !isElse) return;
      real.harness.receive(real.seal(sending, 0xee, changes));
      // What comes with the number of a settled request counts as its late answer, whatever it is an answer to.
      if (model.outcomes.has(sending.id)) real.settled(sending);
      model.heard(undefined, 0xee);
    }),
  );

const passOn = any.map((pick) =>
  toSending(`the bridge passes ${pick} on`, pick, ({ outer, id }, model, real) => {
    if (outer === undefined) return;
    real.harness.receive(real.sealOfBridge(outer, 0x00));
    model.passedOn(id);
  }),
);

const refuse = any.map((pick) =>
  toSending(`the bridge refuses ${pick}`, pick, (sending, model, real) => {
    if (sending.outer === undefined) return;
    real.settled(sending);
    real.harness.receive(real.sealOfBridge(sending.outer, 0x83, 0xcc));
    model.heard(sending.id, 0xcc);
  }),
);

// What was delivered before is delivered again, or spoiled: nobody must hear it.
const replay = fc.tuple(any, fc.nat({ max: 2000 }), fc.boolean()).map(([pick, bit, isSpoiled]) =>
  step(`${isSpoiled ? `flip bit ${bit} of` : "replay"} answer ${pick}`, (_model, real) => {
    const datagram = real.sealed[pick % real.sealed.length]?.slice();
    if (datagram === undefined) return;
    real.harness.receive(isSpoiled ? spoiled(datagram, bit, 0) : datagram);
  }),
);

// An answer that is spoiled on its way before the right one comes. No AuthCode covers the RMCP header.
const spoil = fc.nat({ max: 2000 }).map((bit) =>
  step(`spoil bit ${bit} of a fresh answer`, (_model, real) => {
    const sending = real.sendings.findLast(({ framing }) => framing === "session");
    if (sending === undefined) return;
    const datagram = real.seal(sending, 0xbb);
    real.sealed.pop();
    real.harness.receive(spoiled(datagram, bit, 4));
  }),
);

const cancel = any.map((pick) =>
  step(`cancel ${pick}`, (model, real) => {
    if (real.asked === 0) return;
    real.harness.feed({ type: "cancelRequest", requestId: pick % real.asked });
    model.cancel(pick % real.asked);
  }),
);

const wait = fc.integer({ min: 1, max: 1500 }).map((milliseconds) =>
  step(`wait ${milliseconds}`, (model, real) => {
    const end = real.harness.now + milliseconds;
    while ((real.harness.timeout.at ?? Number.POSITIVE_INFINITY) <= end) {
      real.harness.tick();
      real.carry();
    }
    real.harness.wait(end - real.harness.now);
    model.wait(milliseconds);
  }),
);

// All numbers are handed out once, so that the next ones have been somebody's.
const goRound = step(
  "ask and answer 70 times",
  (model, real) => {
    for (let each = 0; each < 70 && model.phase === "open"; each++) {
      model.ask(real.ask());
      real.carry();
      for (const sending of real.sendings.slice(-8)) {
        if (model.outcomes.has(sending.id) || sending.isAnswered || sending.framing !== "session") continue;
        answered(each)(sending, model, real);
        real.carry();
      }
    }
  },
  isOpen,
);

const idleTimeout = step("a timeout that nobody asked for", (_model, real) => real.harness.feed({ type: "timeout" }));

const unreachable = step("unreachable", (model, real) => {
  real.harness.feed({ type: "unreachable" });
  model.unreachable();
});

const close = step(
  "close",
  (model, real) => {
    real.harness.feed({ type: "closeSession" });
    model.end("sessionClosed");
    // At once, and not when Close Session is answered.
    compare(model, real);
  },
  isNotOver,
);

/** Everything that a caller, a network and a managed system can do about requests; numbers pick modulo what there is. */
export const modelCommands: fc.Arbitrary<fc.Command<RequestModel, RealRequests>>[] = [
  ...[begin, ask, ask, askOverBridge, goRound, idleTimeout, unreachable, close].map((each) => fc.constant(each)),
  ...[askPatiently, askOutside, answer, answerNewest, answerSomethingElse, passOn, refuse, replay, spoil, cancel, wait],
];

function answered(mark: number): (sending: Sending, ...both: Parameters<Run>) => void {
  return (sending, model, real) => {
    real.harness.receive(real.answer(sending, mark));
    if (sending.framing === "session") model.heard(sending.id, mark);
    else model.heardOutside(sending.id, mark);
  };
}

function spoiled(datagram: Uint8Array, bit: number, from: number): Uint8Array {
  const at = 8 * from + (bit % (8 * (datagram.length - from)));
  datagram[at >> 3]! ^= 1 << (at & 7);
  return datagram;
}

/** Both have the same requests waiting, outstanding and settled, with the same outcomes, sent as often. */
function compare(model: RequestModel, { harness, sendings }: RealRequests): void {
  const outcomes = new Map<number, unknown>();
  for (const event of harness.events) {
    if (event.type === "requestFailed") {
      outcomes.set(Number(event.requestId), { error: event.error.code });
      const wasSent = sendings.some(({ id }) => id === event.requestId);
      expect(event.mayHaveExecuted, `request ${event.requestId} may have been executed`).toBe(wasSent);
    }
    if (event.type !== "response" || event.response.type === "presencePong") continue;
    outcomes.set(Number(event.requestId), { answer: event.response.data[0] });
  }
  const byId = (entries: Iterable<[number, unknown]>): unknown[] => [...entries].sort(([a], [b]) => a - b);
  expect(byId(outcomes)).toEqual(byId(model.outcomes));
  const counts = new Map<number, number>();
  for (const { id } of sendings) counts.set(id, (counts.get(id) ?? 0) + 1);
  expect(byId(counts)).toEqual(byId(model.sent));
  const { inFlight, queued, outsideSession, phase } = harness.engine.snapshot();
  expect(phase === "awaitCloseSession" || phase === "closed").toBe(model.phase === "over");
  if (model.phase === "over") return; // Close Session is in flight then, which is no caller's
  expect({ inFlight, queued, outsideSession }).toEqual({
    ...{ inFlight: model.inFlight, queued: model.waiting, outsideSession: model.outside },
  });
}

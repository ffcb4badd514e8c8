import { ok } from "node:assert/strict";
import { type CipherSuiteId, SolEngine } from "@ruipmi/core";
import { type LanRequest, PayloadType } from "@ruipmi/core/wire";
import { withinSteps } from "../../../packages/commands/test/support/counting-reader.ts";
import type { EngineHarness } from "../../../packages/core/test/support/engine-harness.ts";
import { capturedPayloads } from "../corpus/captures.ts";
import { suiteOf, triedSuites } from "../corpus/hand-session.ts";
import type { FuzzInput } from "../fuzz-input.ts";
import type { FuzzTarget } from "../fuzz-target.ts";
import { once } from "../once.ts";
import { askInside } from "./engine-phases.ts";
import { endOf, fuzzHarness, traceOf } from "./fuzz-harness.ts";
import { ownSwitch, putRight, puttingRight, readPiece, writePiece } from "./sealed-piece.ts";

/** A managed system that has the keys and lies. */
export const engineSession: FuzzTarget = {
  name: "engine-session",
  about: "IpmiEngine: changed answers and payloads of a managed system that has the keys; every request settled once",
  order: "sequence",
  mostBytes: 700,
  mostPieces: 16,
  seeds: once(makeSeeds),
  run({ subject, pieces }) {
    const harness = fuzzHarness(suiteOf(subject));
    harness.open();
    const waiting = [...pieces];
    harness.system.script.command = (request) => {
      const piece = waiting.shift();
      if (piece === undefined) return [];
      const { payloadType, isPutRight, hasOwnSwitch, payload } = readPiece(piece);
      const said = isPutRight ? answering(request, payload) : payload;
      const sealed = harness.system.seal(payloadType, said);
      return hasOwnSwitch ? [sealed, sealed, ...harness.system.execute(request)] : [sealed];
    };
    askInside(harness);
    for (let rounds = 0; rounds < 40 && (waiting.length > 0 || rounds === 0); rounds++) {
      const answers = harness.carry();
      for (const datagram of answers) withinSteps(16 * datagram.length + 800, () => harness.receive(datagram));
      if (answers.length > 0) continue;
      // Nobody is asked any more: what is left comes of its own accord, or in answer to a repetition.
      if (harness.timeout.at !== undefined && rounds % 2 === 0) harness.tick();
      else if (waiting.length > 0) pushUnasked(harness, waiting.shift()!);
    }
    console(harness);
    return `${subject} ${traceOf(harness)} ${endOf(harness)}`;
  },
};

function pushUnasked(harness: EngineHarness, piece: Uint8Array): void {
  const { payloadType, payload } = readPiece(piece);
  harness.receive(harness.system.seal(payloadType, payload));
}

/** The bytes as an answer to what was asked: its addresses, numbers and checksums are right, and the rest as it is. */
function answering({ rqAddr, netFn, rqLun, rsAddr, rqSeq, rsLun, cmd }: LanRequest, message: Uint8Array): Uint8Array {
  return puttingRight(message, {
    ...{ 0: rqAddr, 1: ((netFn | 1) << 2) | rqLun, 3: rsAddr, 4: (rqSeq << 2) | rsLun, 5: cmd },
  });
}

/** What came for the serial console goes to one. */
function console(harness: EngineHarness): void {
  const console = new SolEngine({ inboundPayloadSize: 64 });
  console.handleInput({ type: "characters", now: 0, characters: new Uint8Array(200) });
  for (const event of harness.events) {
    if (event.type !== "payloadReceived" || event.payloadType !== PayloadType.serialOverLan) continue;
    console.handleInput({ type: "payload", now: 1, payload: event.payload });
  }
  let outputs = 0;
  while (console.pollOutput().type !== "timeout") ok(++outputs < 2000, "a console's outputs are bounded");
}

function makeSeeds(): readonly FuzzInput[] {
  const answers = capturedPayloads(PayloadType.ipmiMessage, "managedSystem").map((bytes) =>
    writePiece(putRight, bytes),
  );
  const bridged = [bridgedAnswer(0x82, 0x2c), bridgedAnswer(0x72, 0x30)].map((bytes) => writePiece(putRight, bytes));
  const sol = capturedPayloads(PayloadType.serialOverLan, "managedSystem").map((bytes) => writePiece(1, bytes));
  const inputs = answers.flatMap((_, at) => (at % 4 === 0 ? [[...answers.slice(at, at + 4), bridged[at % 2]!]] : []));
  return [
    ...inputs.map((pieces, index) => ({ subject: subjectOf(triedSuites[index % triedSuites.length]!), pieces })),
    ...triedSuites.map((suite, index) => ({ subject: subjectOf(suite), pieces: sol.slice(3 * index, 3 * index + 3) })),
    {
      subject: subjectOf(17),
      pieces: [...bridged, ...answers.slice(0, 2).map((piece) => piece.with(0, piece[0]! | ownSwitch))],
    },
  ].filter(({ pieces }) => pieces.length > 0);
}

function subjectOf(suite: CipherSuiteId): string {
  return `suite ${suite}`;
}

/** A response to Send Message that has the other controller's answer in it. */
function bridgedAnswer(address: number, rqSeq: number): Uint8Array {
  const inner = puttingRight(Uint8Array.of(0x81, 0x1c, 0, address, rqSeq, 0x01, 0, 0x20, 1, 0), {});
  return Uint8Array.of(0x81, 0x1c, 0x63, 0x20, 0x04, 0x34, 0x00, ...inner, 0);
}

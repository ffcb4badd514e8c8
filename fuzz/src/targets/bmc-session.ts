import { ok } from "node:assert/strict";
import { findCommand } from "@ruipmi/commands";
import {
  bodyPrefix,
  decodeFromBytes,
  decodeLanRequest,
  decodeLanResponse,
  decodeResponseData,
  type LanRequest,
  type LanResponse,
  PayloadType,
} from "@ruipmi/core/wire";
import { type HandConsole, rmcpPlus } from "../../../packages/bmc/test/support/hand-console.ts";
import { withinSteps } from "../../../packages/commands/test/support/counting-reader.ts";
import { capturedPayloads } from "../corpus/captures.ts";
import { corpusRequests } from "../corpus/exchanges.ts";
import { type HandSession, openHandSession, suiteOf, triedSuites } from "../corpus/hand-session.ts";
import type { FuzzInput } from "../fuzz-input.ts";
import type { FuzzTarget } from "../fuzz-target.ts";
import { once } from "../once.ts";
import { changesLogin, holdDrained, holdHonestConsole } from "./honest-console.ts";
import { ownSwitch, putRight, puttingRight, readPiece, writePiece } from "./sealed-piece.ts";

/** Payloads sealed with a session's own keys, at administrator: a console that means ill, or is broken. */
export const bmcSession: FuzzTarget = {
  name: "bmc-session",
  about:
    "BmcEngine: changed payloads and commands of an administrator, with the session's keys; then an honest console is answered",
  order: "sequence",
  mostBytes: 700,
  mostPieces: 12,
  seeds: once(makeSeeds),
  run({ subject, pieces }) {
    const session = openHandSession(suiteOf(subject));
    let mayBeRefused = false;
    const outcomes: string[] = [];
    for (const piece of pieces) {
      outcomes.push(send(session, piece));
      mayBeRefused ||= changesLogin(session.console.last);
    }
    holdHonestConsole(session.bmc, session.console.now, mayBeRefused);
    return outcomes.slice(-2).join();
  },
};

function send({ console }: HandSession, piece: Uint8Array): string {
  const { payloadType, isPutRight, hasOwnSwitch, payload: bytes } = readPiece(piece);
  // Time passes between some, less than a session idles.
  console.now += hasOwnSwitch ? 5000 : 10;
  const payload = isPutRight ? puttingRight(bytes, { 0: 0x20, 3: 0x81 }) : bytes;
  const answers = withinSteps(16 * payload.length + 600, () =>
    console.send(console.sealer!.seal(payloadType, payload)),
  );
  holdDrained(console.last);
  const [answer] = openAll(console, answers);
  if (payloadType !== PayloadType.ipmiMessage) return `${payloadType}: ${answers.length}`;
  if (answer === undefined) return "silence";
  const request = decodeLanRequest(payload);
  if (answer.completionCode === 0) holdAnswer(request, answer.data);
  return `${request.netFn}/${request.cmd}: ${answer.completionCode}`;
}

/** Every packet that comes opens; gives the LAN messages. */
function openAll(console: HandConsole, datagrams: readonly Uint8Array[]): readonly LanResponse[] {
  return datagrams.flatMap((datagram) => {
    const opened = console.opener!.open(rmcpPlus(datagram));
    if (!opened.ok) throw new Error(`an answer does not open: ${opened.reason}`);
    return opened.payloadType === PayloadType.ipmiMessage ? [decodeLanResponse(opened.payload)] : [];
  });
}

/** What it answers can be read by those who ask. */
function holdAnswer(request: LanRequest, data: Uint8Array): void {
  const command = findCommand(request.netFn, request.cmd, request.data[0]);
  if (command === undefined) return;
  const body = request.data.slice(bodyPrefix(command).length);
  ok(decodeResponseData(command, data, decodeFromBytes(command.request, body, "request")) !== null);
}

function makeSeeds(): readonly FuzzInput[] {
  const messages = corpusRequests().map((message) => writePiece(putRight, message));
  const sol = capturedPayloads(PayloadType.serialOverLan, "remoteConsole").map((payload) => writePiece(1, payload));
  const activate = writePiece(putRight, Uint8Array.from(Buffer.from("2018c8810448010146000000ff", "hex")));
  const inputs = messages.flatMap((_, at) => (at % 3 === 0 ? [messages.slice(at, at + 3)] : []));
  return [
    ...inputs.map((pieces, index) => ({ subject: `suite ${triedSuites[index % triedSuites.length]}`, pieces })),
    {
      subject: "suite 0",
      pieces: [activate, ...sol.slice(0, 8), writePiece(putRight | ownSwitch, messages[0]!.subarray(1))],
    },
    { subject: "suite 17", pieces: [activate, ...sol.slice(8, 14)] },
  ];
}

import {
  AuthType,
  ByteWriter,
  encodeLanRequest,
  encodeLanResponse,
  ipmi15AuthCode,
  sessionHeaderV15,
} from "@ruipmi/core/wire";
import type { CapturedDatagram } from "../../src/network/datagram.ts";
import { concat, uint } from "./bytes.ts";

/** How an IPMI v1.5 session is made. */
export interface Ipmi15Plan {
  readonly authType: number;
  readonly username: Uint8Array;
  /** What the managed system has. */
  readonly password: Uint8Array;
  /** What the remote console has, where that is something else. */
  readonly consolePassword?: Uint8Array;
}

const remoteConsole = { address: "198.51.100.9", port: 50_000 };
const managedSystem = { address: "192.0.2.9", port: 623 };
const temporaryId = 0x1111_2222;
const sessionId = 0x3333_4444;

/** A whole IPMI v1.5 session (IPMI v2.0 §13.14): challenge, activation, two commands, its end; a second for each datagram. */
export function ipmi15Session(plan: Ipmi15Plan): readonly CapturedDatagram[] {
  const { authType, username } = plan;
  const name = concat(username, new Uint8Array(16 - username.length));
  const challenge = new Uint8Array(16).fill(0x5a);
  const ends = uint(1, 4);
  const isSame = plan.consolePassword === undefined || plan.consolePassword === plan.password;
  const messages: readonly Said[] = [
    { cmd: 0x39, ask: concat(Uint8Array.of(authType), name), answer: concat(uint(temporaryId, 4), challenge) },
    {
      cmd: 0x3a,
      ask: concat(Uint8Array.of(authType, 4), challenge, ends),
      answer: concat(Uint8Array.of(authType), uint(sessionId, 4), ends, Uint8Array.of(4)),
      id: temporaryId,
      ...(isSame ? {} : { completionCode: 0x86 }),
    },
  ];
  const inside: readonly Said[] = [
    { cmd: 0x3b, ask: Uint8Array.of(4), answer: Uint8Array.of(4), id: sessionId },
    { cmd: 0x01, ask: new Uint8Array(0), answer: new Uint8Array(15).fill(2), id: sessionId },
    { cmd: 0x3c, ask: uint(sessionId, 4), answer: new Uint8Array(0), id: sessionId },
  ];
  const said = isSame ? [...messages, ...inside] : messages;
  return said.flatMap((each, index) => datagrams(plan, each, index));
}

interface Said {
  readonly cmd: number;
  readonly ask: Uint8Array;
  readonly answer: Uint8Array;
  readonly id?: number;
  readonly completionCode?: number;
}

function datagrams(plan: Ipmi15Plan, said: Said, index: number): readonly CapturedDatagram[] {
  const addresses = { rsAddr: 0x20, rsLun: 0, rqAddr: 0x81, rqLun: 0, rqSeq: index, cmd: said.cmd };
  const request = written((writer) => encodeLanRequest({ ...addresses, netFn: 6, data: said.ask }, writer));
  const completionCode = said.completionCode ?? 0;
  const data = completionCode === 0 ? said.answer : new Uint8Array(0);
  const response = written((writer) => encodeLanResponse({ ...addresses, netFn: 7, completionCode, data }, writer));
  return [
    datagram(2 * index, true, packet(plan, said.id ?? 0, index, request, plan.consolePassword ?? plan.password)),
    datagram(2 * index + 1, false, packet(plan, said.id ?? 0, index, response, plan.password)),
  ];
}

function written(write: (writer: ByteWriter) => unknown): Uint8Array {
  const writer = new ByteWriter(64);
  write(writer);
  return writer.finish();
}

function packet(
  { authType }: Ipmi15Plan,
  id: number,
  sessionSequenceNumber: number,
  payload: Uint8Array,
  password: Uint8Array,
): Uint8Array {
  const inSession = id !== 0;
  const fields = {
    authType: inSession ? authType : AuthType.none,
    sessionId: id,
    sessionSequenceNumber: inSession ? sessionSequenceNumber : 0,
    payload,
  };
  const authCode = ipmi15AuthCode(fields, password);
  const writer = new ByteWriter(14 + 16 + 1 + payload.length).bytes(Uint8Array.of(6, 0, 0xff, 7));
  sessionHeaderV15.encode(
    { ...fields, ...(authCode === undefined ? {} : { authCode }), payloadLength: payload.length },
    writer,
  );
  return writer.bytes(payload).finish();
}

function datagram(index: number, fromConsole: boolean, payload: Uint8Array): CapturedDatagram {
  return {
    number: index + 1,
    time: 1_700_000_000_000_000_000n + BigInt(index) * 1_000_000_000n,
    source: fromConsole ? remoteConsole : managedSystem,
    destination: fromConsole ? managedSystem : remoteConsole,
    payload,
    isCut: false,
    offset: 0,
  };
}

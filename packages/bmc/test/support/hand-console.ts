import {
  ByteWriter,
  type CipherSuite,
  type CipherSuiteId,
  type Command,
  cipherSuite,
  decodeFromBytes,
  decodeLanResponse,
  encodeLanRequest,
  encodeToBytes,
  equalConstantTime,
  HandshakeKeys,
  type KeyDialect,
  type LanResponse,
  type OpenSessionResponse,
  openOutsideSession,
  openSessionRequest,
  openSessionResponse,
  PayloadType,
  parsePacket,
  type RakpExchange,
  type RakpMessage2,
  type RakpMessage4,
  type RmcpPlusPacket,
  rakpMessage1,
  rakpMessage2,
  rakpMessage3,
  rakpMessage4,
  SessionOpener,
  SessionSealer,
  sealOutsideSession,
  standardKeyDialect,
} from "@ruipmi/core/wire";
import type { BmcEngine } from "../../src/index.ts";
import { ascii, type Drained, feed, users } from "./bmc-fixture.ts";

/** How a {@link HandConsole} behaves; all but the suite has a sensible default. */
export interface HandConsoleOptions {
  readonly suite?: CipherSuiteId;
  readonly user?: { readonly name: Uint8Array; readonly password: Uint8Array };
  readonly kg?: Uint8Array;
  readonly role?: number;
  readonly requestedPrivilegeLevel?: number;
  readonly dialect?: KeyDialect;
  readonly peer?: string;
  readonly sessionId?: number;
}

/** A remote console put together by hand from core's parts, one message at a time, to be as odd as a test needs it. */
export class HandConsole {
  readonly bmc: BmcEngine;
  readonly suite: CipherSuite;
  readonly peer: string;
  readonly sessionId: number;
  now = 0;
  tag = 0;
  managedSystemSessionId = 0;
  keys: HandshakeKeys | undefined;
  sealer: SessionSealer | undefined;
  opener: SessionOpener | undefined;
  /** What came with the last answer. */
  last: Drained = { datagrams: [], events: [], at: undefined };
  readonly options: HandConsoleOptions;
  readonly role: number;
  readonly user: { readonly name: Uint8Array; readonly password: Uint8Array };
  remoteConsoleRandom: Uint8Array = new Uint8Array(16).fill(0x11);
  #rqSeq = 0;

  constructor(bmc: BmcEngine, options: HandConsoleOptions = {}) {
    this.bmc = bmc;
    this.options = options;
    this.suite = cipherSuite(options.suite ?? 17)!;
    this.peer = options.peer ?? "console";
    this.sessionId = options.sessionId ?? 0xa0a1a2a3;
    this.role = options.role ?? 0x14;
    this.user = options.user ?? users.admin;
  }

  /** Sends any datagram. */
  send(datagram: Uint8Array): readonly Uint8Array[] {
    this.last = feed(this.bmc, { type: "datagram", now: this.now, datagram, from: this.peer });
    return this.last.datagrams.map((sent) => sent.datagram);
  }

  /** Sends a payload outside a session and gives the payload of the one answer; `undefined` for silence. */
  sendOutside(payloadType: number, payload: Uint8Array): Uint8Array | undefined {
    const [answer] = this.send(sealOutsideSession(payloadType, payload));
    return answer === undefined ? undefined : openOutsideSession(rmcpPlus(answer));
  }

  openSession(change: Partial<Parameters<typeof openSessionRequest.encode>[0]> = {}): OpenSessionResponse {
    const request = {
      messageTag: ++this.tag,
      requestedMaximumPrivilegeLevel: this.options.requestedPrivilegeLevel ?? 0,
      remoteConsoleSessionId: this.sessionId,
      authenticationAlgorithm: this.suite.authentication,
      integrityAlgorithm: this.suite.integrity,
      confidentialityAlgorithm: this.suite.confidentiality,
      ...change,
    };
    const answer = this.sendOutside(PayloadType.openSessionRequest, encodeToBytes(openSessionRequest, request))!;
    const response = decodeFromBytes(openSessionResponse, answer, "Open Session Response");
    if (response.status === 0) this.managedSystemSessionId = response.managedSystemSessionId;
    return response;
  }

  rakp1(change: Partial<Parameters<typeof rakpMessage1.encode>[0]> = {}): RakpMessage2 {
    const message = {
      messageTag: ++this.tag,
      managedSystemSessionId: this.managedSystemSessionId,
      remoteConsoleRandom: this.remoteConsoleRandom,
      role: this.role,
      username: this.user.name,
      ...change,
    };
    const answer = this.sendOutside(PayloadType.rakpMessage1, encodeToBytes(rakpMessage1, message))!;
    const response = decodeFromBytes(rakpMessage2, answer, "RAKP Message 2");
    if (response.status === 0) {
      const exchange: RakpExchange = {
        remoteConsoleSessionId: this.sessionId,
        managedSystemSessionId: this.managedSystemSessionId,
        remoteConsoleRandom: message.remoteConsoleRandom,
        managedSystemRandom: response.managedSystemRandom,
        managedSystemGuid: response.managedSystemGuid,
        role: message.role,
        username: this.user.name,
      };
      const secrets = { password: this.user.password, kg: this.options.kg ?? new Uint8Array(0) };
      this.keys = new HandshakeKeys(this.suite, exchange, secrets, this.options.dialect ?? standardKeyDialect);
    }
    return response;
  }

  rakp3(change: Partial<Parameters<typeof rakpMessage3.encode>[0]> = {}): RakpMessage4 | undefined {
    const message = {
      messageTag: ++this.tag,
      status: 0,
      managedSystemSessionId: this.managedSystemSessionId,
      keyExchangeAuthenticationCode: this.keys?.rakpMessage3Code() ?? new Uint8Array(0),
      ...change,
    };
    const answer = this.sendOutside(PayloadType.rakpMessage3, encodeToBytes(rakpMessage3, message));
    if (answer === undefined) return undefined;
    const response = decodeFromBytes(rakpMessage4, answer, "RAKP Message 4");
    if (response.status === 0 && this.keys !== undefined && this.sealer === undefined) this.#enter(this.keys);
    return response;
  }

  /** The whole handshake, every code verified. */
  connect(): this {
    const opened = this.openSession();
    if (opened.status !== 0) throw new Error(`Open Session: status ${opened.status}`);
    const message2 = this.rakp1();
    if (message2.status !== 0) throw new Error(`RAKP Message 2: status ${message2.status}`);
    if (!equalConstantTime(this.keys!.rakpMessage2Code(), message2.keyExchangeAuthenticationCode))
      throw new Error("RAKP Message 2: code");
    const message4 = this.rakp3();
    if (message4?.status !== 0) throw new Error(`RAKP Message 4: status ${message4?.status}`);
    if (!equalConstantTime(this.keys!.rakpMessage4Icv(), message4.integrityCheckValue))
      throw new Error("RAKP Message 4: code");
    return this;
  }

  /** One LAN request as bytes. */
  lanRequest(
    netFn: number,
    cmd: number,
    data: Uint8Array = new Uint8Array(0),
    rqSeq: number = this.nextRqSeq(),
  ): Uint8Array {
    const writer = new ByteWriter();
    encodeLanRequest({ rsAddr: 0x20, netFn, rsLun: 0, rqAddr: 0x81, rqSeq, rqLun: 0, cmd, data }, writer);
    return writer.toBytes();
  }

  nextRqSeq(): number {
    this.#rqSeq = (this.#rqSeq + 1) & 0x3f;
    return this.#rqSeq;
  }

  /** Sends a LAN message in the session and gives all answers, verified and decrypted. */
  exchange(message: Uint8Array, again = false): readonly LanResponse[] {
    return this.open(this.send(this.sealer!.seal(PayloadType.ipmiMessage, message, again)));
  }

  /** Opens datagrams that came in the session. */
  open(datagrams: readonly Uint8Array[]): readonly LanResponse[] {
    return datagrams.map((datagram) => {
      const opened = this.opener!.open(rmcpPlus(datagram));
      if (!opened.ok) throw new Error(`answer does not open: ${opened.reason}`);
      return decodeLanResponse(opened.payload);
    });
  }

  /** Sends numbers and gives the one answer. */
  raw(netFn: number, cmd: number, ...data: number[]): LanResponse {
    const answers = this.exchange(this.lanRequest(netFn, cmd, Uint8Array.from(data)));
    if (answers.length !== 1) throw new Error(`${answers.length} answers`);
    return answers[0]!;
  }

  /** Sends a command and gives its decoded response; throws for a completion code. */
  call<Req, Res>(command: Command<Req, Res>, request: Req): Res {
    const data = encodeToBytes(command.request, request);
    const answer = this.raw(command.netFn, command.cmd, ...data);
    if (answer.completionCode !== 0) throw new Error(`completion code ${answer.completionCode.toString(16)}`);
    return decodeFromBytes(command.response, answer.data, command.name, request);
  }

  #enter(keys: HandshakeKeys): void {
    const protection = keys.createProtection(() => new Uint8Array(16).fill(0x77));
    this.sealer = new SessionSealer(this.managedSystemSessionId, protection);
    this.opener = new SessionOpener(this.sessionId, protection);
  }
}

/** A datagram as the RMCP+ packet it must be. */
export function rmcpPlus(datagram: Uint8Array): RmcpPlusPacket {
  const packet = parsePacket(datagram);
  if (typeof packet === "string" || packet.kind !== "rmcpPlus") throw new Error("not an RMCP+ packet");
  return packet;
}

/** A user name and a password as text. */
export function credentials(
  name: string,
  password: string,
): { readonly name: Uint8Array; readonly password: Uint8Array } {
  return { name: ascii(name), password: ascii(password) };
}

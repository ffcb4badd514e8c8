import { type CipherSuite, type CipherSuiteId, cipherSuites } from "../../src/crypto/cipher-suites.ts";
import { type KeyDialect, standardKeyDialect } from "../../src/crypto/key-dialect.ts";
import type { RakpExchange } from "../../src/crypto/rakp-codes.ts";
import { HandshakeKeys } from "../../src/packets/handshake-keys.ts";
import { parsePacket, type RmcpPlusPacket } from "../../src/packets/parse-packet.ts";
import { openOutsideSession, sealOutsideSession } from "../../src/packets/seal-outside-session.ts";
import { SessionOpener } from "../../src/packets/session-opener.ts";
import type { SessionProtection } from "../../src/packets/session-protection.ts";
import { SessionSealer } from "../../src/packets/session-sealer.ts";
import { decodeFromBytes, encodeToBytes } from "../../src/wire/codec.ts";
import type { HandshakeRefusal } from "../../src/wire/handshake-refusal.ts";
import { decodeLanRequest, type LanRequest, type LanResponse, lanResponse } from "../../src/wire/lan-message.ts";
import { type OpenSessionRequest, openSessionRequest } from "../../src/wire/open-session-request.ts";
import { type OpenSessionAcceptance, openSessionResponse } from "../../src/wire/open-session-response.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { type RakpMessage1, rakpMessage1 } from "../../src/wire/rakp-message-1.ts";
import { type RakpMessage2Acceptance, rakpMessage2 } from "../../src/wire/rakp-message-2.ts";
import { type RakpMessage3, rakpMessage3 } from "../../src/wire/rakp-message-3.ts";
import { type RakpMessage4Acceptance, rakpMessage4 } from "../../src/wire/rakp-message-4.ts";
import { fromHex, fromText } from "../crypto/bytes.ts";
import { scriptedBytes } from "./scripted-bytes.ts";

/** What the managed system has and allows. */
export interface ManagedSystemOptions {
  /** The suites it takes; another is refused with 11h. All of 0–19 when left out. */
  readonly suites?: readonly CipherSuiteId[];
  readonly password?: string;
  readonly kg?: Uint8Array;
  readonly dialect?: KeyDialect;
  /** The highest level that Set Session Privilege Level grants; 81h above it. */
  readonly privilegeLimit?: number;
  /** Draws a new Rc for each RAKP Message 1, as OpenBMC does, and knows the last one only. */
  readonly freshRandoms?: boolean;
  /** Drops packets in the session that do not open; without it they are a failure of the test. */
  readonly dropsSilently?: boolean;
}

/** A request in the session, as it arrived. */
export interface ReceivedRequest {
  readonly request: LanRequest;
  readonly packet: RmcpPlusPacket;
}

type Answers = readonly Uint8Array[];

/** Replaces what the managed system would do; what is left out it does as it should. */
export interface Script {
  openSession?: (request: OpenSessionRequest) => Answers;
  rakpMessage1?: (message: RakpMessage1) => Answers;
  rakpMessage3?: (message: RakpMessage3) => Answers;
  command?: (request: LanRequest) => Answers;
}

/** A managed system that a test scripts: the other side of core's packets, with the order of steps and nothing more. */
export class ScriptedManagedSystem {
  script: Script = {};
  readonly openSessionRequests: OpenSessionRequest[] = [];
  readonly rakpMessages1: RakpMessage1[] = [];
  readonly rakpMessages3: RakpMessage3[] = [];
  readonly requests: ReceivedRequest[] = [];
  /** Datagrams that belong to no session and are no handshake: pings, GCAC, GCCS. */
  readonly outsideSession: Uint8Array[] = [];
  /** SIDm of the newest Open Session Request. */
  remoteConsoleSessionId = 0;
  managedSystemSessionId = 0x02000000;
  #suite: CipherSuite = cipherSuites[0]!;
  #managedSystemRandom: Uint8Array = scriptedBytes(16, 0xc0);
  #keys: HandshakeKeys | undefined;
  #exchange: RakpExchange | undefined;
  #session:
    | { readonly sealer: SessionSealer; readonly opener: SessionOpener; readonly protection: SessionProtection }
    | undefined;
  readonly #options: ManagedSystemOptions;
  readonly #guid = fromHex("a123456789abcdefa123456789abcdef");

  constructor(options: ManagedSystemOptions = {}) {
    this.#options = options;
  }

  /** Takes a datagram and gives the answers. */
  receive(datagram: Uint8Array): Answers {
    const packet = parsePacket(datagram);
    if (typeof packet === "string") throw new Error(`the engine sent what is ${packet}`);
    if (packet.kind !== "rmcpPlus" || (packet.sessionId === 0 && packet.payloadType === PayloadType.ipmiMessage)) {
      this.outsideSession.push(datagram);
      return [];
    }
    if (packet.sessionId !== 0) return this.#receiveInSession(packet);
    const payload = openOutsideSession(packet)!;
    switch (packet.payloadType) {
      case PayloadType.openSessionRequest: {
        const request = decodeFromBytes(openSessionRequest, payload, "Open Session Request");
        this.openSessionRequests.push(request);
        if (request.remoteConsoleSessionId !== this.remoteConsoleSessionId) this.managedSystemSessionId += 1;
        this.remoteConsoleSessionId = request.remoteConsoleSessionId;
        return this.script.openSession?.(request) ?? [this.openSessionAnswer(request)];
      }
      case PayloadType.rakpMessage1: {
        const message = decodeFromBytes(rakpMessage1, payload, "RAKP Message 1");
        this.rakpMessages1.push(message);
        return this.script.rakpMessage1?.(message) ?? [this.rakpMessage2(message)];
      }
      case PayloadType.rakpMessage3: {
        const message = decodeFromBytes(rakpMessage3, payload, "RAKP Message 3");
        this.rakpMessages3.push(message);
        if (message.status !== 0) return [];
        return this.script.rakpMessage3?.(message) ?? [this.rakpMessage4(message)];
      }
      default:
        throw new Error(`the engine sent payload type ${packet.payloadType} outside a session`);
    }
  }

  /** The Open Session Response to a request: as it should be, but for `changes`; 11h for a suite that it does not take. */
  openSessionAnswer(request: OpenSessionRequest, changes: Partial<OpenSessionAcceptance> = {}): Uint8Array {
    const suite = cipherSuites.find(
      ({ authentication, integrity, confidentiality }) =>
        authentication === request.authenticationAlgorithm &&
        integrity === request.integrityAlgorithm &&
        confidentiality === request.confidentialityAlgorithm,
    )!;
    if (this.#options.suites?.includes(suite.id) === false) {
      return this.refusal(PayloadType.openSessionResponse, request.messageTag, 0x11);
    }
    this.#suite = suite;
    return sealOutsideSession(
      PayloadType.openSessionResponse,
      encodeToBytes(openSessionResponse, {
        status: 0,
        messageTag: request.messageTag,
        maximumPrivilegeLevel: request.requestedMaximumPrivilegeLevel,
        remoteConsoleSessionId: request.remoteConsoleSessionId,
        managedSystemSessionId: this.managedSystemSessionId,
        authenticationAlgorithm: suite.authentication,
        integrityAlgorithm: suite.integrity,
        confidentialityAlgorithm: suite.confidentiality,
        ...changes,
      }),
    );
  }

  /** RAKP Message 2 to a message 1: as it should be, but for `changes`. */
  rakpMessage2(message: RakpMessage1, changes: Partial<RakpMessage2Acceptance> = {}): Uint8Array {
    const { password = "secret", kg = new Uint8Array(0), dialect = standardKeyDialect } = this.#options;
    if (this.#options.freshRandoms) this.#managedSystemRandom = scriptedBytes(16, 0xc0 + this.rakpMessages1.length);
    this.#exchange = {
      remoteConsoleSessionId: this.remoteConsoleSessionId,
      managedSystemSessionId: this.managedSystemSessionId,
      remoteConsoleRandom: message.remoteConsoleRandom,
      managedSystemRandom: this.#managedSystemRandom,
      managedSystemGuid: this.#guid,
      role: message.role,
      // Who has names padded knows them without the pad, too.
      username: dialect.usernamePadding === "none" ? message.username : message.username.filter((byte) => byte !== 0),
    };
    this.#keys = new HandshakeKeys(this.#suite, this.#exchange, { password: fromText(password), kg }, dialect);
    return sealOutsideSession(
      PayloadType.rakpMessage2,
      encodeToBytes(rakpMessage2, {
        status: 0,
        messageTag: message.messageTag,
        remoteConsoleSessionId: this.remoteConsoleSessionId,
        managedSystemRandom: this.#managedSystemRandom,
        managedSystemGuid: this.#guid,
        keyExchangeAuthenticationCode: this.#keys.rakpMessage2Code(),
        ...changes,
      }),
    );
  }

  /** RAKP Message 4 to a message 3, which opens the session: as it should be, but for `changes`; 0Fh for a wrong code. */
  rakpMessage4(message: RakpMessage3, changes: Partial<RakpMessage4Acceptance> = {}): Uint8Array {
    const expected = this.#keys!.rakpMessage3Code();
    if (!expected.every((byte, at) => byte === message.keyExchangeAuthenticationCode[at])) {
      return this.refusal(PayloadType.rakpMessage4, message.messageTag, 0x0f);
    }
    this.openSession();
    return sealOutsideSession(PayloadType.rakpMessage4, this.rakpMessage4Payload(message, changes));
  }

  /** The payload of RAKP Message 4, for those who put it somewhere else. */
  rakpMessage4Payload(message: RakpMessage3, changes: Partial<RakpMessage4Acceptance> = {}): Uint8Array {
    return encodeToBytes(rakpMessage4, {
      status: 0,
      messageTag: message.messageTag,
      remoteConsoleSessionId: this.remoteConsoleSessionId,
      integrityCheckValue: this.#keys!.rakpMessage4Icv(),
      ...changes,
    });
  }

  /** A refusal of 8 bytes, with our SIDm unless another is given; of 2 bytes for `undefined`. */
  refusal(payloadType: number, messageTag: number, status: number, ...sidm: [id?: number | "none"]): Uint8Array {
    const [id = this.remoteConsoleSessionId] = sidm;
    const named = id === "none" ? {} : { remoteConsoleSessionId: id };
    const value = { status, messageTag, ...named } as HandshakeRefusal;
    return sealOutsideSession(payloadType, encodeToBytes(openSessionResponse, value));
  }

  /** Makes the session's ends from what the handshake agreed on. */
  openSession(): void {
    const protection = this.#keys!.createProtection(() => scriptedBytes(16, this.#session?.sealer.sequenceNumber ?? 0));
    this.#session = {
      sealer: new SessionSealer(this.remoteConsoleSessionId, protection),
      opener: new SessionOpener(this.managedSystemSessionId, protection),
      protection,
    };
  }

  /** The session's algorithms, primed: to seal what the managed system itself would not. */
  get protection(): SessionProtection {
    return this.#session!.protection;
  }

  /** The keys of the newest exchange. */
  exposeKeys(): { readonly sik: Uint8Array; readonly k1: Uint8Array; readonly k2: Uint8Array } {
    return this.#keys!.exposeKeys();
  }

  /** One packet in the session. */
  seal(payloadType: number, payload: Uint8Array): Uint8Array {
    return this.#session!.sealer.seal(payloadType, payload);
  }

  /** One packet in the session with a session sequence number of the test's choice; the system's own count stays. */
  sealNumbered(sequenceNumber: number, payload: Uint8Array, payloadType: number = PayloadType.ipmiMessage): Uint8Array {
    return new SessionSealer(this.remoteConsoleSessionId, this.protection, sequenceNumber - 1).seal(
      payloadType,
      payload,
    );
  }

  /** The response to a request, sealed. */
  respond(request: LanRequest, completionCode = 0, data: Uint8Array = new Uint8Array(0)): Uint8Array {
    return this.seal(PayloadType.ipmiMessage, responseTo(request, { completionCode, data }));
  }

  #receiveInSession(packet: RmcpPlusPacket): Answers {
    if (packet.sessionId !== this.managedSystemSessionId) throw new Error("the engine wrote a wrong session ID");
    const opened = this.#session?.opener.open(packet);
    if (opened === undefined) return []; // a session that was never opened here
    if (!opened.ok && this.#options.dropsSilently) return [];
    if (!opened.ok) throw new Error(`the engine sent what is ${opened.reason}`);
    if (opened.payloadType !== PayloadType.ipmiMessage) return [];
    const request = decodeLanRequest(opened.payload);
    this.requests.push({ request, packet });
    return this.script.command?.(request) ?? this.execute(request);
  }

  /** What it answers unless a script does: Set Session Privilege Level, Close Session, Get Device ID; C1h to the rest. */
  execute(request: LanRequest): Answers {
    const { privilegeLimit = 4 } = this.#options;
    switch (request.netFn === 0x06 ? request.cmd : undefined) {
      case 0x3b: {
        const level = request.data[0]! || 2;
        return [level > privilegeLimit ? this.respond(request, 0x81) : this.respond(request, 0, Uint8Array.of(level))];
      }
      case 0x3c:
        return [this.respond(request)];
      case 0x01:
        return [this.respond(request, 0, fromHex("20010908029f9112 00020f".replace(" ", "")))];
      default:
        return [this.respond(request, 0xc1)];
    }
  }
}

/** The LAN message that answers a request, but for `changes`. */
export function responseTo(request: LanRequest, changes: Partial<LanResponse> = {}): Uint8Array {
  const { rqAddr, netFn, rqLun, rsAddr, rqSeq, rsLun, cmd } = request;
  return encodeToBytes(lanResponse, {
    ...{ rqAddr, netFn: netFn | 1, rqLun, rsAddr, rqSeq, rsLun, cmd },
    completionCode: 0,
    data: new Uint8Array(0),
    ...changes,
  });
}

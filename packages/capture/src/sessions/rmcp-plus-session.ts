import {
  type CipherSuite,
  cipherSuites,
  decodeFromBytes,
  openSessionRequest,
  openSessionResponse,
  PayloadType,
  type RakpExchange,
  type RakpMessage1,
  type RmcpPlusPacket,
  rakpMessage1,
  rakpMessage2,
  rakpMessage3,
  rakpMessage4,
  rmcpStatusName,
} from "@ruipmi/core/wire";
import { type Credentials, passwordsOf } from "./credentials.ts";
import { KeyCandidates } from "./key-candidates.ts";
import { plainPayload, type ReadPayload, type Role, type SessionState } from "./session.ts";

/** How many RAKP messages of a kind a session may have: each brings more to try. */
const maxRakpMessages = 8;

/**
 * One RMCP+ session, followed from its Open Session Request on. Each method takes a message that belongs to it; a
 * message that cannot be decoded throws `MalformedMessageError` and changes nothing.
 */
export class RmcpPlusSession {
  readonly #credentials: Credentials;
  /** Newest first. */
  readonly #rakpMessages1: RakpMessage1[] = [];
  #keys: KeyCandidates | undefined;
  #rakpMessages2 = 0;
  #consoleRakp3Valid: boolean | undefined;

  /** How far it came. */
  state: SessionState = "opening";
  /** Why it did not open. */
  refusal: string | undefined;
  /** SIDm. */
  remoteConsoleSessionId = 0;
  /** SIDc; `undefined` before the Open Session Response. */
  managedSystemSessionId: number | undefined;
  /** The suite agreed on; `undefined` before. */
  suite: CipherSuite | undefined;
  /** The number of the suite asked for, where the request names one of the standard ones. */
  proposedSuiteId: number | undefined;
  /** Whether the managed system has a BMC key that is not among those given. */
  kgUnknown = false;
  /** Whether a password given is the managed system's. */
  passwordValid: boolean | undefined;

  /** @param credentials - what is known of the secrets; its bytes are not changed */
  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  /** The user's name, once RAKP Message 1 told. */
  get username(): Uint8Array | undefined {
    return this.#rakpMessages1[0]?.username;
  }

  /** Whether the remote console knew the password, by its RAKP Message 3. */
  get consolePasswordValid(): boolean | undefined {
    return this.#consoleRakp3Valid;
  }

  /** Whether a BMC key was given and fits. */
  get usesKg(): boolean {
    return this.state !== "opening" && this.#keys?.usesKg === true;
  }

  /** The password that fits; the credentials' own bytes. */
  get password(): Uint8Array | undefined {
    return this.passwordValid === true ? this.#keys?.password : undefined;
  }

  /** Whether a request asks for the suite that was asked for before. */
  proposes(request: Parameters<typeof suiteOf>[0]): boolean {
    return this.proposedSuiteId !== undefined && suiteOf(request)?.id === this.proposedSuiteId;
  }

  /** Takes a message of the handshake. Says whether the code it carries is right; `undefined` where it carries none, or nobody knows. */
  handshake(payloadType: number, payload: Uint8Array): boolean | undefined {
    switch (payloadType) {
      case PayloadType.openSessionRequest:
        return this.#openSessionRequest(payload);
      case PayloadType.openSessionResponse:
        return this.#openSessionResponse(payload);
      case PayloadType.rakpMessage1: {
        const message = decodeFromBytes(rakpMessage1, payload, "RAKP Message 1");
        // Of several that were offered the remote console takes the one that came first, late ones may come behind.
        this.managedSystemSessionId = message.managedSystemSessionId;
        if (this.#rakpMessages1.length >= maxRakpMessages) this.#rakpMessages1.pop();
        this.#rakpMessages1.unshift(message);
        return undefined;
      }
      case PayloadType.rakpMessage2:
        return this.#rakpMessage2(payload);
      case PayloadType.rakpMessage3:
        return this.#rakpMessage3(payload);
      case PayloadType.rakpMessage4:
        return this.#rakpMessage4(payload);
      default:
        return undefined;
    }
  }

  /** Reads a packet of the open session. */
  read(from: Role, packet: RmcpPlusPacket): ReadPayload {
    const { payloadType, encrypted, authenticated } = packet;
    const isProtected = encrypted || authenticated;
    const found = isProtected ? this.#keys?.protectionFor(from, packet) : undefined;
    const authCodeValid = authenticated ? found?.isRight : undefined;
    if (!encrypted) return { payloadType, payload: plainPayload(packet), decrypted: false, authCodeValid };
    const { cipher } = found?.protection ?? {};
    // Where the AuthCode is wrong the keys are, or the packet: what would come out is noise.
    const sealed = packet.datagram.subarray(packet.payloadStart, packet.payloadEnd);
    const isRight = found?.isRight === true;
    const payload = isRight ? cipher?.decrypt(sealed, packet.sessionSequenceNumber) : undefined;
    return { payloadType, payload, decrypted: payload === undefined ? undefined : true, authCodeValid };
  }

  /** Overwrites every key. */
  wipe(): void {
    this.#keys?.wipe();
  }

  #openSessionRequest(payload: Uint8Array): undefined {
    const request = decodeFromBytes(openSessionRequest, payload, "Open Session Request");
    this.remoteConsoleSessionId = request.remoteConsoleSessionId;
    this.proposedSuiteId = suiteOf(request)?.id;
  }

  #openSessionResponse(payload: Uint8Array): undefined {
    const response = decodeFromBytes(openSessionResponse, payload, "Open Session Response");
    if (response.status !== 0) return this.#refused(response.status);
    const suite = suiteOf(response);
    // A repeated answer may name another session of the managed system's: the last one counts, until RAKP Message 1 says
    // which of them the remote console took.
    if (this.#rakpMessages1.length > 0) return undefined;
    this.managedSystemSessionId = response.managedSystemSessionId;
    this.suite = suite;
  }

  #rakpMessage2(payload: Uint8Array): boolean | undefined {
    const message = decodeFromBytes(rakpMessage2, payload, "RAKP Message 2");
    if (message.status !== 0) return this.#refused(message.status);
    const first =
      this.#rakpMessages1.find(({ messageTag }) => messageTag === message.messageTag) ?? this.#rakpMessages1[0];
    const { suite, managedSystemSessionId } = this;
    if (first === undefined || suite === undefined || managedSystemSessionId === undefined) return undefined;
    if (this.#rakpMessages2 >= maxRakpMessages) return undefined;
    this.#rakpMessages2 += 1;
    const exchange: RakpExchange = {
      remoteConsoleSessionId: this.remoteConsoleSessionId,
      managedSystemSessionId,
      remoteConsoleRandom: first.remoteConsoleRandom,
      managedSystemRandom: message.managedSystemRandom,
      managedSystemGuid: message.managedSystemGuid,
      role: first.role,
      username: first.username,
    };
    this.#keys ??= new KeyCandidates(suite, this.#credentials.kgs);
    const passwords = passwordsOf(this.#credentials, first.username);
    // Of several right ones RAKP Message 3 tells which is meant.
    const isRight = this.#keys.addExchange(exchange, passwords, message.keyExchangeAuthenticationCode);
    if (passwords.length === 0 || suite.authentication === 0) return undefined;
    this.passwordValid = this.passwordValid === true || isRight;
    return isRight;
  }

  #rakpMessage3(payload: Uint8Array): boolean | undefined {
    const message = decodeFromBytes(rakpMessage3, payload, "RAKP Message 3");
    if (message.status !== 0) {
      this.#refused(message.status);
      return undefined;
    }
    if (this.#keys === undefined || this.#keys.isEmpty || this.suite?.authentication === 0) return undefined;
    const isRight = this.#keys.verify("rakpMessage3Code", message.keyExchangeAuthenticationCode);
    this.#consoleRakp3Valid = this.#consoleRakp3Valid === true || isRight;
    return isRight;
  }

  #rakpMessage4(payload: Uint8Array): boolean | undefined {
    const message = decodeFromBytes(rakpMessage4, payload, "RAKP Message 4");
    if (message.status !== 0) return this.#refused(message.status);
    this.state = "open";
    this.refusal = undefined;
    if (this.#keys === undefined || this.#keys.isEmpty || this.suite?.authentication === 0) return undefined;
    const isRight = this.#keys.verify("rakpMessage4Icv", message.integrityCheckValue);
    // With the password right, what is left to be wrong is the BMC key (IPMI v2.0 §13.33).
    this.kgUnknown = !isRight && this.passwordValid === true;
    return isRight;
  }

  #refused(status: number): undefined {
    if (this.state !== "opening") return;
    this.state = "refused";
    this.refusal = rmcpStatusName(status);
  }
}

/** The standard suite that three algorithms make. */
function suiteOf(algorithms: {
  readonly authenticationAlgorithm?: number | undefined;
  readonly integrityAlgorithm?: number | undefined;
  readonly confidentialityAlgorithm?: number | undefined;
}): CipherSuite | undefined {
  return cipherSuites.find(
    ({ authentication, integrity, confidentiality }) =>
      authentication === algorithms.authenticationAlgorithm &&
      integrity === algorithms.integrityAlgorithm &&
      confidentiality === algorithms.confidentialityAlgorithm,
  );
}

import {
  AuthenticationAlgorithmId,
  type CipherSuite,
  equalConstantTime,
  HandshakeKeys,
  type KeyDialect,
  keyDialect,
  type RakpExchange,
  type RmcpPlusPacket,
  type SessionProtection,
  standardKeyDialect,
  wipeSessionProtection,
} from "@ruipmi/core/wire";
import type { Role } from "./session.ts";

/** Secrets that a session may have, and what follows from them. */
interface Candidate {
  readonly keys: HandshakeKeys;
  readonly password: Uint8Array;
  readonly hasKg: boolean;
}

/** A code of the handshake behind RAKP Message 2. */
export type HandshakeCode = "rakpMessage3Code" | "rakpMessage4Icv";

/**
 * The keys that a session may have: each password, each BMC key, each way of computing that managed systems are known
 * for, each pair of random numbers that the handshake has. The codes of the handshake and the AuthCodes of the packets
 * tell which it is; the first code leaves one password, so that there are as many as BMC keys, and not passwords times keys.
 */
export class KeyCandidates {
  /** The suite agreed on. */
  readonly suite: CipherSuite;
  readonly #kgs: readonly Uint8Array[];
  #candidates: Candidate[] = [];
  /** The protection of each direction, once a packet told which it is. */
  readonly #chosen = new Map<Role, SessionProtection>();

  /**
   * @param suite - the one agreed on
   * @param kgs - BMC keys that there may be; they are the caller's and not changed
   */
  constructor(suite: CipherSuite, kgs: readonly Uint8Array[]) {
    this.suite = suite;
    this.#kgs = kgs;
  }

  /** Whether there is anything to try. */
  get isEmpty(): boolean {
    return this.#candidates.length === 0;
  }

  /** The password of the keys that are left; `undefined` where none are, or several with different ones. */
  get password(): Uint8Array | undefined {
    const [first, ...others] = this.#candidates;
    return others.every(({ password }) => password === first?.password) ? first?.password : undefined;
  }

  /** Whether all keys that are left use a BMC key. */
  get usesKg(): boolean {
    return !this.isEmpty && this.#candidates.every(({ hasKg }) => hasKg);
  }

  /**
   * Adds what the two sides told each other up to a RAKP Message 2: a managed system may send several. Says whether its
   * code is right with any of the passwords; where it is not, nothing is added.
   *
   * @param passwords - those that the user may have
   * @param code - the message's; without authentication there is none, and no password
   */
  addExchange(exchange: RakpExchange, passwords: readonly Uint8Array[], code: Uint8Array): boolean {
    const { suite } = this;
    if (suite.authentication === AuthenticationAlgorithmId.none) {
      this.#add(exchange, noBytes, noBytes, standardKeyDialect);
      return true;
    }
    const before = this.#candidates.length;
    for (const password of passwords) {
      for (const dialect of dialectsFor(suite)) {
        // No BMC key has a part in this code: with a wrong password none of them need be tried.
        if (!isPassword(new HandshakeKeys(suite, exchange, { password, kg: noBytes }, dialect), code)) continue;
        for (const kg of [noBytes, ...this.#kgs]) this.#add(exchange, password, kg, dialect);
      }
    }
    return this.#candidates.length > before;
  }

  /** Whether a code of the handshake is right with any of the keys; those that it is wrong with are then dropped. */
  verify(code: HandshakeCode, received: Uint8Array): boolean {
    const fits = this.#candidates.filter(({ keys }) => equalConstantTime(keys[code](), received));
    if (fits.length === 0) return false;
    for (const { keys } of this.#candidates.filter((candidate) => !fits.includes(candidate))) keys.wipe();
    this.#candidates = fits;
    return true;
  }

  /** The protection of one direction of the session: the first whose AuthCode is that of the packet. */
  protectionFor(
    from: Role,
    packet: RmcpPlusPacket,
  ): { readonly protection: SessionProtection; readonly isRight: boolean } | undefined {
    const chosen = this.#chosen.get(from);
    if (!packet.authenticated) return this.#forUnauthenticated(chosen);
    if (chosen !== undefined) return { protection: chosen, isRight: isAuthentic(chosen, packet) };
    for (const { keys } of this.#candidates) {
      const protection = keys.createProtection(noIv);
      if (isAuthentic(protection, packet)) {
        this.#chosen.set(from, protection);
        return { protection, isRight: true };
      }
      wipeSessionProtection(protection);
    }
    const [first] = this.#candidates;
    if (first === undefined) return undefined;
    return { protection: first.keys.createProtection(noIv), isRight: false };
  }

  #add(exchange: RakpExchange, password: Uint8Array, kg: Uint8Array, dialect: KeyDialect): void {
    const keys = new HandshakeKeys(this.suite, exchange, { password, kg }, dialect);
    this.#candidates.push({ keys, password, hasKg: kg.some((byte) => byte !== 0) });
  }

  /** What no AuthCode can tell: a payload may go without one where others have it (IPMI v2.0 §24.1), so its padding has to. */
  #forUnauthenticated(
    chosen: SessionProtection | undefined,
  ): { readonly protection: SessionProtection; readonly isRight: boolean } | undefined {
    if (chosen !== undefined) return { protection: chosen, isRight: true };
    const [only, ...others] = this.#candidates;
    if (only === undefined) return undefined;
    return { protection: only.keys.createProtection(noIv), isRight: others.length === 0 };
  }

  /** Overwrites every key. */
  wipe(): void {
    for (const { keys } of this.#candidates) keys.wipe();
    for (const protection of this.#chosen.values()) wipeSessionProtection(protection);
    this.#candidates = [];
    this.#chosen.clear();
  }
}

/** Whether the code of a RAKP Message 2 is right; the keys are done with. */
function isPassword(keys: HandshakeKeys, code: Uint8Array): boolean {
  const isRight = equalConstantTime(keys.rakpMessage2Code(), code);
  keys.wipe();
  return isRight;
}

const noBytes = new Uint8Array(0);

/** The ways of computing that make a difference to this suite. */
function dialectsFor({ authentication }: CipherSuite): readonly KeyDialect[] {
  if (authentication === AuthenticationAlgorithmId.none) return [standardKeyDialect];
  const isMd5 = authentication === AuthenticationAlgorithmId.hmacMd5;
  return [standardKeyDialect, ...(isMd5 ? [keyDialect(["openipmiMd5"])] : []), keyDialect(["intel20"])];
}

/** Whether a packet's trailer and AuthCode are right; any packet of a suite without integrity is. */
function isAuthentic({ authenticator }: SessionProtection, { datagram, payloadEnd }: RmcpPlusPacket): boolean {
  if (authenticator === undefined) return true;
  const authCodeStart = datagram.length - authenticator.authCodeLength;
  if (authCodeStart < payloadEnd + 2) return false;
  // AuthType through Next Header (IPMI v2.0 §13.28.4)
  return authenticator.verify(datagram.subarray(4, authCodeStart), datagram.subarray(authCodeStart));
}

/** Nothing is encrypted here. */
function noIv(): Uint8Array {
  return new Uint8Array(16);
}

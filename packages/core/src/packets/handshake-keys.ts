import { type AuthenticationAlgorithm, authenticationAlgorithms } from "../crypto/authentication.ts";
import type { CipherSuite } from "../crypto/cipher-suites.ts";
import type { HmacKey, PrimedHmac } from "../crypto/hash-functions.ts";
import { integrityAlgorithms } from "../crypto/integrity.ts";
import { type KeyDialect, standardKeyDialect } from "../crypto/key-dialect.ts";
import { deriveK, deriveSessionIntegrityKey, integrityKeys, userKey } from "../crypto/keys.ts";
import { type RakpExchange, rakpMessage2Code, rakpMessage3Code, rakpMessage4Icv } from "../crypto/rakp-codes.ts";
import { createSessionProtection, type SessionProtection } from "./session-protection.ts";

/** The secrets a handshake is computed with, as raw bytes. */
export interface HandshakeSecrets {
  /** The user's password, 0 to 20 bytes: Kuid. */
  readonly password: Uint8Array;
  /** The BMC key, 0 to 20 bytes; empty or all zero means one-key login, with the password in its place (IPMI v2.0 §13.33). */
  readonly kg: Uint8Array;
}

/**
 * Every code and key of one handshake, computed once when first asked for: the same for remote console, managed system
 * and capture reader. Holds secrets until it is wiped.
 *
 * @example
 * ```ts
 * const keys = new HandshakeKeys(suite, exchange, { password, kg });
 * if (equalConstantTime(keys.rakpMessage2Code(), message2.keyExchangeAuthenticationCode)) {
 *   const protection = keys.createProtection(drawIv);
 * }
 * keys.wipe();
 * ```
 */
export class HandshakeKeys {
  readonly #suite: CipherSuite;
  readonly #exchange: RakpExchange;
  readonly #dialect: KeyDialect;
  readonly #authentication: AuthenticationAlgorithm;
  readonly #password: Uint8Array;
  readonly #kg: Uint8Array;
  #kuid: Uint8Array | undefined;
  #primedKuid: PrimedHmac | undefined;
  #sik: Uint8Array | undefined;
  #primedSik: PrimedHmac | undefined;

  /**
   * @param suite - the suite agreed on
   * @param exchange - what the two sides told each other up to RAKP Message 2
   * @param secrets - copied
   * @param dialect - how the managed system deviates; the specification when left out
   */
  constructor(
    suite: CipherSuite,
    exchange: RakpExchange,
    secrets: HandshakeSecrets,
    dialect: KeyDialect = standardKeyDialect,
  ) {
    this.#suite = suite;
    this.#exchange = exchange;
    this.#dialect = dialect;
    this.#authentication = authenticationAlgorithms[suite.authentication];
    this.#password = new Uint8Array(secrets.password);
    this.#kg = new Uint8Array(secrets.kg);
  }

  /** The code that RAKP Message 2 must carry (IPMI v2.0 §13.31). */
  rakpMessage2Code(): Uint8Array {
    return rakpMessage2Code(this.#authentication, this.#userHmac(), this.#exchange, this.#dialect);
  }

  /** The code that RAKP Message 3 must carry. */
  rakpMessage3Code(): Uint8Array {
    return rakpMessage3Code(this.#authentication, this.#userHmac(), this.#exchange, this.#dialect);
  }

  /** The integrity check value that RAKP Message 4 must carry. */
  rakpMessage4Icv(): Uint8Array {
    const algorithms = { authentication: this.#authentication, integrity: integrityAlgorithms[this.#suite.integrity] };
    // Where another hash than the session's makes the value (`intel20`), a key primed for this one does not serve.
    const sik = this.#dialect.rakpMessage4Algorithm === "authentication" ? this.#sessionHmac() : this.#sessionKey();
    return rakpMessage4Icv(algorithms, sik, this.#exchange, this.#dialect);
  }

  /** The session's keys, as arrays of the caller's own: for tests, captures and the curious. */
  exposeKeys(): {
    /** The session integrity key. */
    readonly sik: Uint8Array;
    /** Keys integrity. */
    readonly k1: Uint8Array;
    /** Keys confidentiality. */
    readonly k2: Uint8Array;
  } {
    return { sik: this.#sessionKey().slice(), k1: this.#deriveK(1), k2: this.#deriveK(2) };
  }

  /**
   * Primes the session's algorithms.
   *
   * @param drawIv - returns 16 fresh random bytes at each call
   */
  createProtection(drawIv: () => Uint8Array): SessionProtection {
    const k1 = this.#deriveK(1);
    const k2 = this.#deriveK(2);
    const integrity = integrityAlgorithms[this.#suite.integrity];
    const keys = integrityKeys(integrity, { k1, password: this.#password }, this.#dialect);
    const { k1: integrityKey, password } = keys;
    const protection = createSessionProtection(this.#suite, { k1: integrityKey, k2, password }, drawIv);
    k1.fill(0);
    k2.fill(0);
    integrityKey.fill(0);
    return protection;
  }

  /** Overwrites every secret; nothing is computed afterwards. */
  wipe(): void {
    this.#password.fill(0);
    this.#kg.fill(0);
    this.#kuid?.fill(0);
    this.#sik?.fill(0);
    this.#primedKuid?.wipe();
    this.#primedSik?.wipe();
  }

  #userHmac(): HmacKey {
    this.#kuid ??= userKey(this.#authentication, this.#password, this.#dialect);
    this.#primedKuid ??= this.#authentication.primeHmac(this.#kuid);
    return this.#primedKuid ?? this.#kuid;
  }

  #sessionKey(): Uint8Array {
    this.#sik ??= this.#deriveSik();
    return this.#sik;
  }

  #sessionHmac(): HmacKey {
    this.#primedSik ??= this.#authentication.primeHmac(this.#sessionKey());
    return this.#primedSik ?? this.#sessionKey();
  }

  #deriveSik(): Uint8Array {
    const oneKey = this.#kg.every((byte) => byte === 0);
    if (oneKey) return deriveSessionIntegrityKey(this.#authentication, this.#userHmac(), this.#exchange, this.#dialect);
    const kg = userKey(this.#authentication, this.#kg, this.#dialect);
    const sik = deriveSessionIntegrityKey(this.#authentication, kg, this.#exchange, this.#dialect);
    kg.fill(0);
    return sik;
  }

  #deriveK(which: 1 | 2): Uint8Array {
    return deriveK(this.#authentication, this.#sessionHmac(), which, this.#dialect);
  }
}

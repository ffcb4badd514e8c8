import { type CipherSuite, type CipherSuiteId, cipherSuite } from "../crypto/cipher-suites.ts";
import { SecretBytes } from "../crypto/secret-bytes.ts";
import { ApiMisuseError } from "../errors.ts";
import { PrivilegeLevel } from "../wire/privilege-levels.ts";
import { quirks as knownQuirks, type Quirk } from "./quirks.ts";
import { defaultRetryPolicy, type RetryPolicy, resolveRetryPolicy } from "./retry-policy.ts";
import type { Millis } from "./types.ts";

/** What random bytes are drawn for, so that recorded sessions can script them. */
export type RandomPurpose = "sessionId" | "randomNumber" | "iv" | "jitter";

/**
 * The engine's only source of chance: cryptographically strong in production, scripted in tests.
 *
 * @param length - how many bytes to return, exactly. IVs are drawn 16 at a time (256 bytes)
 * @param purpose - what they are for
 */
export type RandomBytes = (length: number, purpose: RandomPurpose) => Uint8Array;

/** All that an engine needs to know. Bytes are copied; secrets are kept out of reach and wiped when the engine closes. */
export interface EngineConfig {
  /** User name as bytes, 0 to 16; empty is the null user (IPMI v2.0 §13.20). */
  readonly username: Uint8Array;
  /** Password as bytes, 0 to 20 (IPMI v2.0 §22.30). */
  readonly password: Uint8Array;
  /** BMC key (Kg) as bytes, 0 to 20, any values; leave out or empty for one-key logins (IPMI v2.0 §13.33). */
  readonly kg?: Uint8Array;
  /** The suites to try in order, as given; 17, then 3, when left out. */
  readonly cipherSuites?: readonly CipherSuiteId[];
  /** Lets `cipherSuites` name suites without authentication or without integrity (0, 1, 6 and 15): anyone on the path can then forge answers and commands. */
  readonly dangerouslyAllowUnprotectedCipherSuites?: boolean;
  /** The privilege level to ask for; administrator when left out. */
  readonly privilegeLevel?: PrivilegeLevel;
  /** Takes a lower level than asked for where the managed system allows no more. Off by default. */
  readonly allowLowerPrivilege?: boolean;
  /** Looks the user up by name alone (true, the default) or by name and privilege level (false) (IPMI v2.0 §13.20). */
  readonly nameOnlyLookup?: boolean;
  /** What is known of the managed system's dialect. */
  readonly quirks?: readonly Quirk[];
  /** When messages are repeated; `defaultRetryPolicy` where left out. */
  readonly retry?: Partial<RetryPolicy>;
  /** Requests in flight at once in the session, 1 to 32; 1 by default, since many managed systems buffer no more than two. */
  readonly maxInFlight?: number;
  /** Requests that may wait besides, 0 to 65535; 64 by default. One more is refused with `queueFull`. */
  readonly maxQueued?: number;
  /** Milliseconds without a request after which a Get Device ID keeps the session alive; 25000 by default, 0 for never. */
  readonly keepaliveInterval?: Millis;
  /** Milliseconds that the two tries of Close Session may take together; 1000 by default. */
  readonly closeBudget?: Millis;
  /** Milliseconds for which an rqSeq rests that may still be answered; 30000 by default. */
  readonly rqSeqRest?: Millis;
  /**
   * Milliseconds for which an rqSeq is not given to the same request again, the same bytes, before 32 others were answered:
   * a managed system that remembers its answers would take that for a repetition and not execute it. 15000 by default. Who
   * asks the same many times at once, or loses many answers, waits for that; one request at a time hardly ever does.
   */
  readonly repetitionRest?: Millis;
  /** Reports every message sent and accepted as a `message` event. Off by default. */
  readonly traceMessages?: boolean;
  /** The source of randomness. */
  readonly randomBytes: RandomBytes;
}

/** A checked configuration with nothing left to default. */
export interface ResolvedConfig {
  readonly username: Uint8Array;
  readonly password: SecretBytes;
  readonly kg: SecretBytes;
  readonly cipherSuites: readonly CipherSuite[];
  readonly privilegeLevel: PrivilegeLevel;
  readonly allowLowerPrivilege: boolean;
  readonly nameOnlyLookup: boolean;
  readonly quirks: ReadonlySet<Quirk>;
  readonly retry: RetryPolicy;
  readonly maxInFlight: number;
  readonly maxQueued: number;
  readonly keepaliveInterval: Millis;
  readonly closeBudget: Millis;
  readonly rqSeqRest: Millis;
  readonly repetitionRest: Millis;
  readonly traceMessages: boolean;
  readonly randomBytes: RandomBytes;
}

/** The suites tried when none are named: 17, then 3; never lower by itself. */
export const defaultCipherSuites: readonly CipherSuiteId[] = [17, 3];

/** The longest user name, in bytes (IPMI v2.0 §13.20). */
export const maxUsernameLength = 16;
/** The longest password, in bytes (IPMI v2.0 §22.30). */
export const maxPasswordLength = 20;
/** The longest BMC key, in bytes (IPMI v2.0 §13.33). */
export const maxKgLength = 20;

/**
 * Checks a configuration, copies its bytes and fills in the defaults.
 *
 * @throws {@link ApiMisuseError} that names the field and what it may be; nothing is ever cut to fit
 */
export function resolveConfig(config: EngineConfig): ResolvedConfig {
  const privilegeLevel = config.privilegeLevel ?? PrivilegeLevel.administrator;
  requireWhole("privilegeLevel", privilegeLevel, PrivilegeLevel.callback, PrivilegeLevel.oem);
  if (typeof config.randomBytes !== "function") {
    throw new ApiMisuseError("invalidArgument", "randomBytes is a function (length, purpose) => Uint8Array");
  }
  const username = requireBytes("username", config.username, maxUsernameLength);
  const password = requireBytes("password", config.password, maxPasswordLength);
  const kg = requireBytes("kg", config.kg ?? new Uint8Array(0), maxKgLength);
  return {
    username: Uint8Array.from(username),
    cipherSuites: resolveCipherSuites(config),
    privilegeLevel,
    allowLowerPrivilege: config.allowLowerPrivilege ?? false,
    nameOnlyLookup: config.nameOnlyLookup ?? true,
    quirks: new Set((config.quirks ?? []).map(requireQuirk)),
    retry: resolveRetryPolicy(config.retry ?? {}, defaultRetryPolicy),
    maxInFlight: requireWhole("maxInFlight", config.maxInFlight ?? 1, 1, 32),
    maxQueued: requireWhole("maxQueued", config.maxQueued ?? 64, 0, 65_535),
    keepaliveInterval: requireMillis("keepaliveInterval", config.keepaliveInterval ?? 25_000, 0),
    closeBudget: requireMillis("closeBudget", config.closeBudget ?? 1000, 2),
    rqSeqRest: requireMillis("rqSeqRest", config.rqSeqRest ?? 30_000, 1),
    repetitionRest: requireMillis("repetitionRest", config.repetitionRest ?? 15_000, 0),
    traceMessages: config.traceMessages ?? false,
    randomBytes: config.randomBytes,
    // Last: where something else does not fit, no copy of a secret is left behind.
    password: new SecretBytes(password),
    kg: new SecretBytes(kg),
  };
}

function resolveCipherSuites(config: EngineConfig): readonly CipherSuite[] {
  const ids = config.cipherSuites ?? defaultCipherSuites;
  if (ids.length === 0 || ids.length > 20) {
    throw new ApiMisuseError("invalidArgument", "cipherSuites names 1 to 20 suites, or is left out for 17 and 3");
  }
  return ids.map((id) => {
    const suite = cipherSuite(id);
    if (suite === undefined) {
      throw new ApiMisuseError(
        "invalidArgument",
        `cipherSuites: ${String(id)} is not a cipher suite; they are 0 to 19`,
      );
    }
    if (suite.integrity === 0 && config.dangerouslyAllowUnprotectedCipherSuites !== true) {
      throw new ApiMisuseError(
        "invalidArgument",
        `cipherSuites: suite ${id} leaves the session without integrity; set dangerouslyAllowUnprotectedCipherSuites to use it`,
      );
    }
    return suite;
  });
}

function requireQuirk(quirk: Quirk): Quirk {
  if (knownQuirks.includes(quirk)) return quirk;
  throw new ApiMisuseError("invalidArgument", `quirks: ${String(quirk)} is not one of ${knownQuirks.join(", ")}`);
}

function requireBytes(field: string, bytes: Uint8Array, maxLength: number): Uint8Array {
  if (!(bytes instanceof Uint8Array)) throw new ApiMisuseError("invalidArgument", `${field} is a Uint8Array`);
  if (bytes.length > maxLength) {
    throw new ApiMisuseError("invalidArgument", `${field} has ${bytes.length} bytes; it may have at most ${maxLength}`);
  }
  return bytes;
}

function requireWhole(field: string, value: number, low: number, high: number): number {
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw new ApiMisuseError("invalidArgument", `${field} is a whole number from ${low} to ${high}, not ${value}`);
}

function requireMillis(field: string, value: number, low: number): Millis {
  if (value >= low && value <= 86_400_000) return value;
  throw new ApiMisuseError("invalidArgument", `${field} is ${low} to 86400000 milliseconds, not ${value}`);
}

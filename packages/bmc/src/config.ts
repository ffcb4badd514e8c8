import { ApiMisuseError, maxKgLength, maxPasswordLength, maxUsernameLength } from "@ruipmi/core";
import { type CipherSuite, type CipherSuiteId, cipherSuite, PrivilegeLevel, SecretBytes } from "@ruipmi/core/wire";
import { type AccountsState, findChannel, lanChannel } from "./device/accounts/index.ts";
import { type BmcDevice, createDevice } from "./device/device.ts";
import { createSel } from "./device/sel/index.ts";
import { type Faults, noFaults } from "./faults.ts";
import type { Millis } from "./types.ts";
import { type BmcUser, maxNamedUsers, UserTable } from "./users.ts";

/** What random bytes are drawn for, so that recorded sessions can script them. */
export type BmcRandomPurpose = "sessionId" | "randomNumber" | "iv";

/**
 * The engine's only source of chance: cryptographically strong in production, scripted in tests. What is made for
 * `IpmiEngine` fits.
 *
 * @param length - how many bytes to return, exactly. IVs are drawn 16 at a time (256 bytes)
 * @param purpose - what they are for
 */
export type BmcRandomBytes = (length: number, purpose: BmcRandomPurpose) => Uint8Array;

/** Which commands a managed system answers by itself. */
export type BuiltInCommands = "all" | "session";

/** All that a managed system needs to know. Bytes are copied; secrets are kept out of reach and wiped on `close`. */
export interface BmcConfig {
  /**
   * Who may open sessions, at most 62 with a name. The null user becomes user ID 1, the others follow from 2 in their
   * order; the users the device had give way.
   */
  readonly users: readonly BmcUser[];
  /** BMC key (Kg), 0 to 20 bytes of any values; leave out or empty for one-key logins (IPMI v2.0 §13.33). */
  readonly kg?: Uint8Array;
  /** The suites enabled, the preferred first; 3 and 17 when left out. */
  readonly cipherSuites?: readonly CipherSuiteId[];
  /** GUIDc, 16 bytes in the order of the wire; the device's when left out. */
  readonly guid?: Uint8Array;
  /** The highest level on the LAN channel, whatever the user's; the device's when left out: administrator. */
  readonly channelPrivilegeLimit?: PrivilegeLevel;
  /**
   * So many refused RAKP Messages 3 in a row suspend a user, 0 to 255; the device's when left out: 0, never. How long is
   * the device's `accounts.badPasswords`.
   */
  readonly badPasswordThreshold?: number;
  /** How many sessions may be open, 1 to 1024; 16 by default. One more is refused with 01h. */
  readonly maxSessions?: number;
  /** How many handshakes may be under way besides, 1 to 4096; 64 by default. One more takes the place of the oldest that had its second. */
  readonly maxHandshakes?: number;
  /** Milliseconds without a message after which an open session ends; 60000 by default (IPMI v2.0 §6.12.15). */
  readonly sessionIdleTimeout?: Millis;
  /** Milliseconds that a handshake may take; 10000 by default. */
  readonly handshakeTimeout?: Millis;
  /** Milliseconds for which an answer is kept for repetitions of its request, from the last of them on; 10000 by default, which is longer than remote consoles wait between two tries; 0 for never. */
  readonly repeatWindow?: Millis;
  /**
   * What the machine's clock shows at the engine's first input, in seconds since 1970. When left out, the device's own
   * clock holds: 2025-01-01 00:00:00 UTC where nobody set it.
   */
  readonly startTime?: number;
  /**
   * Which commands are answered without a handler of yours: `all` when left out; with `session` only those that sessions
   * are made of (Set Session Privilege Level, Close Session, Get Channel Authentication Capabilities, Get Channel Cipher
   * Suites), so that everything else reaches {@link BmcEngine.handleRaw}.
   */
  readonly builtInCommands?: BuiltInCommands;
  /** The machine behind it; the engine uses this very object. {@link createDevice} when left out. */
  readonly device?: BmcDevice;
  /** What is wrong from the beginning. */
  readonly faults?: Partial<Faults>;
  /** What moves by itself (the sensors) moves the same way for the same seed, 0 to 4294967295; 1 by default. */
  readonly seed?: number;
  /** The source of randomness. */
  readonly randomBytes: BmcRandomBytes;
}

/** A checked configuration with nothing left to default. */
export interface ResolvedBmcConfig {
  readonly users: UserTable;
  /** Set Channel Security Keys puts another in its place. */
  kg: SecretBytes;
  readonly cipherSuites: readonly CipherSuite[];
  readonly maxSessions: number;
  readonly maxHandshakes: number;
  readonly sessionIdleTimeout: Millis;
  readonly handshakeTimeout: Millis;
  readonly repeatWindow: Millis;
  readonly builtInCommands: BuiltInCommands;
  readonly device: BmcDevice;
  readonly faults: Faults;
  readonly seed: number;
  readonly randomBytes: BmcRandomBytes;
}

/** The suites enabled when none are named. */
export const defaultBmcCipherSuites: readonly CipherSuiteId[] = [3, 17];

/**
 * Checks a configuration, copies its bytes and fills in the defaults.
 *
 * @throws `ApiMisuseError` that names the field and what it may be
 */
export function resolveBmcConfig(config: BmcConfig): ResolvedBmcConfig {
  if (typeof config.randomBytes !== "function") {
    throw misuse("randomBytes is a function (length, purpose) => Uint8Array");
  }
  const device =
    config.device ?? createDevice(config.startTime === undefined ? {} : { sel: createSel(config.startTime) });
  if (config.startTime !== undefined) {
    const seconds = whole("startTime", config.startTime, 0, 0xfffffffe);
    device.sel.clock = { seconds, setAt: undefined };
  }
  if (config.guid !== undefined) device.guid = Uint8Array.from(checkedBytes("guid", config.guid, 16));
  setAccountLimits(device.accounts, config);
  if (device.guid.length !== 16) throw misuse(`guid has ${device.guid.length} bytes; it has 16`);
  const users = checkedUsers(config.users);
  const kg = checkedBytes("kg", config.kg ?? new Uint8Array(0), maxKgLength);
  return {
    cipherSuites: checkedSuites(config.cipherSuites ?? defaultBmcCipherSuites),
    maxSessions: whole("maxSessions", config.maxSessions ?? 16, 1, 1024),
    maxHandshakes: whole("maxHandshakes", config.maxHandshakes ?? 64, 1, 4096),
    sessionIdleTimeout: millis("sessionIdleTimeout", config.sessionIdleTimeout ?? 60_000, 1),
    handshakeTimeout: millis("handshakeTimeout", config.handshakeTimeout ?? 10_000, 1),
    repeatWindow: millis("repeatWindow", config.repeatWindow ?? 10_000, 0),
    builtInCommands: builtInCommands(config.builtInCommands ?? "all"),
    device,
    faults: { ...noFaults, ...config.faults },
    seed: whole("seed", config.seed ?? 1, 0, 0xffffffff),
    randomBytes: config.randomBytes,
    // Last: where something else does not fit, no copy of a secret is left behind.
    users: new UserTable(device.accounts, users),
    kg: new SecretBytes(kg),
  };
}

function builtInCommands(which: BuiltInCommands): BuiltInCommands {
  if (which === "all" || which === "session") return which;
  throw misuse(`builtInCommands is all or session, not ${String(which)}`);
}

function setAccountLimits(accounts: AccountsState, config: BmcConfig): void {
  const { channelPrivilegeLimit, badPasswordThreshold } = config;
  if (channelPrivilegeLimit !== undefined) {
    const privilegeLimit = checkedLevel("channelPrivilegeLimit", channelPrivilegeLimit);
    const access = findChannel(accounts, lanChannel)?.access;
    if (access === undefined) throw misuse("channelPrivilegeLimit needs a device with a LAN channel");
    access.present.privilegeLimit = privilegeLimit;
    access.nonVolatile.privilegeLimit = privilegeLimit;
  }
  if (badPasswordThreshold !== undefined)
    accounts.badPasswords.threshold = whole("badPasswordThreshold", badPasswordThreshold, 0, 255);
}

function checkedUsers(users: readonly BmcUser[]): readonly BmcUser[] {
  if (!Array.isArray(users)) throw misuse("users is a list");
  const checked = users.map((user: BmcUser, index) => ({
    name: checkedBytes(`users[${index}].name`, user.name, maxUsernameLength),
    password: checkedBytes(`users[${index}].password`, user.password, maxPasswordLength),
    privilegeLimit: checkedLevel(`users[${index}].privilegeLimit`, user.privilegeLimit),
  }));
  const hasNullUser = checked.some(({ name }) => name.length === 0);
  if (checked.length - (hasNullUser ? 1 : 0) > maxNamedUsers)
    throw misuse(`users is a list of at most ${maxNamedUsers} besides the null user`);
  return checked;
}

function checkedSuites(ids: readonly CipherSuiteId[]): readonly CipherSuite[] {
  if (ids.length === 0) throw misuse("cipherSuites names at least one suite, or is left out for 3 and 17");
  return [...new Set(ids)].map((id) => {
    const suite = cipherSuite(id);
    if (suite === undefined) throw misuse(`cipherSuites: ${String(id)} is not a cipher suite; they are 0 to 19`);
    return suite;
  });
}

function checkedLevel(field: string, level: PrivilegeLevel): PrivilegeLevel {
  whole(field, level, PrivilegeLevel.callback, PrivilegeLevel.oem);
  return level;
}

function checkedBytes(field: string, bytes: Uint8Array, maxLength: number): Uint8Array {
  if (!(bytes instanceof Uint8Array)) throw misuse(`${field} is a Uint8Array`);
  if (bytes.length > maxLength) throw misuse(`${field} has ${bytes.length} bytes; it may have at most ${maxLength}`);
  return bytes;
}

function whole(field: string, value: number, low: number, high: number): number {
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw misuse(`${field} is a whole number from ${low} to ${high}, not ${value}`);
}

function millis(field: string, value: Millis, low: number): Millis {
  if (value >= low && value <= 86_400_000) return value;
  throw misuse(`${field} is ${low} to 86400000 milliseconds, not ${value}`);
}

function misuse(message: string): ApiMisuseError {
  return new ApiMisuseError("invalidArgument", message);
}

import { isIPv6 } from "node:net";
import type { Faults } from "@ruipmi/bmc";
import {
  type BridgePath,
  type CipherSuiteId,
  quirks as knownQuirks,
  maxPasswordLength,
  maxUsernameLength,
  type PrivilegeLevel,
  type Quirk,
  type RetryPolicy,
} from "@ruipmi/core";
import type { IpFamily } from "@ruipmi/transport-node";
import { UsageError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { type CaptureOptions, parseCaptureOptions } from "./capture-options.ts";
import { type KgSource, requireKg } from "./kg.ts";
import { type OptionKey, type OptionScope, optionName, optionTable } from "./option-table.ts";
import type { PasswordSource } from "./password.ts";
import { parseSimAddresses } from "./sim-addresses.ts";
import { parseFaults } from "./sim-fault.ts";
import { defaultSimUser, parseSimUser, type SimUser } from "./sim-user.ts";
import * as values from "./values.ts";

/** The options of a command line, understood and checked. */
export interface Options {
  /** Host name or address; absent when not given. */
  readonly host?: string;
  /** UDP port; absent for the command's own default. */
  readonly port?: number;
  /** User name, 0 to 16 bytes. */
  readonly username: Uint8Array;
  /** Where the password comes from. */
  readonly passwordSource: PasswordSource;
  /** Suites to try in order; absent for the library's default. */
  readonly cipherSuites?: readonly CipherSuiteId[];
  /** Privilege level to ask for; absent for the library's default. */
  readonly privilegeLevel?: PrivilegeLevel;
  /** Whether a lower level will do. */
  readonly allowLowerPrivilege: boolean;
  /** Whether users are looked up by name and level together: what a `+` after the word of `-L` says. */
  readonly namePrivilegeLookup: boolean;
  /** Where the BMC key comes from. */
  readonly kgSource: KgSource;
  /** To another controller. */
  readonly bridge?: BridgePath;
  /** The logical unit of `raw`, 0 to 3; absent for 0. */
  readonly lun?: number;
  /** The only family of addresses that a name may have; absent for either. */
  readonly family?: IpFamily;
  /** The file of the SDR cache, from `-S`; absent for the usual one. */
  readonly sdrCacheFile?: string;
  /** Whether an SDR cache is read and written at all. */
  readonly usesSdrCache: boolean;
  /** The escape character of `sol activate`: one character. */
  readonly escapeCharacter: string;
  /** The file that `sol activate` adds what it shows to; absent for none. */
  readonly consoleLog?: string;
  /** Whether `sol activate` begins anew when its session or console is lost. */
  readonly reconnect: boolean;
  /** Whether every question is answered with yes. */
  readonly yes: boolean;
  /** Whether results are comma separated values. */
  readonly csv: boolean;
  /** Whether dates are shown in UTC. */
  readonly utc: boolean;
  /** What `-N` and `-R` say. */
  readonly retry: Partial<RetryPolicy>;
  /** What `-W` says. */
  readonly quirks: readonly Quirk[];
  /** The users of `sim`. */
  readonly simUsers: readonly SimUser[];
  /** The suites of `sim`. */
  readonly simSuites: readonly CipherSuiteId[];
  /** Where `sim` listens: a BMC at each. */
  readonly simAddresses: readonly string[];
  /** The file that describes the machine of `sim`; absent for the default one. */
  readonly simDevice?: string;
  /** What is wrong with the BMCs of `sim`. */
  readonly simFaults: Partial<Faults>;
  /** What the machines of `sim` differ by from those of another seed. */
  readonly simSeed: number;
  /** The file with what the BMCs of `sim` answer; absent for what they answer by themselves. */
  readonly simCassette?: string;
  /** The completion code for what is not in that file, 1 to 255; absent for C1h. */
  readonly simUnknown?: number;
  /** What the commands about captures take; absent for others. */
  readonly capture?: CaptureOptions;
  /** How often `-v` was given. */
  readonly verbosity: number;
  /** Whether results and errors are JSON. */
  readonly json: boolean;
}

/** Nowhere else by default: a managed system with a well-known password has no business on a network. */
const defaultSimAddress = "127.0.0.1";

type Given = ReadonlyMap<OptionKey, readonly string[]>;

/**
 * Understands and checks options. Where one is given twice the last counts, so that an alias can be overruled.
 *
 * @param scope - what the options are meant for: some mean different things in different scopes
 */
export function parseOptions(given: Given, scope: OptionScope = "session"): Options {
  const isCapture = scope.startsWith("capture");
  return {
    ...optional("host", last(given, "host"), parseHost),
    ...optional("port", last(given, "port"), (text) => values.parseWhole("-p", text, 0, 65_535)),
    username: values.requireLength("-U: the user name", values.utf8(last(given, "username") ?? ""), maxUsernameLength),
    passwordSource: parsePasswordSource(given),
    ...optional("cipherSuites", last(given, "cipherSuites"), (text) => values.parseCipherSuites("-C", text, false)),
    ...parseLevel(last(given, "privilegeLevel")),
    allowLowerPrivilege: given.has("allowLowerPrivilege"),
    kgSource: isCapture ? { type: "none" } : parseKgSource(given),
    ...optional("bridge", parseBridge(given), (bridge) => bridge),
    ...optional("lun", last(given, "lun"), (text) => values.parseWhole("-l", text, 0, 3)),
    ...parseFamily(given),
    ...optional("sdrCacheFile", last(given, "sdrCacheFile"), (path) => path),
    usesSdrCache: parseUsesCache(given),
    escapeCharacter: parseEscapeCharacter(last(given, "escapeCharacter") ?? "~"),
    ...optional("consoleLog", last(given, "consoleLog"), (path) => path),
    reconnect: given.has("reconnect"),
    yes: given.has("yes"),
    csv: given.has("csv"),
    utc: given.has("utc"),
    retry: {
      ...optional("firstWait", last(given, "firstWait"), (text) => values.parseSeconds("-N", text)),
      ...optional("tries", last(given, "tries"), (text) => values.parseWhole("-R", text, 1, 100)),
    },
    quirks: parseQuirks(last(given, "quirks")),
    ...parseInterface(last(given, "interface")),
    simUsers: ((isCapture ? undefined : given.get("user")) ?? [defaultSimUser]).map(parseSimUser),
    simSuites: values.parseCipherSuites("--suites", last(given, "simSuites") ?? "0-19", true),
    simAddresses: parseSimAddresses(given.get("simAddress") ?? [defaultSimAddress], given.has("simBeyondLoopback")),
    ...optional("simDevice", last(given, "simDevice"), (path) => path),
    simFaults: parseFaults(given.get("simFault") ?? []),
    ...optional("simCassette", last(given, "simCassette"), (path) => path),
    ...parseSimUnknown(given),
    ...(isCapture ? { capture: parseCaptureOptions(given) } : {}),
    simSeed: values.parseWhole("--seed", last(given, "simSeed") ?? "1", 0, 0xffff_ffff),
    verbosity: given.get("verbose")?.length ?? 0,
    json: given.has("json"),
  };
}

/** Refuses options that would do nothing: what was asked for and is silently left out is worse than an error. */
export function requireScope(given: Given, scope: OptionScope, command: string): void {
  for (const option of optionTable) {
    if (!given.has(option.key) || meansSomething(option.key, scope)) continue;
    const advice = option.key === "captureHost" && scope === "session" ? "-H names the managed system" : "leave it out";
    throw new UsageError(`${optionName(option)} means nothing to ${command}; ${advice}, or see ruipmi help ${command}`);
  }
}

function parseSimUnknown(given: Given): { readonly simUnknown?: number } {
  const code = last(given, "simUnknown");
  if (code === undefined) return {};
  if (!given.has("simCassette")) throw new UsageError("--unknown goes with --cassette: it is for what is not in there");
  return { simUnknown: values.parseWhole("--unknown", code, 1, 0xff) };
}

function meansSomething(key: OptionKey, scope: OptionScope): boolean {
  const rows = optionTable.filter((option) => option.key === key);
  return rows.some(({ scopes }) => scopes.includes("all") || scopes.includes(scope));
}

function last(given: Given, key: OptionKey): string | undefined {
  return given.get(key)?.at(-1);
}

function optional<Key extends string, Raw, Value>(
  key: Key,
  raw: Raw | undefined,
  parse: (raw: Raw) => Value,
): { readonly [K in Key]?: Value } {
  return raw === undefined ? {} : ({ [key]: parse(raw) } as { readonly [K in Key]?: Value });
}

function parseHost(text: string): string {
  // Brackets are how addresses with colons are written where a port may follow.
  const bracketed = /^\[([^\]]*)\]$/.exec(text)?.[1];
  if (isIPv6(bracketed ?? text)) return bracketed ?? text;
  const port = /^(?:\[[^\]]*\]|[^:]+):([0-9]+)$/.exec(text)?.[1];
  if (port !== undefined) throw new UsageError(`-H takes no port: give the port with -p ${port}`);
  if (/^[\x21-\x7e\u00a1-\uffff]+$/.test(text) && !/[:[\]]/.test(text)) return text;
  throw new UsageError(`-H is an IPv4 or IPv6 address or a host name, not ${values.quote(text)}`);
}

function parsePasswordSource(given: Given): PasswordSource {
  const keys: OptionKey[] = ["password", "passwordEnvironment", "passwordFile", "passwordPrompt"];
  const used = keys.filter((key) => given.has(key));
  if (used.length > 1) throw new UsageError("-P, -E, -f and -a exclude each other: give the password in one way");
  switch (used[0]) {
    case "password": {
      const password = values.utf8(last(given, "password")!);
      return { type: "value", password: values.requireLength("-P: the password", password, maxPasswordLength) };
    }
    case "passwordEnvironment":
      return { type: "environment" };
    case "passwordFile":
      return { type: "file", path: last(given, "passwordFile")! };
    case "passwordPrompt":
      return { type: "prompt" };
    default:
      return { type: "none" };
  }
}

function parseKgSource(given: Given): KgSource {
  const keys: OptionKey[] = ["kg", "kgHex", "kgEnvironment", "kgPrompt"];
  const used = keys.filter((key) => given.has(key));
  if (used.length > 1) throw new UsageError("-k, -y, -K and -Y exclude each other: give the BMC key in one way");
  switch (used[0]) {
    case "kg":
      return { type: "value", kg: requireKg("-k", values.utf8(last(given, "kg")!)) };
    case "kgHex":
      return { type: "value", kg: requireKg("-y", values.parseHexSecret("-y", last(given, "kgHex")!)) };
    case "kgEnvironment":
      return { type: "environment" };
    case "kgPrompt":
      return { type: "prompt" };
    default:
      return { type: "none" };
  }
}

/** ipmitool's `+` after the level asks for the user with that name and that level (IPMI v2.0 §13.20, RoleM bit 4). */
function parseLevel(text: string | undefined): Pick<Options, "privilegeLevel" | "namePrivilegeLookup"> {
  if (text === undefined) return { namePrivilegeLookup: false };
  const namePrivilegeLookup = text.endsWith("+");
  const word = namePrivilegeLookup ? text.slice(0, -1) : text;
  return { privilegeLevel: values.parsePrivilegeLevel("-L", word), namePrivilegeLookup };
}

function parseFamily(given: Given): Pick<Options, "family"> {
  if (given.has("ipv4") && given.has("ipv6")) throw new UsageError("-4 and -6 exclude each other: give one of them");
  if (given.has("ipv4")) return { family: 4 };
  return given.has("ipv6") ? { family: 6 } : {};
}

function parseUsesCache(given: Given): boolean {
  if (!given.has("noCache")) return true;
  if (!given.has("sdrCacheFile")) return false;
  throw new UsageError("-S names a cache and --no-cache wants none: give one of them");
}

function parseEscapeCharacter(text: string): string {
  if (/^[\x21-\x7e]$/.test(text)) return text;
  throw new UsageError(`-e is one character that can be typed, for example -e '&', not ${values.quote(text)}`);
}

/** The BMC's own slave address: what goes there needs no bridge (IPMI v2.0 table 5-4). */
const bmcSlaveAddress = 0x20;

function parseBridge(given: Given): BridgePath | undefined {
  const target = last(given, "targetAddress");
  if (target === undefined) {
    const stray = optionTable.find(
      ({ key }) => given.has(key) && (key === "targetChannel" || key === "transitAddress" || key === "transitChannel"),
    );
    if (stray === undefined) return undefined;
    throw new UsageError(`${optionName(stray)} says how to reach a target: give the target's address with -t too`);
  }
  if (given.has("transitChannel") && !given.has("transitAddress")) {
    throw new UsageError("-B says how to reach the controller in between: give its address with -T too");
  }
  const channel = (what: string) => (text: string) => values.parseWhole(what, text, 0, 15);
  const bridge: BridgePath = {
    targetAddress: values.parseSlaveAddress("-t", target),
    ...optional("targetChannel", last(given, "targetChannel"), channel("-b")),
    ...optional("transitAddress", last(given, "transitAddress"), (text) => values.parseSlaveAddress("-T", text)),
    ...optional("transitChannel", last(given, "transitChannel"), channel("-B")),
  };
  const itself =
    bridge.targetAddress === bmcSlaveAddress && !bridge.targetChannel && bridge.transitAddress === undefined;
  return itself ? undefined : bridge;
}

function parseQuirks(text: string | undefined): readonly Quirk[] {
  if (text === undefined) return [];
  return text.split(",").map((name) => {
    const quirk = knownQuirks.find((known) => known === name);
    if (quirk !== undefined) return quirk;
    const hint = didYouMean(name, knownQuirks);
    throw new UsageError(`-W knows ${knownQuirks.join(", ")}, not ${values.quote(name)}${hint}`);
  });
}

function parseInterface(text: string | undefined): Record<never, never> {
  if (text === undefined || text === "lanplus") return {};
  if (text === "lan") {
    throw new UsageError(
      "-I lan is IPMI v1.5, which sends commands in the clear; ruipmi speaks IPMI v2.0 only: use -I lanplus or leave -I out",
    );
  }
  throw new UsageError(`-I ${values.quote(text)} is not an interface of ruipmi: use -I lanplus or leave -I out`);
}

import { isIPv6 } from "node:net";
import type { Faults } from "@ruipmi/bmc";
import {
  type BridgePath,
  type CipherSuiteId,
  quirks as knownQuirks,
  maxKgLength,
  maxPasswordLength,
  maxUsernameLength,
  type PrivilegeLevel,
  type Quirk,
  type RetryPolicy,
} from "@ruipmi/core";
import { UsageError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
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
  /** BMC key. */
  readonly kg?: Uint8Array;
  /** To another controller. */
  readonly bridge?: BridgePath;
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
  /** How often `-v` was given. */
  readonly verbosity: number;
  /** Whether results and errors are JSON. */
  readonly json: boolean;
}

/** Nowhere else by default: a managed system with a well-known password has no business on a network. */
const defaultSimAddress = "127.0.0.1";

type Given = ReadonlyMap<OptionKey, readonly string[]>;

/** Understands and checks options. Where one is given twice the last counts, so that an alias can be overruled. */
export function parseOptions(given: Given): Options {
  return {
    ...optional("host", last(given, "host"), parseHost),
    ...optional("port", last(given, "port"), (text) => values.parseWhole("-p", text, 0, 65_535)),
    username: values.requireLength("-U: the user name", values.utf8(last(given, "username") ?? ""), maxUsernameLength),
    passwordSource: parsePasswordSource(given),
    ...optional("cipherSuites", last(given, "cipherSuites"), (text) => values.parseCipherSuites("-C", text, false)),
    ...optional("privilegeLevel", last(given, "privilegeLevel"), (text) => values.parsePrivilegeLevel("-L", text)),
    allowLowerPrivilege: given.has("allowLowerPrivilege"),
    ...optional("kg", parseKg(given), (kg) => kg),
    ...optional("bridge", parseBridge(given), (bridge) => bridge),
    retry: {
      ...optional("firstWait", last(given, "firstWait"), (text) => values.parseSeconds("-N", text)),
      ...optional("tries", last(given, "tries"), (text) => values.parseWhole("-R", text, 1, 100)),
    },
    quirks: parseQuirks(last(given, "quirks")),
    ...parseInterface(last(given, "interface")),
    simUsers: (given.get("simUser") ?? [defaultSimUser]).map(parseSimUser),
    simSuites: values.parseCipherSuites("--suites", last(given, "simSuites") ?? "0-19", true),
    simAddresses: parseSimAddresses(given.get("simAddress") ?? [defaultSimAddress], given.has("simBeyondLoopback")),
    ...optional("simDevice", last(given, "simDevice"), (path) => path),
    simFaults: parseFaults(given.get("simFault") ?? []),
    simSeed: values.parseWhole("--seed", last(given, "simSeed") ?? "1", 0, 0xffff_ffff),
    verbosity: given.get("verbose")?.length ?? 0,
    json: given.has("json"),
  };
}

/** Refuses options that would do nothing: what was asked for and is silently left out is worse than an error. */
export function requireScope(given: Given, scope: OptionScope, command: string): void {
  for (const option of optionTable) {
    if (!given.has(option.key) || option.scopes.includes("all") || option.scopes.includes(scope)) continue;
    throw new UsageError(
      `${optionName(option)} means nothing to ${command}; leave it out, or see ruipmi help ${command}`,
    );
  }
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

function parseKg(given: Given): Uint8Array | undefined {
  const text = last(given, "kg");
  const hex = last(given, "kgHex");
  if (text !== undefined && hex !== undefined) {
    throw new UsageError("-k and -y exclude each other: give the BMC key as text or in hex");
  }
  if (text !== undefined) return values.requireLength("-k: the BMC key", values.utf8(text), maxKgLength);
  if (hex === undefined) return undefined;
  return values.requireLength("-y: the BMC key", values.parseHexSecret("-y", hex), maxKgLength);
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

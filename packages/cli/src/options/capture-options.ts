import type { UserCredentials } from "@ruipmi/capture";
import { maxPasswordLength, maxUsernameLength } from "@ruipmi/core";
import { UsageError } from "../errors.ts";
import { type CommandFilter, parseCommandFilter } from "./command-filter.ts";
import { requireKg } from "./kg.ts";
import type { OptionKey } from "./option-table.ts";
import { parseHexSecret, parseWhole, quote, requireLength, utf8 } from "./values.ts";

/** What the commands about captures take. */
export interface CaptureOptions {
  /** Users given on the command line; the same name may have several passwords. */
  readonly users: readonly UserCredentials[];
  /** A file with more of them, a line `name:password` each; absent for none. */
  readonly usersFile?: string;
  /** BMC keys. */
  readonly kgs: readonly Uint8Array[];
  /** Only what this address sent or got; as RFC 5952 writes it. */
  readonly host?: string;
  /** Only these sessions; empty for all. */
  readonly sessions: readonly number[];
  /** Only these commands; empty for all. */
  readonly commands: readonly CommandFilter[];
  /** Only what went wrong. */
  readonly errorsOnly: boolean;
  /** Whether it is said of every code whether it is right. */
  readonly verify: boolean;
  /** Whether UDP ports stay as they are. */
  readonly keepPorts: boolean;
  /** Whether a replay compares what messages mean, not their bytes. */
  readonly byMeaning: boolean;
  /** Whether a cassette is made without what tells whose machine it was. */
  readonly scrub: boolean;
}

/** Understands and checks what the commands about captures take. */
export function parseCaptureOptions(given: ReadonlyMap<OptionKey, readonly string[]>): CaptureOptions {
  const usersFile = given.get("captureUsersFile")?.at(-1);
  const host = given.get("captureHost")?.at(-1);
  return {
    users: (given.get("user") ?? []).map((text) => parseUser("--user", utf8(text))),
    ...(usersFile === undefined ? {} : { usersFile }),
    kgs: [
      ...(given.get("kg") ?? []).map((text) => requireKg("--kg", utf8(text))),
      ...(given.get("kgHex") ?? []).map((text) => requireKg("--kg-hex", parseHexSecret("--kg-hex", text))),
    ],
    ...(host === undefined ? {} : { host: parseAddress(host) }),
    sessions: (given.get("captureSession") ?? []).map((text) => parseWhole("--session", text, 1, 0xffff_ffff)),
    commands: (given.get("captureCommand") ?? []).map(parseCommandFilter),
    errorsOnly: given.has("captureErrors"),
    verify: given.has("captureVerify"),
    keepPorts: given.has("captureKeepPorts"),
    byMeaning: given.has("captureByMeaning"),
    scrub: given.has("captureScrub"),
  };
}

/** `name:password`. The name ends at the first colon; a password may hold colons. What was given is never repeated. */
export function parseUser(what: string, text: Uint8Array): UserCredentials {
  const colon = text.indexOf(":".charCodeAt(0));
  if (colon < 0)
    throw new UsageError(`${what} takes name:password, for example admin:secret; the null user is :secret`);
  return {
    username: requireLength(`${what}: the name`, text.slice(0, colon), maxUsernameLength),
    password: requireLength(`${what}: the password`, text.slice(colon + 1), maxPasswordLength),
  };
}

/** An address in the one way of writing it that the packets' own are compared with. */
function parseAddress(text: string): string {
  const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  if (/^(\d{1,3}\.){3}\d{1,3}$/.test(bare) && bare.split(".").every((part) => Number(part) <= 255)) {
    return bare.split(".").map(Number).join(".");
  }
  // What a URL makes of an IPv6 address is RFC 5952.
  const url = bare.includes(":") && URL.canParse(`http://[${bare}]/`) ? new URL(`http://[${bare}]/`) : undefined;
  if (url !== undefined) return url.hostname.slice(1, -1);
  throw new UsageError(`--host is an IPv4 or IPv6 address, as packets have it, not ${quote(text)}`);
}

/** Every option there is: its letter, what it takes, where it applies, and the line that help prints. */

/** What an option is called inside this program. */
export type OptionKey =
  | "host"
  | "port"
  | "username"
  | "password"
  | "passwordEnvironment"
  | "passwordFile"
  | "passwordPrompt"
  | "cipherSuites"
  | "privilegeLevel"
  | "kg"
  | "kgHex"
  | "kgEnvironment"
  | "kgPrompt"
  | "lun"
  | "ipv4"
  | "ipv6"
  | "csv"
  | "utc"
  | "sdrCacheFile"
  | "noCache"
  | "escapeCharacter"
  | "consoleLog"
  | "reconnect"
  | "yes"
  | "targetAddress"
  | "targetChannel"
  | "transitAddress"
  | "transitChannel"
  | "tries"
  | "firstWait"
  | "quirks"
  | "allowLowerPrivilege"
  | "interface"
  | "user"
  | "simSuites"
  | "simAddress"
  | "simBeyondLoopback"
  | "simDevice"
  | "simFault"
  | "simSeed"
  | "simCassette"
  | "simUnknown"
  | "captureUsersFile"
  | "captureHost"
  | "captureSession"
  | "captureCommand"
  | "captureErrors"
  | "captureVerify"
  | "captureKeepPorts"
  | "captureByMeaning"
  | "captureScrub"
  | "verbose"
  | "json"
  | "help"
  | "version";

/**
 * For which commands an option means something; `outside`: those that talk to a managed system without a session; `none`:
 * those to which only the options of all mean something.
 */
export type OptionScope = "session" | "outside" | "sim" | "demo" | CaptureScope | "none" | "all";

/** The commands about captures: each takes options of its own. */
export type CaptureScope =
  | "captureList"
  | "captureShow"
  | "captureStats"
  | "captureDecrypt"
  | "captureReplay"
  | "captureCassette";

/** Every command about captures: each needs the secrets. */
export const captureScopes: readonly OptionScope[] = [
  "captureList",
  "captureShow",
  "captureStats",
  "captureDecrypt",
  "captureReplay",
  "captureCassette",
];

/** One option; one that means different things in different scopes has a row for each. */
export interface OptionRow {
  /** Its name inside this program. */
  readonly key: OptionKey;
  /** As typed after one hyphen. */
  readonly letter?: string;
  /** As typed after two hyphens. */
  readonly long?: string;
  /** What it takes, as help calls it; takes nothing when absent. */
  readonly value?: string;
  /** Where it applies. */
  readonly scopes: readonly OptionScope[];
  /** What it does, for help. */
  readonly help: string;
}

/** The options, in the order in which help lists them. */
export const optionTable: readonly OptionRow[] = [
  row("host", "H", undefined, "HOST", ["session", "outside"], "address or name of the managed system (BMC)"),
  row("port", "p", "port", "PORT", ["session", "outside", "sim"], "UDP port; 623, for sim 9623 (0: any free one)"),
  row("username", "U", undefined, "USER", ["session"], "user name; the null user when left out"),
  row("password", "P", undefined, "PASSWORD", ["session"], "password; others may see it, not with -E, -f, -a"),
  row(
    "passwordEnvironment",
    "E",
    undefined,
    undefined,
    ["session"],
    "password from IPMITOOL_PASSWORD or IPMI_PASSWORD",
  ),
  row("passwordFile", "f", undefined, "FILE", ["session"], "password from the first line of a file"),
  row("passwordPrompt", "a", undefined, undefined, ["session"], "password asked for on the terminal"),
  row("cipherSuites", "C", undefined, "SUITE[,SUITE]", ["session"], "cipher suites to try in order; 17,3"),
  row("privilegeLevel", "L", undefined, "LEVEL", ["session"], "callback, user, operator, administrator, oem"),
  row(
    "allowLowerPrivilege",
    undefined,
    "allow-lower-privilege",
    undefined,
    ["session"],
    "take a lower level if need be",
  ),
  row("kg", "k", "kg", "KEY", ["session", "sim", ...captureScopes], "BMC key (Kg) as text"),
  row("kgHex", "y", "kg-hex", "HEX", ["session", "sim", ...captureScopes], "BMC key (Kg) in hex"),
  row("kgEnvironment", "K", undefined, undefined, ["session"], "BMC key (Kg) from IPMI_KGKEY"),
  row("kgPrompt", "Y", undefined, undefined, ["session"], "BMC key (Kg) asked for on the terminal"),
  row("targetAddress", "t", undefined, "ADDRESS", ["session"], "bridge to the controller at this slave address"),
  row("targetChannel", "b", undefined, "CHANNEL", ["session"], "channel that leads to it; 0"),
  row("transitAddress", "T", undefined, "ADDRESS", ["session"], "controller in between"),
  row("transitChannel", "B", undefined, "CHANNEL", ["session"], "channel that leads to that one; 0"),
  row("lun", "l", undefined, "LUN", ["session"], "logical unit that raw commands go to; 0"),
  row("ipv4", "4", undefined, undefined, ["session", "outside"], "only IPv4 addresses of a name"),
  row("ipv6", "6", undefined, undefined, ["session", "outside"], "only IPv6 addresses of a name"),
  row(
    "firstWait",
    "N",
    undefined,
    "SECONDS",
    ["session", "outside"],
    "first wait for an answer, doubling to 4 times; 1",
  ),
  row("tries", "R", undefined, "TRIES", ["session", "outside"], "how often each message is sent; 4"),
  row("quirks", "W", undefined, "QUIRK[,QUIRK]", ["session"], "what is odd about the managed system"),
  row("interface", "I", undefined, "lanplus", ["session"], "the only interface there is"),
  row("sdrCacheFile", "S", undefined, "FILE", ["session"], "keep the sensor data records in this file"),
  row("noCache", undefined, "no-cache", undefined, ["session"], "read the sensor data records anew, keep none"),
  row("escapeCharacter", "e", undefined, "CHARACTER", ["session"], "escape character of sol activate; ~"),
  row("consoleLog", undefined, "log", "FILE", ["session"], "add what sol activate shows to a file"),
  row("reconnect", undefined, "reconnect", undefined, ["session"], "open sol activate again when it is lost"),
  row("yes", undefined, "yes", undefined, ["session", "captureDecrypt", "captureCassette"], "yes to every question"),
  row("user", undefined, "user", "NAME:PASSWORD:LEVEL", ["sim"], "a user of the simulated BMC; repeatable"),
  row(
    "user",
    undefined,
    "user",
    "NAME:PASSWORD",
    captureScopes,
    "a user of the capture; others may see it; repeatable",
  ),
  row("simSuites", undefined, "suites", "LIST", ["sim"], "its cipher suites, such as 3,15-17; all"),
  row("simAddress", undefined, "address", "ADDRESS[-LAST]", ["sim"], "where BMCs listen; repeatable"),
  row("simDevice", undefined, "device", "FILE", ["sim"], "the machine, described in JSON"),
  row("simFault", undefined, "fault", "NAME[=VALUE]", ["sim"], "something wrong with it; repeatable"),
  row("simSeed", undefined, "seed", "NUMBER", ["sim"], "how its values move, and whose they are; 1"),
  row("simCassette", undefined, "cassette", "FILE", ["sim"], "answer as was recorded, and as nothing else"),
  row("simUnknown", undefined, "unknown", "CODE", ["sim"], "completion code for what was not recorded; 0xc1"),
  row("simBeyondLoopback", undefined, "dangerously-beyond-loopback", undefined, ["sim"], "let others reach it"),
  row(
    "captureUsersFile",
    undefined,
    "password-file",
    "FILE",
    captureScopes,
    "users of a capture, a line NAME:PASSWORD each",
  ),
  row(
    "captureHost",
    undefined,
    "host",
    "ADDRESS",
    ["captureList", "captureShow", "captureStats", "captureReplay", "captureCassette"],
    "what this address sent or got",
  ),
  row(
    "captureSession",
    undefined,
    "session",
    "NUMBER",
    ["captureList", "captureShow", "captureStats", "captureReplay", "captureCassette"],
    "one session; repeatable",
  ),
  row(
    "captureCommand",
    undefined,
    "command",
    "NETFN/CMD|NAME",
    ["captureShow"],
    "one command, asked or answered; repeatable",
  ),
  row(
    "captureErrors",
    undefined,
    "errors",
    undefined,
    ["captureShow"],
    "what was refused, wrong, lost or not readable",
  ),
  row(
    "captureVerify",
    undefined,
    "verify",
    undefined,
    ["captureList", "captureShow"],
    "say of every code whether it is right",
  ),
  row("captureKeepPorts", undefined, "keep-ports", undefined, ["captureDecrypt"], "leave UDP ports as they are"),
  row(
    "captureByMeaning",
    undefined,
    "by-meaning",
    undefined,
    ["captureReplay"],
    "compare what messages mean, for captures of other programs",
  ),
  row(
    "captureScrub",
    undefined,
    "scrub",
    undefined,
    ["captureCassette"],
    "replace users, serial numbers, addresses and names",
  ),
  row("json", undefined, "json", undefined, ["all"], "one JSON document instead of text"),
  row("csv", "c", undefined, undefined, ["all"], "comma separated values instead of text"),
  row("utc", "Z", undefined, undefined, ["session"], "dates in UTC"),
  row("verbose", "v", undefined, undefined, ["all"], "each message by name on stderr; -vv more"),
  row("help", "h", "help", undefined, ["all"], "this help; with a command, its own"),
  row("version", "V", "version", undefined, ["all"], "the version"),
];

/** How people type it: `-H`, or `--json` where there is no letter. */
export function optionName(option: OptionRow): string {
  return option.letter === undefined ? `--${option.long}` : `-${option.letter}`;
}

function row(
  key: OptionKey,
  letter: string | undefined,
  long: string | undefined,
  value: string | undefined,
  scopes: readonly OptionScope[],
  help: string,
): OptionRow {
  return {
    key,
    scopes,
    help,
    ...(letter === undefined ? {} : { letter }),
    ...(long === undefined ? {} : { long }),
    ...(value === undefined ? {} : { value }),
  };
}

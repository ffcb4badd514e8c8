import { SolBitRate, type SolConfiguration } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core";
import { limitName, unknownName } from "../ipmi-names.ts";
import { boolean, integer, type JsonSchema, nameOrNumber, object, optional, quantity } from "../json-schema.ts";
import { keyOf } from "../key-of.ts";

/** What `sol info` prints: the parameters, and what stands for those that the managed system does not have. */
export interface SolInfo {
  /** The parameters. */
  readonly configuration: SolConfiguration;
  /** The channel that was asked about. */
  readonly channelNumber: number;
  /** The session's UDP port. */
  readonly sessionPort: number;
}

const setInProgressStates = { setComplete: 0, setInProgress: 1, commitWrite: 2 } as const;

/** The schema of {@link solInfoDocument}. */
export const solInfoSchema: JsonSchema = object({
  setInProgress: optional(nameOrNumber(setInProgressStates)),
  enabled: optional(boolean("whether SOL may be activated")),
  forceEncryption: optional(boolean("whether only sessions that are encrypted may activate it")),
  forceAuthentication: optional(boolean("whether only sessions with integrity may activate it")),
  privilegeLevel: optional(nameOrNumber(PrivilegeLevel, "the level needed to activate it")),
  characterAccumulateInterval: optional(quantity("ms", "how long characters wait for more")),
  characterSendThreshold: optional(integer("so many characters wait no longer; 0 for never", 0, 255)),
  retryCount: optional(integer("how often a packet is sent again", 0, 7)),
  retryInterval: optional(quantity("ms", "time between them")),
  volatileBitRate: optional(quantity("kbit/s", "bit rate now; absent: as set for IPMI over serial")),
  nonVolatileBitRate: optional(quantity("kbit/s", "bit rate after a restart; absent: as set for IPMI over serial")),
  payloadChannel: optional(integer("channel that SOL goes over", 0, 15)),
  payloadPort: optional(integer("UDP port that SOL goes over", 0, 65_535)),
});

/** What `--json` prints: what the managed system says, and nothing else. */
export function solInfoDocument({ configuration }: SolInfo): Readonly<Record<string, unknown>> {
  const { setInProgress, enable, authentication, characterAccumulate, retry, payloadChannel, payloadPort } =
    configuration;
  return {
    setInProgress: setInProgress && keyOf(setInProgressStates, setInProgress.state),
    enabled: enable?.enabled,
    forceEncryption: authentication?.forceEncryption,
    forceAuthentication: authentication?.forceAuthentication,
    privilegeLevel: authentication && keyOf(PrivilegeLevel, authentication.privilegeLevel),
    characterAccumulateInterval: characterAccumulate && { value: characterAccumulate.interval, unit: "ms" },
    characterSendThreshold: characterAccumulate?.sendThreshold,
    retryCount: retry?.count,
    retryInterval: retry && { value: retry.interval, unit: "ms" },
    volatileBitRate: bitRateQuantity(configuration.volatileBitRate?.bitRate),
    nonVolatileBitRate: bitRateQuantity(configuration.nonVolatileBitRate?.bitRate),
    payloadChannel: payloadChannel?.channelNumber,
    payloadPort: payloadPort?.port,
  };
}

/** What `sol info` prints. */
export function solInfoText(info: SolInfo): string {
  const rows = infoRows(info);
  const channel = channelOf(info);
  rows[11] = ["Payload Channel", `${channel} (0x${channel.toString(16).padStart(2, "0")})`];
  return rows.map(([label, value]) => `${label.padEnd(31)} : ${value}\n`).join("");
}

/** What `sol info` prints with `-c`. */
export function solInfoCsv(info: SolInfo): string {
  return `${infoRows(info)
    .map(([, value]) => value)
    .join(",")}\n`;
}

/** The names of the parameters that the managed system does not have, as ipmitool calls them. */
export function missingSolParameters({ configuration }: SolInfo): readonly string[] {
  return parameterNames.filter(([type]) => configuration[type] === undefined).map(([, name]) => name);
}

/** Where the managed system does not have a parameter, there stands what ipmitool prints: 0, or the session's own. */
function infoRows(info: SolInfo): [label: string, value: string][] {
  const { setInProgress, enable, authentication, characterAccumulate, retry, payloadPort } = info.configuration;
  const { volatileBitRate, nonVolatileBitRate } = info.configuration;
  return [
    ["Set in progress", setInProgressWords[setInProgress?.state ?? 0] ?? unknownName(3)],
    ["Enabled", String(enable?.enabled ?? false)],
    ["Force Encryption", String(authentication?.forceEncryption ?? false)],
    ["Force Authentication", String(authentication?.forceAuthentication ?? false)],
    ["Privilege Level", limitName(authentication?.privilegeLevel ?? 0)],
    ["Character Accumulate Level (ms)", String(characterAccumulate?.interval ?? 0)],
    ["Character Send Threshold", String(characterAccumulate?.sendThreshold ?? 0)],
    ["Retry Count", String(retry?.count ?? 0)],
    ["Retry Interval (ms)", String(retry?.interval ?? 0)],
    ["Volatile Bit Rate (kbps)", bitRateName(volatileBitRate?.bitRate ?? 0)],
    ["Non-Volatile Bit Rate (kbps)", bitRateName(nonVolatileBitRate?.bitRate ?? 0)],
    ["Payload Channel", String(channelOf(info))],
    ["Payload Port", String(payloadPort?.port ?? info.sessionPort)],
  ];
}

function channelOf({ configuration, channelNumber }: SolInfo): number {
  return configuration.payloadChannel?.channelNumber ?? channelNumber;
}

function bitRateName(bitRate: number): string {
  if (bitRate === SolBitRate.serialChannel) return "IPMI-Over-Serial-Setting";
  return kilobits[bitRate]?.toFixed(1) ?? unknownName(bitRate);
}

function bitRateQuantity(bitRate: number | undefined): unknown {
  const value = bitRate === undefined ? undefined : kilobits[bitRate];
  return value && { value, unit: "kbit/s" };
}

const kilobits: Readonly<Record<number, number>> = {
  [SolBitRate.rate9600]: 9.6,
  [SolBitRate.rate19200]: 19.2,
  [SolBitRate.rate38400]: 38.4,
  [SolBitRate.rate57600]: 57.6,
  [SolBitRate.rate115200]: 115.2,
};

const setInProgressWords = ["set-complete", "set-in-progress", "commit-write"];

const parameterNames = [
  ["setInProgress", "Set In Progress (0)"],
  ["enable", "Enable (1)"],
  ["authentication", "Authentication (2)"],
  ["characterAccumulate", "Character Interval (3)"],
  ["retry", "Retry (4)"],
  ["nonVolatileBitRate", "Nonvolatile Bitrate (5)"],
  ["volatileBitRate", "Volatile Bitrate (6)"],
  ["payloadChannel", "Payload Channel (7)"],
  ["payloadPort", "Payload Port (8)"],
] as const;

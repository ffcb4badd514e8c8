import {
  type ChannelAccess,
  ChannelAccessMode,
  ChannelMedium,
  ChannelProtocol,
  ChannelSessionSupport,
  type GetChannelInfoResponse,
} from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { abled, unknownName } from "../ipmi-names.ts";
import { boolean, integer, type JsonSchema, nameOrNumber, object, optional } from "../json-schema.ts";
import { keyOf } from "../key-of.ts";

/** A channel, and of a LAN channel who may do what over it. */
export interface ChannelReport {
  /** What it is. */
  readonly info: GetChannelInfoResponse;
  /** What holds; absent where it was not asked for or is not told. */
  readonly present?: ChannelAccess;
  /** What holds after a restart; absent as `present`. */
  readonly nonVolatile?: ChannelAccess;
}

/** `channel info` in ipmitool's lines. */
export function channelInfoText({ info, present, nonVolatile }: ChannelReport): string {
  return [
    `Channel 0x${info.channelNumber.toString(16)} info:`,
    `  Channel Medium Type   : ${mediumName(info.medium)}`,
    `  Channel Protocol Type : ${protocolNames[info.protocol] ?? unknownName(info.protocol)}`,
    `  Session Support       : ${sessionSupportNames[info.sessionSupport]}`,
    `  Active Session Count  : ${info.activeSessions}`,
    `  Protocol Vendor ID    : ${info.vendorId}`,
    ...(present === undefined ? [] : ["  Volatile(active) Settings", ...accessLines(present)]),
    ...(nonVolatile === undefined ? [] : ["  Non-Volatile Settings", ...accessLines(nonVolatile)]),
    "",
  ].join("\n");
}

/** `--json channel info`. */
export function channelInfoDocument({ info, present, nonVolatile }: ChannelReport): object {
  return {
    ...info,
    medium: keyOf(ChannelMedium, info.medium),
    protocol: keyOf(ChannelProtocol, info.protocol),
    sessionSupport: keyOf(ChannelSessionSupport, info.sessionSupport),
    ...(present === undefined ? {} : { present: accessDocument(present) }),
    ...(nonVolatile === undefined ? {} : { nonVolatile: accessDocument(nonVolatile) }),
  };
}

const accessSchema: JsonSchema = object({
  alertingDisabled: boolean("whether alerts are not sent over it"),
  perMessageAuthenticationDisabled: boolean("IPMI v1.5: whether only the opening of a session is authenticated"),
  userLevelAuthenticationDisabled: boolean("IPMI v1.5: whether commands of level USER need no authentication"),
  accessMode: nameOrNumber(ChannelAccessMode, "when it is there"),
  privilegeLimit: nameOrNumber(PrivilegeLevel, "the highest level that anybody gets over it"),
});

/** The schema of {@link channelInfoDocument}. */
export const channelInfoSchema: JsonSchema = object({
  channelNumber: integer("0 to 15", 0, 15),
  medium: nameOrNumber(ChannelMedium, "what it runs over"),
  protocol: nameOrNumber(ChannelProtocol, "what is spoken there"),
  sessionSupport: nameOrNumber(ChannelSessionSupport, "how many sessions it has"),
  activeSessions: integer("how many sessions are active", 0, 63),
  vendorId: integer("IANA enterprise number of who defined the protocol", 0, 0xffffff),
  auxiliaryInformation: integer("of the system interface: its interrupts", 0, 0xffff),
  present: optional(accessSchema),
  nonVolatile: optional(accessSchema),
});

/** The name of a medium. */
function mediumName(medium: number): string {
  return mediumNames[medium] ?? unknownName(medium);
}

function accessLines(access: ChannelAccess): readonly string[] {
  return [
    `    Alerting            : ${abled(!access.alertingDisabled)}`,
    `    Per-message Auth    : ${abled(!access.perMessageAuthenticationDisabled)}`,
    `    User Level Auth     : ${abled(!access.userLevelAuthenticationDisabled)}`,
    `    Access Mode         : ${accessModeNames[access.accessMode] ?? "unknown"}`,
  ];
}

function accessDocument(access: ChannelAccess): object {
  return {
    ...access,
    accessMode: keyOf(ChannelAccessMode, access.accessMode),
    privilegeLimit: keyOf(PrivilegeLevel, access.privilegeLimit),
  };
}

/** By number (IPMI v2.0 table 6-3). */
const mediumNames: readonly string[] = [
  "reserved",
  "IPMB (I2C)",
  "ICMB v1.0",
  "ICMB v0.9",
  "802.3 LAN",
  "Serial/Modem",
  "Other LAN",
  "PCI SMBus",
  "SMBus v1.0/v1.1",
  "SMBus v2.0",
  "USB 1.x",
  "USB 2.x",
  "System Interface",
];

/** By number (IPMI v2.0 table 6-2). */
const protocolNames: Readonly<Record<number, string>> = {
  0: "reserved",
  1: "IPMB-1.0",
  2: "ICMB-1.0",
  3: "reserved",
  4: "IPMI-SMBus",
  5: "KCS",
  6: "SMIC",
  7: "BT-10",
  8: "BT-15",
  9: "TMode",
  28: "OEM 1",
  29: "OEM 2",
  30: "OEM 3",
  31: "OEM 4",
};

const sessionSupportNames = ["session-less", "single-session", "multi-session", "session-based"];
const accessModeNames = ["disabled", "pre-boot only", "always available", "shared"];

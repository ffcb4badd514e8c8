/** `lan print` in ipmitool's lines. */
import type {
  ArpControl,
  BadPasswordThreshold,
  Ipv4HeaderParameters,
  LanAuthenticationTypeEnables,
  LanParameterName,
  LanParameterValues,
} from "@ruipmi/commands";
import { hexByte } from "../hex.ts";
import { shownText } from "../shown-text.ts";
import { authenticationTypeNames } from "./authentication-types.ts";

/** The parameters that `lan print` asks for, in its order. */
export const printedParameters: readonly LanParameterName[] = [
  "setInProgress",
  "authenticationTypeSupport",
  "authenticationTypeEnables",
  "ipAddressSource",
  "ipAddress",
  "subnetMask",
  "macAddress",
  "communityString",
  "ipv4HeaderParameters",
  "arpControl",
  "gratuitousArpInterval",
  "defaultGateway",
  "defaultGatewayMacAddress",
  "backupGateway",
  "backupGatewayMacAddress",
  "vlanId",
  "vlanPriority",
  "cipherSuiteEntrySupport",
  "cipherSuiteEntries",
  "cipherSuitePrivilegeLevels",
  "badPasswordThreshold",
];

/** The lines; what the managed system does not have is left out, or not available. */
export function lanPrintText(values: Readonly<Partial<LanParameterValues>>): string {
  return [
    ...line("Set in Progress", values.setInProgress, (state) => setInProgressNames[state] ?? "Reserved"),
    ...line("Auth Type Support", values.authenticationTypeSupport, authenticationTypeNames),
    ...(values.authenticationTypeEnables === undefined ? [] : enableLines(values.authenticationTypeEnables)),
    ...line("IP Address Source", values.ipAddressSource, (source) => sourceNames[source] ?? "Other"),
    ...line("IP Address", values.ipAddress),
    ...line("Subnet Mask", values.subnetMask),
    ...line("MAC Address", values.macAddress),
    ...line("SNMP Community String", values.communityString, shownText),
    ...line("IP Header", values.ipv4HeaderParameters, headerText),
    ...line("BMC ARP Control", values.arpControl, arpText),
    ...line("Gratituous ARP Intrvl", values.gratuitousArpInterval, (time) => `${(time / 1000).toFixed(1)} seconds`),
    ...line("Default Gateway IP", values.defaultGateway),
    ...line("Default Gateway MAC", values.defaultGatewayMacAddress),
    ...line("Backup Gateway IP", values.backupGateway),
    ...line("Backup Gateway MAC", values.backupGatewayMacAddress),
    ...line("802.1q VLAN ID", values.vlanId, ({ enabled, id }) => (enabled ? String(id) : "Disabled")),
    ...line("802.1q VLAN Priority", values.vlanPriority, String),
    ...cipherSuiteLine(values),
    ...privilegeLines(values.cipherSuitePrivilegeLevels),
    ...badPasswordLines(values.badPasswordThreshold),
    "",
  ].join("\n");
}

/** The letters of privilege levels, from 0 on: what `cipher_privs` takes and `lan print` prints. */
export const levelLetters = "XcuoaO";

/** ipmitool prints the first 15 of 16 entries. */
export const printedLevels = 15;

function line<Value>(
  name: string,
  value: Value | undefined,
  text: (value: Value) => string = String,
): readonly string[] {
  return value === undefined ? [] : [`${name.padEnd(24)}: ${text(value)}`];
}

/** By number (IPMI v2.0 table 23-4, parameter 0). */
const setInProgressNames = ["Set Complete", "Set In Progress", "Commit Write"];

/** By number (IPMI v2.0 table 23-4, parameter 4). */
const sourceNames = ["Unspecified", "Static Address", "DHCP Address", "BIOS Assigned Address"];

function enableLines(enables: LanAuthenticationTypeEnables): readonly string[] {
  const levels = [
    ["Callback", enables.callback],
    ["User", enables.user],
    ["Operator", enables.operator],
    ["Admin", enables.administrator],
    ["OEM", enables.oem],
  ] as const;
  return levels.map(([level, types], index) => {
    const name = index === 0 ? "Auth Type Enable" : "";
    return `${name.padEnd(24)}: ${level.padEnd(9)}: ${authenticationTypeNames(types)}`;
  });
}

/** Flags, precedence and type of service stay where they are in their bytes. */
function headerText({ timeToLive, flags, precedence, typeOfService }: Ipv4HeaderParameters): string {
  const [ttl, flag, prec, tos] = [timeToLive, flags << 5, precedence << 5, typeOfService << 1].map(hexByte);
  return `TTL=0x${ttl} Flags=0x${flag} Precedence=0x${prec} TOS=0x${tos}`;
}

function arpText({ arpResponses, gratuitousArps }: ArpControl): string {
  const abled = (value: boolean): string => (value ? "Enabled" : "Disabled");
  return `ARP Responses ${abled(arpResponses)}, Gratuitous ARP ${abled(gratuitousArps)}`;
}

function cipherSuiteLine({
  cipherSuiteEntrySupport: count,
  cipherSuiteEntries: entries,
}: Readonly<Partial<LanParameterValues>>): readonly string[] {
  if (count === undefined) return [];
  return line("RMCP+ Cipher Suites", entries?.slice(0, count).join(",") ?? "None");
}

function privilegeLines(levels: readonly number[] | undefined): readonly string[] {
  const name = "Cipher Suite Priv Max".padEnd(24);
  if (levels === undefined) return [`${name}: Not Available`];
  const letters = levels.slice(0, printedLevels).map((level) => levelLetters[level] ?? "X");
  const legend = ["X=Cipher Suite Unused", "c=CALLBACK", "u=USER", "o=OPERATOR", "a=ADMIN", "O=OEM"];
  return [`${name}: ${letters.join("")}`, ...legend.map((each) => `${"".padEnd(24)}:     ${each}`)];
}

function badPasswordLines(threshold: BadPasswordThreshold | undefined): readonly string[] {
  const name = "Bad Password Threshold".padEnd(24);
  if (threshold === undefined) return [`${name}: Not Available`];
  return [
    `${name}: ${threshold.threshold}`,
    `Invalid password disable: ${threshold.generateEvent ? "yes" : "no"}`,
    `Attempt Count Reset Int.: ${threshold.resetInterval}`,
    `User Lockout Interval   : ${threshold.lockoutInterval}`,
  ];
}

import {
  BootDevice,
  type BootFlags,
  type BootMailbox,
  type BootOption,
  type GetSystemBootOptionsResponse,
  manufacturerName,
} from "@ruipmi/commands";
import { hex } from "../hex.ts";
import {
  array,
  boolean,
  byte,
  hexBytes,
  integer,
  type JsonSchema,
  object,
  optional,
  record,
  string,
} from "../json-schema.ts";
import { keyOf } from "../key-of.ts";
import { ipmiTimestampText } from "../local-time.ts";
import { shownText } from "../shown-text.ts";

/** What `--json` prints of the boot initiator mailbox. */
export const bootMailboxSchema: JsonSchema = object({
  manufacturerId: optional(integer("IANA enterprise number of whose mailbox it is, with block 0", 0, 0xffffff)),
  blocks: array(object({ block: byte(), data: hexBytes(), text: string("the data up to its first NUL") })),
});

/** The mailbox as `--json` prints it, from this block on. */
export function bootMailboxDocument(blocks: readonly Uint8Array[], start: number): object {
  const rows = blocks.map((data, index) => {
    const content = start + index === 0 ? data.subarray(3) : data;
    return { block: start + index, data: content, text: textOf(content) };
  });
  return start === 0 ? { manufacturerId: makerOf(blocks[0] ?? new Uint8Array()), blocks: rows } : { blocks: rows };
}

/** What `--json` prints of a boot option. */
export const bootOptionSchema: JsonSchema = object({
  parameterVersion: integer("1 in IPMI v2.0", 0, 15),
  parameterSelector: integer("which boot option it is", 0, 127),
  markedInvalid: boolean("whether it is marked invalid, or locked"),
  data: hexBytes("the option's bytes"),
  option: record({}, "what they mean; kind says which option it is"),
});

/** A boot option as `--json` prints it. */
export function bootOptionDocument(bytes: Uint8Array, response: GetSystemBootOptionsResponse): object {
  const { option } = response;
  const named = option.kind === "bootFlags" ? { ...option, device: keyOf(BootDevice, option.device) } : option;
  return { ...response, data: bytes.subarray(2), option: named };
}

/** How a boot option is shown. */
export interface BootOptionStyle {
  /** Times in Coordinated Universal Time (`-Z`) instead of the zone of this machine. */
  readonly utc: boolean;
  /** The mailbox's data as text rather than in hex. */
  readonly asText: boolean;
}

/** A boot option in the layout of ipmitool's `chassis bootparam get`. */
export function bootOptionText(
  bytes: Uint8Array,
  response: GetSystemBootOptionsResponse,
  style: BootOptionStyle,
): string {
  const { parameterSelector, markedInvalid, option } = response;
  const lines = [
    `Boot parameter version: ${bytes[0]}`,
    `Boot parameter ${parameterSelector} is ${lockText(markedInvalid)}`,
    `Boot parameter data: ${hex(bytes.subarray(2))}`,
    ...linesOf(option, parameterSelector, style),
  ];
  return `${lines.join("\n")}\n`;
}

function lockText(markedInvalid: boolean): string {
  return markedInvalid ? "invalid/locked" : "valid/unlocked";
}

function linesOf(option: BootOption, parameterSelector: number, style: BootOptionStyle): readonly string[] {
  switch (option.kind) {
    case "setInProgress":
      return [` Set In Progress : ${progressTexts[option.state]}`];
    case "servicePartition":
      return [` Service Partition Selector : ${option.partition === 0 ? "unspecified" : option.partition}`];
    case "servicePartitionScan":
      return [
        " Service Partition Scan :",
        ...flagLines("     - ", [
          [option.scan, "Request BIOS to scan"],
          [option.discovered, "Service Partition Discovered"],
        ]),
      ];
    case "bootFlagValidBitClearing":
      return [
        " BMC boot flag valid bit clearing :",
        ...flagLines("     - Don't ", [
          [option.keepOnPefReset, "clear valid bit on reset/power cycle cause by PEF"],
          [option.keepOnCommandTimeout, "automatically clear boot flag valid bit on timeout"],
          [option.keepOnWatchdogReset, "clear valid bit on reset/power cycle cause by watchdog"],
          [option.keepOnResetButton, "clear valid bit on push button reset // soft reset"],
          [option.keepOnPowerButton, "clear valid bit on power up via power push button or wake event"],
        ]),
      ];
    case "bootInfoAcknowledge":
      return [
        " Boot Info Acknowledge :",
        ...flagLines("    - ", [
          [option.oem, "OEM has handled boot info"],
          [option.sms, "SMS has handled boot info"],
          [option.osOrServicePartition, "OS // service partition has handled boot info"],
          [option.osLoader, "OS Loader has handled boot info"],
          [option.biosPost, "BIOS/POST has handled boot info"],
        ]),
      ];
    case "bootFlags":
      return bootFlagLines(option);
    case "bootInitiatorInfo":
      return [
        " Boot Initiator Info :",
        `    Channel Number : ${option.channelNumber}`,
        `    Session Id     : ${option.sessionId.toString(16).toUpperCase().padStart(8, "0")}h`,
        `    Timestamp      : ${ipmiTimestampText(option.timestamp, style.utc)}`,
      ];
    case "bootInitiatorMailbox":
      return mailboxLines(option.block, option.data, style.asText);
    case "other":
      return [` Unsupported parameter ${parameterSelector}`];
  }
}

const progressTexts: readonly string[] = ["set complete", "set in progress", "commit write", "error, reserved bit"];

function flagLines(beginning: string, flags: readonly (readonly [boolean, string])[]): readonly string[] {
  const set = flags.filter(([isSet]) => isSet);
  return set.length === 0 ? ["     No flag set"] : set.map(([, text]) => `${beginning}${text}`);
}

function bootFlagLines(flags: BootFlags): readonly string[] {
  const item = (isSet: boolean, text: string): readonly string[] => (isSet ? [`   - ${text}`] : []);
  return [
    " Boot Flags :",
    `   - Boot Flag ${flags.valid ? "Valid" : "Invalid"}`,
    `   - Options apply to ${flags.persistent ? "all future boots" : "only next boot"}`,
    // ipmitool leaves a blank at the end of these two.
    `   - BIOS ${flags.efi ? "EFI" : "PC Compatible (legacy)"} boot `,
    ...item(flags.clearCmos, "CMOS Clear"),
    ...item(flags.lockKeyboard, "Lock Keyboard"),
    `   - Boot Device Selector : ${deviceTexts[flags.device] ?? flagError}`,
    ...item(flags.blankScreen, "Screen blank"),
    ...item(flags.lockOutResetButton, "Lock out Reset buttons"),
    ...item(flags.lockOutPowerButton, "Lock out (power off/sleep request) via Power Button"),
    `   - BIOS verbosity : ${verbosityTexts[flags.biosVerbosity] ?? flagError}`,
    ...item(flags.forceProgressEventTraps, "Force progress event traps"),
    ...item(flags.bypassUserPassword, "User password bypass"),
    ...item(flags.lockOutSleepButton, "Lock Out Sleep Button"),
    `   - Console Redirection control : ${redirectionTexts[flags.consoleRedirection] ?? flagError}`,
    ...item(flags.biosSharedModeOverride, "BIOS Shared Mode Override"),
    `   - BIOS Mux Control Override : ${muxTexts[flags.biosMuxControlOverride] ?? flagError}`,
  ];
}

const flagError = "Flag error";

const deviceTexts: Readonly<Record<number, string>> = {
  [BootDevice.noOverride]: "No override",
  [BootDevice.pxe]: "Force PXE",
  [BootDevice.hardDrive]: "Force Boot from default Hard-Drive",
  [BootDevice.hardDriveSafeMode]: "Force Boot from default Hard-Drive, request Safe-Mode",
  [BootDevice.diagnosticPartition]: "Force Boot from Diagnostic Partition",
  [BootDevice.cdDvd]: "Force Boot from CD/DVD",
  [BootDevice.biosSetup]: "Force Boot into BIOS Setup",
  [BootDevice.remoteFloppy]: "Force Boot from remotely connected Floppy/primary removable media",
  [BootDevice.remoteCdDvd]: "Force Boot from remotely connected CD/DVD",
  [BootDevice.primaryRemoteMedia]: "Force Boot from primary remote media",
  [BootDevice.remoteHardDrive]: "Force Boot from remotely connected Hard-Drive",
  [BootDevice.floppy]: "Force Boot from Floppy/primary removable media",
};

const verbosityTexts: readonly string[] = ["System Default", "Request Quiet Display", "Request Verbose Display"];

const redirectionTexts: readonly string[] = [
  "Console redirection occurs per BIOS configuration setting (default)",
  "Suppress (skip) console redirection if enabled",
  "Request console redirection be enabled",
];

const muxTexts: readonly string[] = [
  "BIOS uses recommended setting of the mux at the end of POST",
  "Requests BIOS to force mux to BMC at conclusion of POST/start of OS boot",
  "Requests BIOS to force mux to system at conclusion of POST/start of OS boot",
];

/**
 * The blocks of the mailbox in the layout of ipmitool's `chassis bootmbox get`, which shows the first as a boot option too.
 *
 * @param asText - the data as text, up to the first NUL, rather than in hex
 */
export function bootMailboxText({ parameterVersion, markedInvalid, blocks }: BootMailbox, asText: boolean): string {
  const [first = new Uint8Array()] = blocks;
  const lines = [
    `Boot parameter version: ${parameterVersion}`,
    `Boot parameter 7 is ${lockText(markedInvalid)}`,
    `Boot parameter data: 00${hex(first)}`,
    ...makerLines(first),
    ...blocks.map((data, block) => {
      return ` Block ${String(block).padStart(3)} Data : ${dataText(block === 0 ? data.subarray(3) : data, asText)}`;
    }),
  ];
  return `${lines.join("\n")}\n`;
}

/** A block on its own, below its boot option. */
function mailboxLines(block: number, data: Uint8Array, asText: boolean): readonly string[] {
  const selector = ` Selector       : ${block}`;
  if (block !== 0) return [selector, ` Block Data     : ${dataText(data, asText)}`];
  return [selector, ...makerLines(data), ` Block Data     : ${dataText(data.subarray(3), asText)}`];
}

/** Block 0 begins with the enterprise number of whose mailbox it is (IPMI v2.0 table 28-14). */
function makerLines(data: Uint8Array): readonly string[] {
  const number = makerOf(data);
  const name = manufacturerName(number) ?? `Unknown (0x${number.toString(16).toUpperCase().padStart(2, "0")})`;
  return [` IANA PEN       : ${number} [${name}]`];
}

function makerOf(data: Uint8Array): number {
  return (data[0] ?? 0) | ((data[1] ?? 0) << 8) | ((data[2] ?? 0) << 16);
}

function dataText(data: Uint8Array, asText: boolean): string {
  return asText ? `'${textOf(data)}'` : hex(data);
}

function textOf(data: Uint8Array): string {
  return shownText(Buffer.from(data).toString("utf8"));
}

/**
 * Boot option parameters, as Set and Get System Boot Options carry them (IPMI v2.0 §28.12, table 28-14):
 *
 * | number | parameter                                                                                        |
 * |--------|--------------------------------------------------------------------------------------------------|
 * | 0      | 1:0: set in progress                                                                             |
 * | 1      | service partition                                                                                |
 * | 2      | 1: scan for the service partition; 0: it was discovered                                          |
 * | 3      | 4:0: when the boot flags keep being valid                                                        |
 * | 4      | write mask; 4: OEM; 3: SMS; 2: OS or service partition; 1: OS loader; 0: BIOS/POST have handled the boot info |
 * | 5      | boot flags, five bytes                                                                           |
 * | 6      | channel, session ID and time of who started the boot                                             |
 * | 7      | block number, then up to 16 bytes of the boot initiator mailbox                                  |
 */
import { type ByteReader, type ByteWriter, bit, isSet } from "@ruipmi/core/wire";
import { type BootFlags, bootFlagsCodec } from "./boot-flags.ts";

/** The numbers of the parameters; 96–127 are an OEM's. */
export const BootOptionSelector = {
  /** Whether somebody is setting them. */
  setInProgress: 0,
  /** Which partition is the service partition. */
  servicePartition: 1,
  /** Whether to look for the service partition. */
  servicePartitionScan: 2,
  /** When the boot flags keep being valid. */
  bootFlagValidBitClearing: 3,
  /** Who has handled the boot info. */
  bootInfoAcknowledge: 4,
  /** How the system shall boot. */
  bootFlags: 5,
  /** Who started the boot. */
  bootInitiatorInfo: 6,
  /** A mailbox of who started the boot for what boots. */
  bootInitiatorMailbox: 7,
} as const;

/** One of {@link BootOptionSelector}. */
export type BootOptionSelector = (typeof BootOptionSelector)[keyof typeof BootOptionSelector];

/** After what the boot flags keep being valid that would otherwise be cleared. */
export interface BootFlagValidBitClearing {
  /** A reset or power cycle by platform event filtering. */
  readonly keepOnPefReset: boolean;
  /** No Chassis Control within 60 seconds. */
  readonly keepOnCommandTimeout: boolean;
  /** A reset by the watchdog timer. */
  readonly keepOnWatchdogReset: boolean;
  /** A reset by the reset button. */
  readonly keepOnResetButton: boolean;
  /** A start by the power button or a wake-up event. */
  readonly keepOnPowerButton: boolean;
}

/** Who has handled the boot info. Who writes it names in the mask what to write. */
export interface BootInfoAcknowledge {
  /** Which bits are to be written, 0–255; 0 when read. */
  readonly writeMask: number;
  /** The OEM's. */
  readonly oem: boolean;
  /** System management software. */
  readonly sms: boolean;
  /** The operating system or service partition. */
  readonly osOrServicePartition: boolean;
  /** The loader of the operating system. */
  readonly osLoader: boolean;
  /** BIOS/POST. */
  readonly biosPost: boolean;
}

/** Who started the boot. */
export interface BootInitiatorInfo {
  /** 0–15. */
  readonly channelNumber: number;
  /** Unsigned 32 bits; 0 for none. */
  readonly sessionId: number;
  /** When, in seconds since 1970; 0 where the boot info is not valid. */
  readonly timestamp: number;
}

/** The value of a boot option parameter. */
export type BootOption =
  | {
      /** Discriminates {@link BootOption}. */
      readonly kind: "setInProgress";
      /** 0: set complete, 1: set in progress, 2: commit write. */
      readonly state: number;
    }
  | {
      /** Discriminates {@link BootOption}. */
      readonly kind: "servicePartition";
      /** Its number; 0 for none. */
      readonly partition: number;
    }
  | {
      /** Discriminates {@link BootOption}. */
      readonly kind: "servicePartitionScan";
      /** Look for the service partition at the next boot. */
      readonly scan: boolean;
      /** It was found. */
      readonly discovered: boolean;
    }
  | ({
      /** Discriminates {@link BootOption}. */
      readonly kind: "bootFlagValidBitClearing";
    } & BootFlagValidBitClearing)
  | ({
      /** Discriminates {@link BootOption}. */
      readonly kind: "bootInfoAcknowledge";
    } & BootInfoAcknowledge)
  | ({
      /** Discriminates {@link BootOption}. */
      readonly kind: "bootFlags";
    } & BootFlags)
  | ({
      /** Discriminates {@link BootOption}. */
      readonly kind: "bootInitiatorInfo";
    } & BootInitiatorInfo)
  | {
      /** Discriminates {@link BootOption}. */
      readonly kind: "bootInitiatorMailbox";
      /** Which block, 0–255. */
      readonly block: number;
      /** Up to 16 bytes; the first three of block 0 are the IANA number of whose mailbox it is. */
      readonly data: Uint8Array;
    }
  | {
      /** Discriminates {@link BootOption}. */
      readonly kind: "other";
      /** A parameter that is an OEM's own, or not known: as it is on the wire. */
      readonly data: Uint8Array;
    };

/** How long a block of the boot initiator mailbox is. */
export const BOOT_MAILBOX_BLOCK_LENGTH: number = 16;

/** Writes a parameter's value. */
export function writeBootOption(option: BootOption, writer: ByteWriter): void {
  switch (option.kind) {
    case "setInProgress":
      writer.u8(option.state & 3);
      return;
    case "servicePartition":
      writer.u8(option.partition);
      return;
    case "servicePartitionScan":
      writer.u8(bit(1, option.scan) | bit(0, option.discovered));
      return;
    case "bootFlagValidBitClearing":
      writer.u8(
        bit(4, option.keepOnPefReset) |
          bit(3, option.keepOnCommandTimeout) |
          bit(2, option.keepOnWatchdogReset) |
          bit(1, option.keepOnResetButton) |
          bit(0, option.keepOnPowerButton),
      );
      return;
    case "bootInfoAcknowledge":
      writer
        .u8(option.writeMask)
        .u8(
          bit(4, option.oem) |
            bit(3, option.sms) |
            bit(2, option.osOrServicePartition) |
            bit(1, option.osLoader) |
            bit(0, option.biosPost),
        );
      return;
    case "bootFlags":
      bootFlagsCodec.encode(option, writer);
      return;
    case "bootInitiatorInfo":
      writer
        .u8(option.channelNumber & 0x0f)
        .u32(option.sessionId)
        .u32(option.timestamp);
      return;
    case "bootInitiatorMailbox":
      writer.u8(option.block).bytes(option.data.subarray(0, BOOT_MAILBOX_BLOCK_LENGTH));
      return;
    case "other":
      writer.bytes(option.data);
  }
}

/** Reads the value of the parameter of this number. */
export function readBootOption(parameterSelector: number, reader: ByteReader): BootOption {
  switch (parameterSelector) {
    case BootOptionSelector.setInProgress:
      return { kind: "setInProgress", state: reader.u8("setInProgress") & 3 };
    case BootOptionSelector.servicePartition:
      return { kind: "servicePartition", partition: reader.u8("servicePartition") };
    case BootOptionSelector.servicePartitionScan: {
      const bits = reader.u8("servicePartitionScan");
      return { kind: "servicePartitionScan", scan: isSet(bits, 1), discovered: isSet(bits, 0) };
    }
    case BootOptionSelector.bootFlagValidBitClearing:
      return readValidBitClearing(reader.u8("validBitClearing"));
    case BootOptionSelector.bootInfoAcknowledge:
      return readAcknowledge(reader.u8("writeMask"), reader.u8("bootInfoAcknowledge"));
    case BootOptionSelector.bootFlags:
      return { kind: "bootFlags", ...bootFlagsCodec.decode(reader) };
    case BootOptionSelector.bootInitiatorInfo:
      return {
        kind: "bootInitiatorInfo",
        channelNumber: reader.u8("channelNumber") & 0x0f,
        sessionId: reader.u32("sessionId"),
        timestamp: reader.u32("timestamp"),
      };
    case BootOptionSelector.bootInitiatorMailbox: {
      const block = reader.u8("block");
      if (reader.remaining > BOOT_MAILBOX_BLOCK_LENGTH) throw reader.malformed("data", "is more than 16 bytes");
      return { kind: "bootInitiatorMailbox", block, data: reader.rest() };
    }
    default:
      return { kind: "other", data: reader.rest() };
  }
}

function readValidBitClearing(bits: number): BootOption {
  return {
    kind: "bootFlagValidBitClearing",
    keepOnPefReset: isSet(bits, 4),
    keepOnCommandTimeout: isSet(bits, 3),
    keepOnWatchdogReset: isSet(bits, 2),
    keepOnResetButton: isSet(bits, 1),
    keepOnPowerButton: isSet(bits, 0),
  };
}

function readAcknowledge(writeMask: number, bits: number): BootOption {
  return {
    kind: "bootInfoAcknowledge",
    writeMask,
    oem: isSet(bits, 4),
    sms: isSet(bits, 3),
    osOrServicePartition: isSet(bits, 2),
    osLoader: isSet(bits, 1),
    biosPost: isSet(bits, 0),
  };
}

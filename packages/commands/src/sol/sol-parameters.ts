/**
 * SOL configuration parameters (IPMI v2.0 §26.4, table 26-5):
 *
 * | selector | data                                                                                         |
 * |----------|----------------------------------------------------------------------------------------------|
 * | 0        | 1:0: set in progress: 0 = complete, 1 = in progress, 2 = commit                               |
 * | 1        | 0: enabled                                                                                   |
 * | 2        | 7: force encryption; 6: force authentication; 3:0: privilege level needed                      |
 * | 3        | character accumulate interval in 5 ms; character send threshold                              |
 * | 4        | 2:0: retry count; then retry interval in 10 ms                                               |
 * | 5, 6     | 3:0: bit rate, non-volatile and volatile                                                     |
 * | 7        | 3:0: payload channel, read only                                                              |
 * | 8        | 0:1: payload UDP port                                                                        |
 */
import { type ByteReader, type ByteWriter, bit, isSet } from "@ruipmi/core/wire";

/** Numbers of the SOL configuration parameters (IPMI v2.0 table 26-5). */
export const SolParameterSelector = {
  /** Keeps two from setting at once. */
  setInProgress: 0,
  /** Whether SOL may be activated. */
  enable: 1,
  /** Who may activate it, and how it must be protected. */
  authentication: 2,
  /** How characters are gathered into packets. */
  characterAccumulate: 3,
  /** How packets are repeated. */
  retry: 4,
  /** Bit rate of the serial port after a restart of the managed system. */
  nonVolatileBitRate: 5,
  /** Bit rate of the serial port now. */
  volatileBitRate: 6,
  /** Channel that SOL goes over. */
  payloadChannel: 7,
  /** UDP port that SOL goes over. */
  payloadPort: 8,
} as const;

/** Bit rates as the parameters name them (IPMI v2.0 table 26-5). */
export const SolBitRate = {
  /** As set for IPMI over the serial channel. */
  serialChannel: 0,
  /** 9600 bit/s. */
  rate9600: 6,
  /** 19200 bit/s. */
  rate19200: 7,
  /** 38400 bit/s. */
  rate38400: 8,
  /** 57600 bit/s. */
  rate57600: 9,
  /** 115200 bit/s. */
  rate115200: 10,
} as const;

/** Parameter 0. */
export interface SolSetInProgress {
  /** Discriminates {@link SolParameter}. */
  readonly type: "setInProgress";
  /** 0 = set complete, 1 = set in progress, 2 = commit write, 3 = reserved. */
  readonly state: number;
}

/** Parameter 1. */
export interface SolEnable {
  /** Discriminates {@link SolParameter}. */
  readonly type: "enable";
  /** Whether SOL may be activated. */
  readonly enabled: boolean;
}

/** Parameter 2. */
export interface SolAuthentication {
  /** Discriminates {@link SolParameter}. */
  readonly type: "authentication";
  /** Whether SOL is only to be had in sessions with confidentiality. */
  readonly forceEncryption: boolean;
  /** Whether SOL is only to be had in sessions with integrity. */
  readonly forceAuthentication: boolean;
  /** The level needed to activate SOL, one of `PrivilegeLevel`, 0–15. */
  readonly privilegeLevel: number;
}

/** Parameter 3. */
export interface SolCharacterAccumulate {
  /** Discriminates {@link SolParameter}. */
  readonly type: "characterAccumulate";
  /** Milliseconds that characters wait for more, 5–1275 in steps of 5; 0 is reserved. */
  readonly interval: number;
  /** So many characters do not wait any longer, 1–255; 0 for never. */
  readonly sendThreshold: number;
}

/** Parameter 4. */
export interface SolRetry {
  /** Discriminates {@link SolParameter}. */
  readonly type: "retry";
  /** How often an unacknowledged packet is sent again, 0–7. */
  readonly count: number;
  /** Milliseconds between them, 0–2550 in steps of 10. */
  readonly interval: number;
}

/** Parameters 5 and 6. */
export interface SolBitRateParameter {
  /** Discriminates {@link SolParameter}. */
  readonly type: "nonVolatileBitRate" | "volatileBitRate";
  /** One of {@link SolBitRate}, 0–15. */
  readonly bitRate: number;
}

/** Parameter 7. */
export interface SolPayloadChannel {
  /** Discriminates {@link SolParameter}. */
  readonly type: "payloadChannel";
  /** 0–15. */
  readonly channelNumber: number;
}

/** Parameter 8. */
export interface SolPayloadPort {
  /** Discriminates {@link SolParameter}. */
  readonly type: "payloadPort";
  /** UDP port, 0–65535. */
  readonly port: number;
}

/** A parameter that IPMI v2.0 does not define: 192–255 are the OEM's. */
export interface SolOtherParameter {
  /** Discriminates {@link SolParameter}. */
  readonly type: "other";
  /** 9–255. */
  readonly selector: number;
  /** Its bytes. */
  readonly data: Uint8Array;
}

/** A SOL configuration parameter with its value. */
export type SolParameter =
  | SolSetInProgress
  | SolEnable
  | SolAuthentication
  | SolCharacterAccumulate
  | SolRetry
  | SolBitRateParameter
  | SolPayloadChannel
  | SolPayloadPort
  | SolOtherParameter;

/** The number of a parameter. */
export function solParameterSelector(parameter: SolParameter): number {
  return parameter.type === "other" ? parameter.selector : SolParameterSelector[parameter.type];
}

/** Writes a parameter's data, without its selector. */
export function writeSolParameter(writer: ByteWriter, parameter: SolParameter): void {
  switch (parameter.type) {
    case "setInProgress":
      writer.u8(parameter.state & 3);
      break;
    case "enable":
      writer.u8(bit(0, parameter.enabled));
      break;
    case "authentication":
      writer.u8(
        bit(7, parameter.forceEncryption) | bit(6, parameter.forceAuthentication) | (parameter.privilegeLevel & 0x0f),
      );
      break;
    case "characterAccumulate":
      writer.u8(parameter.interval / 5).u8(parameter.sendThreshold);
      break;
    case "retry":
      writer.u8(parameter.count & 7).u8(parameter.interval / 10);
      break;
    case "nonVolatileBitRate":
    case "volatileBitRate":
      writer.u8(parameter.bitRate & 0x0f);
      break;
    case "payloadChannel":
      writer.u8(parameter.channelNumber & 0x0f);
      break;
    case "payloadPort":
      writer.u16(parameter.port);
      break;
    case "other":
      writer.bytes(parameter.data);
      break;
  }
}

/** Reads the data of the parameter of this number. */
export function readSolParameter(reader: ByteReader, selector: number): SolParameter {
  switch (selector) {
    case SolParameterSelector.setInProgress:
      return { type: "setInProgress", state: reader.u8("setInProgress") & 3 };
    case SolParameterSelector.enable:
      return { type: "enable", enabled: isSet(reader.u8("enable"), 0) };
    case SolParameterSelector.authentication: {
      const bits = reader.u8("authentication");
      return {
        type: "authentication",
        forceEncryption: isSet(bits, 7),
        forceAuthentication: isSet(bits, 6),
        privilegeLevel: bits & 0x0f,
      };
    }
    case SolParameterSelector.characterAccumulate: {
      const interval = reader.u8("characterAccumulateInterval") * 5;
      return { type: "characterAccumulate", interval, sendThreshold: reader.u8("characterSendThreshold") };
    }
    case SolParameterSelector.retry: {
      const count = reader.u8("retryCount") & 7;
      return { type: "retry", count, interval: reader.u8("retryInterval") * 10 };
    }
    case SolParameterSelector.nonVolatileBitRate:
      return { type: "nonVolatileBitRate", bitRate: reader.u8("bitRate") & 0x0f };
    case SolParameterSelector.volatileBitRate:
      return { type: "volatileBitRate", bitRate: reader.u8("bitRate") & 0x0f };
    case SolParameterSelector.payloadChannel:
      return { type: "payloadChannel", channelNumber: reader.u8("payloadChannel") & 0x0f };
    case SolParameterSelector.payloadPort:
      return { type: "payloadPort", port: reader.u16("payloadPort") };
    default:
      return { type: "other", selector, data: reader.rest() };
  }
}

/**
 * Get System Interface Capabilities, 06h/57h (IPMI v2.0 §22.9):
 *
 * | byte | request                             | response, SSIF                                           | KCS, SMIC               |
 * |------|-------------------------------------|----------------------------------------------------------|-------------------------|
 * | 0    | 3:0: 0h SSIF, 1h KCS, 2h SMIC       | reserved                                                 | reserved                |
 * | 1    |                                     | 7:6: multi-part reads and writes; 3: PEC; 2:0: version   | 2:0: version            |
 * | 2    |                                     | longest message in                                       | longest message in      |
 * | 3    |                                     | longest message out                                      |                         |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";

/** The system interfaces (IPMI v2.0 §22.9). */
export const SystemInterface = {
  /** SMBus. */
  ssif: 0,
  /** Keyboard controller style. */
  kcs: 1,
  /** Server management interface chip. */
  smic: 2,
} as const;

/** One of {@link SystemInterface}. */
export type SystemInterface = (typeof SystemInterface)[keyof typeof SystemInterface];

/** Names an interface. */
export interface GetSystemInterfaceCapabilitiesRequest {
  /** One of {@link SystemInterface}; 3–15 are reserved. */
  readonly systemInterface: number;
}

/** What an SSIF can do. */
export interface SsifCapabilities {
  /** Discriminates {@link SystemInterfaceCapabilities}. */
  readonly kind: "ssif";
  /** 0: only single-part; 1: multi-part, without middle; 2: multi-part, with middle; 3 is reserved. */
  readonly transactionSupport: number;
  /** Whether packets are checked (SMBus PEC). */
  readonly pecSupport: boolean;
  /** 0 is version 1. */
  readonly version: number;
  /** Bytes of the longest message to the controller. */
  readonly inputMessageSize: number;
  /** Bytes of the longest message from the controller. */
  readonly outputMessageSize: number;
}

/** What a KCS or SMIC interface can do. */
export interface KcsCapabilities {
  /** Discriminates {@link SystemInterfaceCapabilities}. */
  readonly kind: "kcs";
  /** 0 is version 1. */
  readonly version: number;
  /** Bytes of the longest message to the controller. */
  readonly inputMessageSize: number;
}

/** What an interface of a reserved number can do. */
export interface OtherInterfaceCapabilities {
  /** Discriminates {@link SystemInterfaceCapabilities}. */
  readonly kind: "other";
  /** As it is on the wire. */
  readonly data: Uint8Array;
}

/** What a system interface can do. */
export type SystemInterfaceCapabilities = SsifCapabilities | KcsCapabilities | OtherInterfaceCapabilities;

/** Get System Interface Capabilities: any user may ask. */
export const getSystemInterfaceCapabilities: Command<
  GetSystemInterfaceCapabilitiesRequest,
  SystemInterfaceCapabilities
> = {
  name: "Get System Interface Capabilities",
  netFn: NetFn.app,
  cmd: 0x57,
  section: "IPMI v2.0 §22.9",
  request: {
    encode(value, writer) {
      writer.u8(value.systemInterface & 0x0f);
    },
    decode(reader) {
      return { systemInterface: reader.u8("systemInterface") & 0x0f };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(0);
      if (value.kind === "other") writer.bytes(value.data);
      else if (value.kind === "kcs") writer.u8(value.version & 7).u8(value.inputMessageSize);
      else
        writer
          .u8((value.transactionSupport << 6) | bit(3, value.pecSupport) | (value.version & 7))
          .u8(value.inputMessageSize)
          .u8(value.outputMessageSize);
    },
    decode(reader, { systemInterface }) {
      reader.skip(1, "reserved");
      if (systemInterface > SystemInterface.smic) return { kind: "other", data: reader.rest() };
      const flags = reader.u8("version");
      const version = flags & 7;
      const inputMessageSize = reader.u8("inputMessageSize");
      if (systemInterface !== SystemInterface.ssif) return { kind: "kcs", version, inputMessageSize };
      return {
        kind: "ssif",
        transactionSupport: flags >>> 6,
        pecSupport: isSet(flags, 3),
        version,
        inputMessageSize,
        outputMessageSize: reader.u8("outputMessageSize"),
      };
    },
  },
};

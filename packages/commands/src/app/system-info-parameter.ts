/**
 * System info parameters, as Set and Get System Info Parameters carry them (IPMI v2.0 §22.14a, table 22-16c). Those with
 * text come in blocks of 16 bytes, told apart by a set selector; the first begins with the encoding and the length.
 */
import type { ByteReader, ByteWriter } from "@ruipmi/core/wire";

/** The numbers of the parameters; C0h–FFh are an OEM's. */
export const SystemInfoParameterSelector = {
  /** Whether somebody is setting them. */
  setInProgress: 0,
  /** The version of the system's firmware (BIOS). */
  systemFirmwareVersion: 1,
  /** The system's name. */
  systemName: 2,
  /** The operating system that is installed. */
  primaryOperatingSystemName: 3,
  /** The operating system that runs; forgotten when the system starts anew. */
  operatingSystemName: 4,
  /** The version of the operating system that runs. */
  operatingSystemVersion: 5,
  /** Where the controller's web pages are. */
  bmcUrl: 6,
  /** Where the operating system's or hypervisor's web pages are. */
  hypervisorUrl: 7,
} as const;

/** One of {@link SystemInfoParameterSelector}. */
export type SystemInfoParameterSelector =
  (typeof SystemInfoParameterSelector)[keyof typeof SystemInfoParameterSelector];

/** Whether somebody is setting the system info parameters. */
export interface SystemInfoSetInProgress {
  /** Discriminates {@link SystemInfoParameter}. */
  readonly kind: "setInProgress";
  /** 0: set complete, 1: set in progress, 2: commit write. */
  readonly state: number;
}

/** A block of a text. */
export interface SystemInfoTextBlock {
  /** Discriminates {@link SystemInfoParameter}. */
  readonly kind: "text";
  /** Which block of it, 0–255. */
  readonly setSelector: number;
  /** Up to 16 bytes; the first block's begin with encoding and length. See {@link decodeSystemInfoText}. */
  readonly block: Uint8Array;
}

/** A parameter that is an OEM's own, or not known. */
export interface SystemInfoOther {
  /** Discriminates {@link SystemInfoParameter}. */
  readonly kind: "other";
  /** As it is on the wire. */
  readonly data: Uint8Array;
}

/** The value of a system info parameter. */
export type SystemInfoParameter = SystemInfoSetInProgress | SystemInfoTextBlock | SystemInfoOther;

/** How long a block of text is. */
export const SYSTEM_INFO_BLOCK_LENGTH: number = 16;

/** Whether the parameter of this number is a text. */
export function isSystemInfoText(parameterSelector: number): boolean {
  return (
    parameterSelector >= SystemInfoParameterSelector.systemFirmwareVersion &&
    parameterSelector <= SystemInfoParameterSelector.hypervisorUrl
  );
}

/** Writes a parameter's value. */
export function writeSystemInfoParameter(parameter: SystemInfoParameter, writer: ByteWriter): void {
  switch (parameter.kind) {
    case "setInProgress":
      writer.u8(parameter.state & 3);
      break;
    case "text":
      writer.u8(parameter.setSelector).bytes(parameter.block.subarray(0, SYSTEM_INFO_BLOCK_LENGTH));
      break;
    case "other":
      writer.bytes(parameter.data);
      break;
  }
}

/** Reads the value of the parameter of this number. */
export function readSystemInfoParameter(parameterSelector: number, reader: ByteReader): SystemInfoParameter {
  if (parameterSelector === SystemInfoParameterSelector.setInProgress)
    return { kind: "setInProgress", state: reader.u8("setInProgress") & 3 };
  if (!isSystemInfoText(parameterSelector)) return { kind: "other", data: reader.rest() };
  const setSelector = reader.u8("setSelector");
  if (reader.remaining > SYSTEM_INFO_BLOCK_LENGTH) throw reader.malformed("block", "is more than 16 bytes");
  return { kind: "text", setSelector, block: reader.rest() };
}

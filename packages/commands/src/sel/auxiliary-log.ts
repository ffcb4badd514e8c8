/**
 * How an auxiliary log is, in Get Auxiliary Log Status' response and behind the log type in Set's request
 * (IPMI v2.0 §31.12, §31.13):
 *
 * | byte | log type 0, MCA         | log types 1 and 2, OEM       |
 * |------|-------------------------|------------------------------|
 * | 0:3  | time of the last entry  | time of the last entry       |
 * | 4:7  | number of entries       | 4:6: OEM's IANA number       |
 * | 7:   |                         | as the OEM says              |
 */
import type { ByteReader, ByteWriter } from "@ruipmi/core/wire";

/** The auxiliary logs there may be (IPMI v2.0 §31.12). */
export const AuxiliaryLogType = {
  /** Of the processor's machine check architecture. */
  mca: 0,
  /** An OEM's own. */
  oem1: 1,
  /** An OEM's own. */
  oem2: 2,
} as const;

/** One of {@link AuxiliaryLogType}. */
export type AuxiliaryLogType = (typeof AuxiliaryLogType)[keyof typeof AuxiliaryLogType];

/** How the machine check log is. */
export interface McaLogStatus {
  /** Discriminates {@link AuxiliaryLogStatus}. */
  readonly kind: "mca";
  /** Seconds since 1970 of the last entry; below 20000000h since initialization; FFFFFFFFh: not said. */
  readonly timestamp: number;
  /** How many entries there are, unsigned 32 bits. */
  readonly entryCount: number;
}

/** How an OEM's log is. */
export interface OemLogStatus {
  /** Discriminates {@link AuxiliaryLogStatus}. */
  readonly kind: "oem";
  /** Seconds since 1970 of the last entry; below 20000000h since initialization; FFFFFFFFh: not said. */
  readonly timestamp: number;
  /** The OEM's IANA enterprise number, 24 bits. */
  readonly iana: number;
  /** As the OEM says. */
  readonly data: Uint8Array;
}

/** How a log of a reserved type is. */
export interface OtherLogStatus {
  /** Discriminates {@link AuxiliaryLogStatus}. */
  readonly kind: "other";
  /** As it is on the wire. */
  readonly data: Uint8Array;
}

/** How an auxiliary log is. */
export type AuxiliaryLogStatus = McaLogStatus | OemLogStatus | OtherLogStatus;

/** Writes it. */
export function writeAuxiliaryLogStatus(status: AuxiliaryLogStatus, writer: ByteWriter): void {
  if (status.kind === "mca") writer.u32(status.timestamp).u32(status.entryCount);
  else if (status.kind === "oem") writer.u32(status.timestamp).u24(status.iana).bytes(status.data);
  else writer.bytes(status.data);
}

/** Reads that of a log of this type. */
export function readAuxiliaryLogStatus(logType: number, reader: ByteReader): AuxiliaryLogStatus {
  if (logType > AuxiliaryLogType.oem2) return { kind: "other", data: reader.rest() };
  const timestamp = reader.u32("timestamp");
  if (logType === AuxiliaryLogType.mca) return { kind: "mca", timestamp, entryCount: reader.u32("entryCount") };
  return { kind: "oem", timestamp, iana: reader.u24("iana"), data: reader.rest() };
}

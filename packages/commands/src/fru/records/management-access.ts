/**
 * Management access, record type 03h (FRU Information Storage Definition §18.4):
 *
 * | byte | meaning                                                                                              |
 * |------|------------------------------------------------------------------------------------------------------|
 * | 0    | sub-record type: 01h–03h system management URL, name and ping address; 04h–06h a component's; 07h system unique ID |
 * | 1:   | text in Latin 1; of 07h 16 bytes as in SMBIOS                                                        |
 */
import type { Codec } from "@ruipmi/core/wire";

/** What a management access record may say (FRU Information Storage Definition table 18-6). */
export const ManagementAccessType = {
  /** Where the system is managed, as a URL. */
  systemManagementUrl: 1,
  /** The system's name. */
  systemName: 2,
  /** An address of the system that answers a ping. */
  systemPingAddress: 3,
  /** Where the component is managed, as a URL. */
  componentManagementUrl: 4,
  /** The component's name. */
  componentName: 5,
  /** An address of the component that answers a ping. */
  componentPingAddress: 6,
  /** The system's UUID, 16 bytes. */
  systemUniqueId: 7,
} as const;

/** How a system or component is reached for management. */
export interface ManagementAccess {
  /** Discriminates `FruMultiRecordValue`. */
  readonly kind: "managementAccess";
  /** One of {@link ManagementAccessType}, 0–255. */
  readonly subRecordType: number;
  /** What it says, at most 254 bytes. */
  readonly data: Uint8Array;
}

/** What the record says as text, which all but the system unique ID are. */
export function managementAccessText({ data }: ManagementAccess): string {
  return String.fromCharCode(...data).replace(/\0+$/, "");
}

/** The record's data, both ways. */
export const managementAccessRecord: Codec<ManagementAccess> = {
  encode(value, writer) {
    writer.u8(value.subRecordType).bytes(value.data.subarray(0, 0xfe));
  },
  decode(reader) {
    return { kind: "managementAccess", subRecordType: reader.u8("subRecordType"), data: reader.rest() };
  },
};

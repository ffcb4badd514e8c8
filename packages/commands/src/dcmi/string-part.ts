/**
 * What the commands for the asset tag and the management controller identifier string have in common
 * (DCMI v1.5 §6.4.2, §6.4.3, §6.4.6):
 *
 * | byte | get: request          | get: response       | set: request           | set: response               |
 * |------|-----------------------|---------------------|------------------------|-----------------------------|
 * | 0    | offset                | length of the whole | offset                 | length of the whole, as it is now |
 * | 1    | bytes to read, ≤ 16   | data (1:)           | bytes to write, ≤ 16   |                             |
 * | 2:   |                       |                     | data                   |                             |
 */
import type { Codec, Command } from "@ruipmi/core/wire";
import { inDcmiGroup } from "./dcmi-group.ts";

/** Asks for a part of a string. */
export interface GetStringPartRequest {
  /** Bytes to leave out. */
  readonly offset: number;
  /** At most 16. */
  readonly bytesToRead: number;
}

/** A part of a string. */
export interface GetStringPartResponse {
  /** Bytes of the whole string. */
  readonly totalLength: number;
  /** The part. */
  readonly data: Uint8Array;
}

/** Writes a part of a string, which ends with it. */
export interface SetStringPartRequest {
  /** Where, in bytes. */
  readonly offset: number;
  /** The part, at most 16 bytes. */
  readonly data: Uint8Array;
}

/** How long the string has become. */
export interface SetStringPartResponse {
  /** Bytes of the whole string. */
  readonly totalLength: number;
}

/** A command that reads a part of a string. */
export function stringReader(
  name: string,
  cmd: number,
  section: string,
  completionCodes: Readonly<Record<number, string>>,
): Command<GetStringPartRequest, GetStringPartResponse> {
  return { ...inDcmiGroup, name, cmd, section, request: partAskedFor, response: partRead, completionCodes };
}

/** A command that writes a part of a string. */
export function stringWriter(
  name: string,
  cmd: number,
  section: string,
  completionCodes: Readonly<Record<number, string>>,
): Command<SetStringPartRequest, SetStringPartResponse> {
  return { ...inDcmiGroup, name, cmd, section, request: partToWrite, response: partWritten, completionCodes };
}

const partAskedFor: Codec<GetStringPartRequest> = {
  encode(value, writer) {
    writer.u8(value.offset).u8(value.bytesToRead);
  },
  decode(reader) {
    return { offset: reader.u8("offset"), bytesToRead: reader.u8("bytesToRead") };
  },
};

const partRead: Codec<GetStringPartResponse, unknown> = {
  encode(value, writer) {
    writer.u8(value.totalLength).bytes(value.data);
  },
  decode(reader) {
    return { totalLength: reader.u8("totalLength"), data: reader.rest() };
  },
};

const partToWrite: Codec<SetStringPartRequest> = {
  encode(value, writer) {
    const data = value.data.subarray(0, 0xff);
    writer.u8(value.offset).u8(data.length).bytes(data);
  },
  decode(reader) {
    const offset = reader.u8("offset");
    return { offset, data: reader.bytes(reader.u8("bytesToWrite"), "data") };
  },
};

const partWritten: Codec<SetStringPartResponse, unknown> = {
  encode(value, writer) {
    writer.u8(value.totalLength);
  },
  decode(reader) {
    return { totalLength: reader.u8("totalLength") };
  },
};

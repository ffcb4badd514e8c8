/**
 * Payload enables, of Set and Get User Payload Access (IPMI v2.0 §24.6, table 24-8):
 *
 * | byte | field                                                   |
 * |------|---------------------------------------------------------|
 * | 0    | 7:1: standard payloads 7 to 1 (SOL is 1); 0: reserved    |
 * | 1    | reserved                                                |
 * | 2    | 7:0: OEM payloads 27h to 20h                            |
 * | 3    | reserved                                                |
 */
import { type ByteReader, type ByteWriter, readPayloadTypes, writePayloadTypes } from "@ruipmi/core/wire";

/** Writes the payload types a user may activate: those of 1–7 and 20h–27h. */
export function writePayloadEnables(writer: ByteWriter, payloadTypes: readonly number[]): void {
  const standard = payloadTypes.filter((type) => type > 0);
  writePayloadTypes(writer, standard, 0, 1);
  writer.u8(0);
  writePayloadTypes(writer, payloadTypes, 0x20, 1);
  writer.u8(0);
}

/** Reads the payload types a user may activate, in ascending order. */
export function readPayloadEnables(reader: ByteReader): number[] {
  const standard = readPayloadTypes(reader, "standardPayloadEnables", 0, 1).filter((type) => type > 0);
  reader.skip(1, "standardPayloadEnables2");
  const oem = readPayloadTypes(reader, "oemPayloadEnables", 0x20, 1);
  reader.skip(1, "oemPayloadEnables2");
  return [...standard, ...oem];
}

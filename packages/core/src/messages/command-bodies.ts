import { ByteReader } from "../wire/byte-reader.ts";
import { ByteWriter } from "../wire/byte-writer.ts";
import type { Command } from "./command.ts";

/** A request's data as it goes over the wire: the defining body's number in front, where the command has one. */
export function encodeRequestData<Req, Res>(command: Command<Req, Res>, body: Req): Uint8Array {
  const writer = new ByteWriter();
  if (command.groupExtension !== undefined) writer.u8(command.groupExtension); // IPMI v2.0 table 5-1: NetFn 2Ch
  if (command.iana !== undefined) writer.u24(command.iana); // IPMI v2.0 table 5-1: NetFn 2Eh
  command.request.encode(body, writer);
  return writer.toBytes();
}

/**
 * The response's body out of the data after the completion code.
 *
 * @throws `MalformedMessageError` for data that is no response to that request
 */
export function decodeResponseData<Req, Res>(command: Command<Req, Res>, data: Uint8Array, request: Req): Res {
  const reader = new ByteReader(data, `${command.name} response`);
  if (command.groupExtension !== undefined) expect(reader, "groupExtension", command.groupExtension, 1);
  if (command.iana !== undefined) expect(reader, "iana", command.iana, 3);
  const response = command.response.decode(reader, request);
  reader.end();
  return response;
}

function expect(reader: ByteReader, field: string, value: number, length: 1 | 3): void {
  const found = length === 1 ? reader.u8(field) : reader.u24(field);
  if (found !== value) throw reader.malformed(field, `is ${found}, not ${value}`);
}

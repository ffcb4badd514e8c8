import { ByteReader } from "../wire/byte-reader.ts";
import { ByteWriter } from "../wire/byte-writer.ts";
import type { AnyCommand, Command } from "./command.ts";

/** The bytes before both bodies of a group's or an OEM's command (IPMI v2.0 §5.1): of network functions 2Ch and 2Eh. */
export function bodyPrefix(command: AnyCommand): Uint8Array {
  if (command.groupExtension !== undefined) return Uint8Array.of(command.groupExtension);
  const { iana } = command;
  return iana === undefined ? new Uint8Array(0) : Uint8Array.of(iana, iana >>> 8, iana >>> 16);
}

/** A request's data as it goes over the wire: the defining body's number in front, where the command has one. */
export function encodeRequestData<Req, Res>(command: Command<Req, Res>, body: Req): Uint8Array {
  const writer = new ByteWriter().bytes(bodyPrefix(command as AnyCommand));
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

/**
 * IPMI messages as LAN and IPMB carry them (IPMI v2.0 §13.8, figure 13-4):
 *
 * | byte  | request                     | response                    |
 * |-------|-----------------------------|-----------------------------|
 * | 0     | rsAddr                      | rqAddr                      |
 * | 1     | 7:2 netFn (even), 1:0 rsLUN | 7:2 netFn (odd), 1:0 rqLUN  |
 * | 2     | checksum of bytes 0 and 1   | checksum of bytes 0 and 1   |
 * | 3     | rqAddr                      | rsAddr                      |
 * | 4     | 7:2 rqSeq, 1:0 rqLUN        | 7:2 rqSeq, 1:0 rsLUN        |
 * | 5     | cmd                         | cmd                         |
 * | 6     | data …                      | completion code, then data …|
 * | last  | checksum from byte 3 on     | checksum from byte 3 on     |
 */
import { MalformedMessageError } from "../errors.ts";
import type { ByteWriter } from "./byte-writer.ts";
import type { Codec } from "./codec.ts";

/** The slave address of the BMC (IPMI v2.0 §5.4). */
export const BMC_SLAVE_ADDRESS = 0x20;

/** The software ID that a remote console has as its address (IPMI v2.0 table 5-4). */
export const REMOTE_CONSOLE_SWID = 0x81;

/** How many bytes a request has besides its data. */
export const REQUEST_OVERHEAD = 7;

/** A request: from a remote console to a managed system, or from one controller to another on an IPMB. */
export interface LanRequest {
  /** Responder's address: a slave address, or a software ID (odd). */
  readonly rsAddr: number;
  /** Network function, 0–63, even in a request. */
  readonly netFn: number;
  /** Responder's LUN, 0–3. */
  readonly rsLun: number;
  /** Requester's address. */
  readonly rqAddr: number;
  /** Requester's sequence number, 0–63: what the response is matched on. */
  readonly rqSeq: number;
  /** Requester's LUN, 0–3. */
  readonly rqLun: number;
  /** Command. */
  readonly cmd: number;
  /** Request data, without checksums. */
  readonly data: Uint8Array;
}

/** A response, addressed back to the requester. */
export interface LanResponse {
  /** Requester's address. A bridge may have put another here than the request had: nothing to match on. */
  readonly rqAddr: number;
  /** Network function, 0–63, odd in a response. */
  readonly netFn: number;
  /** Requester's LUN, 0–3. */
  readonly rqLun: number;
  /** Responder's address. */
  readonly rsAddr: number;
  /** The request's sequence number, 0–63. */
  readonly rqSeq: number;
  /** Responder's LUN, 0–3. */
  readonly rsLun: number;
  /** Command. */
  readonly cmd: number;
  /** Completion code (IPMI v2.0 table 5-2); 00h is success. */
  readonly completionCode: number;
  /** Response data after the completion code. */
  readonly data: Uint8Array;
}

/** How strictly LAN messages are read. */
export interface LanDecodeOptions {
  /** Whether the two checksums must be right; they must unless this says `false` (quirk `nochecksumcheck`). */
  readonly verifyChecksums: boolean;
}

/**
 * The two's complement of the sum of some bytes: summed with it, they give 0 (IPMI v2.0 §13.8).
 *
 * @param start - index of the first byte
 * @param end - index after the last byte
 */
export function checksum(bytes: Uint8Array, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; at++) sum += bytes[at]!;
  return -sum & 0xff;
}

/** Writes a request with its checksums. */
export function encodeLanRequest(message: LanRequest, writer: ByteWriter): void {
  const { rsAddr, netFn, rsLun, rqAddr, rqSeq, rqLun, cmd, data } = message;
  const sum = writeHeader(writer, rsAddr, netFn, rsLun, rqAddr, rqSeq, rqLun, cmd);
  writer.bytes(data).u8(checksum(data, 0, data.length) - sum);
}

/** Writes a response with its checksums. */
export function encodeLanResponse(message: LanResponse, writer: ByteWriter): void {
  const { rqAddr, netFn, rqLun, rsAddr, rqSeq, rsLun, cmd, completionCode, data } = message;
  const sum = writeHeader(writer, rqAddr, netFn, rqLun, rsAddr, rqSeq, rsLun, cmd) + completionCode;
  writer
    .u8(completionCode)
    .bytes(data)
    .u8(checksum(data, 0, data.length) - sum);
}

/**
 * Reads a whole request.
 *
 * @param frame - the message and nothing else; copied from, not kept
 * @throws `MalformedMessageError` for what is too short, is a response or has a wrong checksum; the field of the latter
 * is `checksum1` or `checksum2`
 */
export function decodeLanRequest(frame: Uint8Array, options: LanDecodeOptions = strict): LanRequest {
  checkFrame(frame, REQUEST_OVERHEAD, options);
  const netFn = frame[1]! >>> 2;
  if (netFn & 1) throw new MalformedMessageError("LAN request: netFn", 1, "is odd, which is a response's");
  return {
    rsAddr: frame[0]!,
    netFn,
    rsLun: frame[1]! & 3,
    rqAddr: frame[3]!,
    rqSeq: frame[4]! >>> 2,
    rqLun: frame[4]! & 3,
    cmd: frame[5]!,
    data: frame.slice(6, -1),
  };
}

/**
 * Reads a whole response.
 *
 * @param frame - the message and nothing else; copied from, not kept
 * @throws `MalformedMessageError` for what is too short, is a request or has a wrong checksum; the field of the latter
 * is `checksum1` or `checksum2`
 */
export function decodeLanResponse(frame: Uint8Array, options: LanDecodeOptions = strict): LanResponse {
  checkFrame(frame, RESPONSE_OVERHEAD, options);
  const netFn = frame[1]! >>> 2;
  if (!(netFn & 1)) throw new MalformedMessageError("LAN response: netFn", 1, "is even, which is a request's");
  return {
    rqAddr: frame[0]!,
    netFn,
    rqLun: frame[1]! & 3,
    rsAddr: frame[3]!,
    rqSeq: frame[4]! >>> 2,
    rsLun: frame[4]! & 3,
    cmd: frame[5]!,
    completionCode: frame[6]!,
    data: frame.slice(7, -1),
  };
}

/** A request, checksums verified; takes all that is left. */
export const lanRequest: Codec<LanRequest> = {
  encode: encodeLanRequest,
  decode: (reader) => decodeLanRequest(reader.restView()),
};

/** A response, checksums verified; takes all that is left. */
export const lanResponse: Codec<LanResponse> = {
  encode: encodeLanResponse,
  decode: (reader) => decodeLanResponse(reader.restView()),
};

const strict: LanDecodeOptions = { verifyChecksums: true };
const RESPONSE_OVERHEAD = 8;

/** Writes the six bytes that both directions share; returns the sum of those that the second checksum covers. */
function writeHeader(
  writer: ByteWriter,
  to: number,
  netFn: number,
  toLun: number,
  from: number,
  rqSeq: number,
  fromLun: number,
  cmd: number,
): number {
  const netFnLun = (netFn << 2) | (toLun & 3);
  const rqSeqLun = (rqSeq << 2) | (fromLun & 3);
  writer
    .u8(to)
    .u8(netFnLun)
    .u8(-(to + netFnLun))
    .u8(from)
    .u8(rqSeqLun)
    .u8(cmd);
  return from + rqSeqLun + cmd;
}

function checkFrame(frame: Uint8Array, overhead: number, options: LanDecodeOptions): void {
  const last = frame.length - 1;
  if (frame.length < overhead)
    throw new MalformedMessageError("LAN message: length", 0, `needs ${overhead} bytes, has ${frame.length}`);
  if (!options.verifyChecksums) return;
  if (checksum(frame, 0, 2) !== frame[2])
    throw new MalformedMessageError("LAN message: checksum1", 2, "does not match");
  if (checksum(frame, 3, last) !== frame[last])
    throw new MalformedMessageError("LAN message: checksum2", last, "does not match");
}

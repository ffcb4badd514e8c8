import type { CaptureItem } from "../../src/file/capture-item.ts";
import { CaptureReader } from "../../src/file/capture-reader.ts";
import { concat, uint } from "./bytes.ts";

/** A packet as the test files have it. */
export interface FilePacket {
  readonly seconds: number;
  /** Micro- or nanoseconds, as the file counts. */
  readonly fraction: number;
  readonly data: Uint8Array;
  readonly originalLength?: number;
}

/** How a classic file is written. */
export interface PcapForm {
  readonly littleEndian: boolean;
  readonly nanoseconds: boolean;
}

/** A classic pcap file. */
export function pcapFile(packets: readonly FilePacket[], form: PcapForm, linkType = 1): Uint8Array {
  const { littleEndian, nanoseconds } = form;
  const u16 = (value: number): Uint8Array => uint(value, 2, littleEndian);
  const u32 = (value: number): Uint8Array => uint(value, 4, littleEndian);
  const magic = u32(nanoseconds ? 0xa1b2_3c4d : 0xa1b2_c3d4);
  const header = concat(magic, u16(2), u16(4), u32(0), u32(0), u32(65_535), u32(linkType));
  const records = packets.map(({ seconds, fraction, data, originalLength = data.length }) =>
    concat(u32(seconds), u32(fraction), u32(data.length), u32(originalLength), data),
  );
  return concat(header, ...records);
}

/** A block of a pcapng file. */
export function block(type: number, body: Uint8Array, littleEndian = true): Uint8Array {
  const padded = concat(body, new Uint8Array((4 - (body.length % 4)) % 4));
  const length = uint(padded.length + 12, 4, littleEndian);
  return concat(uint(type, 4, littleEndian), length, padded, length);
}

/** A section header block. */
export function sectionHeader(littleEndian = true): Uint8Array {
  const u16 = (value: number): Uint8Array => uint(value, 2, littleEndian);
  const body = concat(uint(0x1a2b_3c4d, 4, littleEndian), u16(1), u16(0), new Uint8Array(8).fill(0xff));
  return block(0x0a0d_0d0a, body, littleEndian);
}

/** An interface description block. */
export function interfaceDescription(
  linkType: number,
  options: readonly { readonly code: number; readonly value: Uint8Array }[] = [],
  littleEndian = true,
  snapshotLength = 0,
): Uint8Array {
  const u16 = (value: number): Uint8Array => uint(value, 2, littleEndian);
  const parts = options.map(({ code, value }) =>
    concat(u16(code), u16(value.length), value, new Uint8Array((4 - (value.length % 4)) % 4)),
  );
  return block(1, concat(u16(linkType), u16(0), uint(snapshotLength, 4, littleEndian), ...parts), littleEndian);
}

/** An enhanced packet block. */
export function enhancedPacket(
  interfaceId: number,
  ticks: bigint,
  data: Uint8Array,
  littleEndian = true,
  options: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const u32 = (value: number): Uint8Array => uint(value, 4, littleEndian);
  const pad = new Uint8Array((4 - (data.length % 4)) % 4);
  const fields = [interfaceId, Number(ticks >> 32n), Number(ticks & 0xffff_ffffn), data.length, data.length];
  return block(6, concat(...fields.map(u32), data, pad, options), littleEndian);
}

/** Everything in a file, pushed in chunks of a length. Data is copied, so that it can be compared later. */
export function readAll(file: Uint8Array, chunkLength = file.length): readonly CaptureItem[] {
  const reader = new CaptureReader();
  const items: CaptureItem[] = [];
  const keep = (item: CaptureItem): void => {
    items.push(item.type === "packet" ? { ...item, data: item.data.slice() } : item);
  };
  for (let at = 0; at < file.length; at += chunkLength) {
    for (const item of reader.push(file.slice(at, at + chunkLength))) keep(item);
  }
  for (const item of reader.end()) keep(item);
  return items;
}

/** The packets' data alone. */
export function dataOf(items: readonly CaptureItem[]): readonly Uint8Array[] {
  return items.flatMap((item) => (item.type === "packet" ? [item.data] : []));
}

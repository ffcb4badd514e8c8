import { ByteReader, decodeFromBytes } from "@ruipmi/core/wire";
import { getSdr, getSelEntry, readFruData } from "../../src/index.ts";
import { recordedOf } from "./recorded-exchanges.ts";

/** The recording of `sdr elist`, `sel elist` and `fru print`. */
export const inventory = "ipmitool-inventory-cs3";

/** The sensor data records that ipmitool read, put together from its pieces. */
export const recordedSdrs: readonly Uint8Array[] = assembleSdrs();

/** The event log records that ipmitool read. */
export const recordedSelRecords: readonly Uint8Array[] = recordedOf(inventory, getSelEntry).map(({ response }) =>
  response.slice(2),
);

/** As much of FRU 0 and FRU 1 as ipmitool read, zeros between. */
export const recordedFru: readonly Uint8Array[] = [fruImage(0), fruImage(1)];

function assembleSdrs(): readonly Uint8Array[] {
  const pieces = new Map<number, number[]>();
  for (const { request, response } of recordedOf(inventory, getSdr)) {
    const asked = decodeFromBytes(getSdr.request, request, "request");
    const { data } = decodeFromBytes(getSdr.response, response, "response", asked);
    const id = asked.recordId === 0 ? new ByteReader(data, "header").u16("recordId") : asked.recordId;
    const bytes = pieces.get(id) ?? [];
    for (const [index, byte] of data.entries()) bytes[asked.offset + index] = byte;
    pieces.set(id, bytes);
  }
  return [...pieces.values()].map((bytes) => Uint8Array.from(bytes));
}

function fruImage(fruDeviceId: number): Uint8Array {
  const image = new Uint8Array(256);
  for (const { request, response } of recordedOf(inventory, readFruData)) {
    const asked = decodeFromBytes(readFruData.request, request, "request");
    if (asked.fruDeviceId !== fruDeviceId) continue;
    image.set(decodeFromBytes(readFruData.response, response, "response", asked).data, asked.offset);
  }
  return image;
}

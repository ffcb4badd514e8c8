import { NetFn } from "@ruipmi/core/wire";
import type { CassetteBridge, CassetteRequest } from "./cassette.ts";
import { dataWithoutSecrets } from "./secret-data.ts";

/**
 * Names a request so that two of the same name get the same answers. Left out is what a managed system draws anew each
 * time (reservation IDs: whoever asks in another order than the recorded console has others), and what is secret.
 */
export function requestKey(request: CassetteRequest): string {
  const { netFn, cmd, lun = 0, bridge } = request;
  const data = dataWithoutSecrets(request);
  if (beginsWithReservation.has(commandKey(netFn, cmd))) data.fill(0, 0, reservationLength);
  return `${netFn}/${cmd}/${lun}/${pathKey(bridge)}/${hexText(data)}`;
}

/** The way to a controller as text; the same for the same controller. */
export function pathKey(bridge: CassetteBridge | undefined): string {
  if (bridge === undefined) return "";
  const { channel, address, transitChannel, transitAddress } = bridge;
  return [transitChannel, transitAddress, channel, address].map((part) => part ?? "").join(".");
}

/** Bytes in hexadecimal, `between` between them. */
export function hexText(bytes: Uint8Array, between = ""): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(between);
}

const commandKey = (netFn: number, cmd: number): number => netFn * 256 + cmd;

const reservationLength = 2;

/** Commands whose data begins with a reservation ID (IPMI v2.0 §31.4–31.9, §33.11–33.15, §35.3). */
const beginsWithReservation: ReadonlySet<number> = new Set([
  // Get Device SDR.
  commandKey(NetFn.sensorEvent, 0x21),
  // Get SDR, Partial Add SDR, Delete SDR, Clear SDR Repository.
  ...[0x23, 0x25, 0x26, 0x27].map((cmd) => commandKey(NetFn.storage, cmd)),
  // Get SEL Entry, Partial Add SEL Entry, Delete SEL Entry, Clear SEL.
  ...[0x43, 0x45, 0x46, 0x47].map((cmd) => commandKey(NetFn.storage, cmd)),
]);

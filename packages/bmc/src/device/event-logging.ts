import type { Millis } from "../types.ts";
import { lanChannel } from "./accounts/index.ts";
import type { BmcDevice } from "./device.ts";
import { addEvent, type SelEvent } from "./sel/index.ts";

/** Sensor type Session Audit, its offset "Invalid password disable" (IPMI v2.0 table 42-3). */
const sessionAudit = 0x2a;
const invalidPasswordDisable = 3;
/** Event data 2 and 3 have sensor-specific extensions: user ID and channel. */
const hasExtensions = 0xf0;

/** Logs what the machine noticed by itself, unless event logging is off (IPMI v2.0 §22.1, bit 3). */
export function logEvent({ sel, identity }: Pick<BmcDevice, "sel" | "identity">, event: SelEvent, now: Millis): void {
  if (identity.globalEnables.systemEventLogging) addEvent(sel, event, now);
}

/** Logs that wrong passwords suspended a user, where the device shall (IPMI v2.0 table 23-4, parameter 26). */
export function logSuspension(device: BmcDevice, userId: number, now: Millis): void {
  if (!device.accounts.badPasswords.generateEvent) return;
  const sensor = device.sensors.find(({ sensorType }) => sensorType === sessionAudit);
  const event = {
    sensorType: sessionAudit,
    sensorNumber: sensor?.number ?? 0,
    eventType: 0x6f,
    asserted: true,
    eventData: [hasExtensions | invalidPasswordDisable, userId, lanChannel],
  };
  logEvent(device, event, now);
}

import { type PlatformEventMessage, platformEventMessage } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { logEvent } from "../../device/event-logging.ts";
import type { BuiltInHandler } from "../handler.ts";

/**
 * Platform Event Message (IPMI v2.0 §29.3): received is received. Where the log is full the event is lost, which the
 * log's overflow flag says; where event logging is off, nothing says so.
 */
export const platformEventMessageHandler: BuiltInHandler<PlatformEventMessage, void> = {
  command: platformEventMessage,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: (event, { device, message, now }) => {
    // The requester's address, its LUN and the channel it came in by (IPMI v2.0 §32.1).
    const generatorId = message.rqAddr | (message.rqLun << 8) | (lanChannel << 12);
    logEvent(device, { ...event, generatorId }, now);
  },
};

/** The one LAN channel there is. */
const lanChannel = 1;

import { type PlatformEventMessage, platformEventMessage } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { addEvent } from "../../device/sel/index.ts";
import type { BuiltInHandler } from "../handler.ts";

/**
 * Platform Event Message (IPMI v2.0 §29.3): received is received. Where the log is full the event is lost, which the
 * log's overflow flag says.
 */
export const platformEventMessageHandler: BuiltInHandler<PlatformEventMessage, void> = {
  command: platformEventMessage,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: (event, { device: { sel }, message, now }) => {
    // The requester's address, its LUN and the channel it came in by (IPMI v2.0 §32.1).
    const generatorId = message.rqAddr | (message.rqLun << 8) | (lanChannel << 12);
    addEvent(sel, { ...event, generatorId }, now);
  },
};

/** The one LAN channel there is. */
const lanChannel = 1;

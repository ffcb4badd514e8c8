import { coldReset, warmReset } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { stopWatchdog } from "../../device/watchdog/index.ts";
import type { BmcHost } from "../../host.ts";
import type { Millis } from "../../types.ts";
import type { BuiltInHandler, HandlerContext } from "../handler.ts";

/** Cold Reset (IPMI v2.0 §20.2): ends the sessions, also those nobody closes, and what is volatile is as configured again. */
export function coldResetHandler(host: BmcHost): BuiltInHandler<void, void> {
  return {
    command: coldReset,
    options: { privilegeLevel: PrivilegeLevel.administrator },
    handler: (_request, context) => {
      const { device, now } = context;
      const { identity, accounts, watchdog, boot } = device;
      for (const { access } of accounts.channels) {
        if (access !== undefined) access.present = { ...access.nonVolatile };
      }
      stopWatchdog(watchdog, now);
      watchdog.isInitialized = false;
      boot.setInProgress = 0;
      identity.systemInfoSetInProgress = 0;
      identity.systemInfoUnderWay = {};
      for (const flag of Object.keys(identity.messageFlags) as (keyof typeof identity.messageFlags)[]) {
        identity.messageFlags[flag] = false;
      }
      host.config.faults.leakedSlots = 0;
      restart(host, context, identity.restartTimes.cold);
    },
  };
}

/** Warm Reset (IPMI v2.0 §20.3): ends the sessions, and keeps all that was set. */
export function warmResetHandler(host: BmcHost): BuiltInHandler<void, void> {
  return {
    command: warmReset,
    options: { privilegeLevel: PrivilegeLevel.administrator },
    handler: (_request, context) => restart(host, context, context.device.identity.restartTimes.warm),
  };
}

/** The answer still goes out in the session that the command came in. */
function restart(
  { sessions }: BmcHost,
  { device: { identity }, session: own, now }: HandlerContext,
  time: Millis,
): void {
  for (const session of sessions.opened()) {
    if (session.sessionId === own?.sessionId) session.closing = "reset";
    else sessions.end(session, "reset");
  }
  sessions.forgetHandshakes();
  identity.restartsUntil = time > 0 ? now + time : undefined;
  identity.restartCount += 1;
}

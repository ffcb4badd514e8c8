import { getSdrRepositoryTime, type SdrRepositoryTime, setSdrRepositoryTime } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { selTime, setSelClock } from "../../device/sel/index.ts";
import type { BuiltInHandler } from "../handler.ts";

/** Get SDR Repository Time (IPMI v2.0 §33.17): there is one clock, the SEL's. */
export const getSdrRepositoryTimeHandler: BuiltInHandler<void, SdrRepositoryTime> = {
  command: getSdrRepositoryTime,
  handler: (_request, { device, now }) => ({ time: selTime(device.sel, now) }),
};

/** Set SDR Repository Time (IPMI v2.0 §33.18): sets the SEL's clock, there being one. */
export const setSdrRepositoryTimeHandler: BuiltInHandler<SdrRepositoryTime, void> = {
  command: setSdrRepositoryTime,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: ({ time }, { device, now }) => setSelClock(device.sel, time, now),
};

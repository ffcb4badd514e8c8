import { getSelTime, type SelTime, setSelTime } from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { selTime, setSelClock } from "../../device/sel/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** Get SEL Time (IPMI v2.0 §31.10). */
export const getSelTimeHandler: BuiltInHandler<void, SelTime> = {
  command: getSelTime,
  handler: (_request, { device: { sel }, now }) => ({ time: selTime(sel, now) }),
};

/** Set SEL Time (IPMI v2.0 §31.11). FFFFFFFFh is no time. */
export const setSelTimeHandler: BuiltInHandler<SelTime, void> = {
  command: setSelTime,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: ({ time }, { device: { sel }, now }) => {
    if (time === 0xffffffff) return refuse(CompletionCode.invalidDataField);
    return setSelClock(sel, time, now);
  },
};

import { getSelTimeUtcOffset, type SelTimeUtcOffset, setSelTimeUtcOffset } from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** Get SEL Time UTC Offset (IPMI v2.0 §31.11a). */
export const getSelTimeUtcOffsetHandler: BuiltInHandler<void, SelTimeUtcOffset> = {
  command: getSelTimeUtcOffset,
  handler: (_request, { device: { sel } }) => (sel.utcOffset === undefined ? {} : { offset: sel.utcOffset }),
};

/** Set SEL Time UTC Offset (IPMI v2.0 §31.11b): a day either way at most. */
export const setSelTimeUtcOffsetHandler: BuiltInHandler<SelTimeUtcOffset, void> = {
  command: setSelTimeUtcOffset,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: ({ offset }, { device: { sel } }) => {
    if (offset !== undefined && Math.abs(offset) > 1440) return refuse(CompletionCode.invalidDataField);
    sel.utcOffset = offset;
    return undefined;
  },
};

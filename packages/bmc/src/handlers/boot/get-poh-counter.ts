import { type GetPohCounterResponse, getPohCounter } from "@ruipmi/commands";
import { pohCounts } from "../../device/boot/index.ts";
import type { BuiltInHandler } from "../handler.ts";

/** Get POH Counter (IPMI v2.0 §28.14): the power-on hours, as the engine's time counts them. */
export const getPohCounterHandler: BuiltInHandler<void, GetPohCounterResponse> = {
  command: getPohCounter,
  handler: (_request, { device: { boot } }) => ({
    minutesPerCount: boot.minutesPerPohCount,
    counts: pohCounts(boot),
  }),
};

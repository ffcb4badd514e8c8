import { type ReserveSelResponse, reserveSel } from "@ruipmi/commands";
import { isErasing, reserveLog } from "../../device/sel/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { selEraseInProgress } from "./refusals.ts";

/** Reserve SEL (IPMI v2.0 §31.4): the reservation before is void. */
export const reserveSelHandler: BuiltInHandler<void, ReserveSelResponse> = {
  command: reserveSel,
  handler: (_request, { device: { sel }, now }) =>
    isErasing(sel, now) ? refuse(selEraseInProgress) : { reservationId: reserveLog(sel) },
};

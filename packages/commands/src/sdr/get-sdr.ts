/** Get SDR, 0Ah/23h (IPMI v2.0 §33.12); bodies in record-reading.ts. */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type ReadSdrRequest, type ReadSdrResponse, readSdrRequest, readSdrResponse } from "./record-reading.ts";

/**
 * Get SDR: a record of the SDR repository, or a piece. CAh where it is more than fits into a response: ask for less;
 * C5h where the reservation has ended: reserve again and begin anew.
 */
export const getSdr: Command<ReadSdrRequest, ReadSdrResponse> = {
  name: "Get SDR",
  netFn: NetFn.storage,
  cmd: 0x23,
  section: "IPMI v2.0 §33.12",
  request: readSdrRequest,
  response: readSdrResponse,
};

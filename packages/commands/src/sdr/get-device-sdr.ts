/** Get Device SDR, 04h/21h (IPMI v2.0 §35.3); bodies in record-reading.ts. */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type ReadSdrRequest, type ReadSdrResponse, readSdrRequest, readSdrResponse } from "./record-reading.ts";

/** Get Device SDR: a record of a controller's own, or a piece; otherwise as Get SDR. */
export const getDeviceSdr: Command<ReadSdrRequest, ReadSdrResponse> = {
  name: "Get Device SDR",
  netFn: NetFn.sensorEvent,
  cmd: 0x21,
  section: "IPMI v2.0 §35.3",
  request: readSdrRequest,
  response: readSdrResponse,
  completionCodes: { 128: "Record changed" },
};

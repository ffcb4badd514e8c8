/**
 * Set Auxiliary Log Status, 0Ah/5Bh (IPMI v2.0 §31.13). The response is empty.
 *
 * | byte | request                               |
 * |------|---------------------------------------|
 * | 0    | 3:0 log: 0h MCA, 1h OEM 1, 2h OEM 2   |
 * | 1…   | status: auxiliary-log.ts              |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type AuxiliaryLogStatus, readAuxiliaryLogStatus, writeAuxiliaryLogStatus } from "./auxiliary-log.ts";

/** The status of an auxiliary log, as whoever keeps that log tells it. */
export interface SetAuxiliaryLogStatusRequest {
  /** One of `AuxiliaryLogType`; 3–15 are reserved. */
  readonly logType: number;
  /** How the log is; of the kind that goes with the type. */
  readonly status: AuxiliaryLogStatus;
}

/** Set Auxiliary Log Status: needs ADMINISTRATOR. */
export const setAuxiliaryLogStatus: Command<SetAuxiliaryLogStatusRequest, void> = {
  name: "Set Auxiliary Log Status",
  netFn: NetFn.storage,
  cmd: 0x5b,
  section: "IPMI v2.0 §31.13",
  request: {
    encode(value, writer) {
      writer.u8(value.logType & 0x0f);
      writeAuxiliaryLogStatus(value.status, writer);
    },
    decode(reader) {
      const logType = reader.u8("logType") & 0x0f;
      return { logType, status: readAuxiliaryLogStatus(logType, reader) };
    },
  },
  response: emptyBody,
};

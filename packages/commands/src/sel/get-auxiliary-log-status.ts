/**
 * Get Auxiliary Log Status, 0Ah/5Ah (IPMI v2.0 §31.12):
 *
 * | byte | request                              | response                       |
 * |------|--------------------------------------|--------------------------------|
 * | 0    | 3:0 log: 0h MCA, 1h OEM 1, 2h OEM 2  | status: auxiliary-log.ts (0…)  |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type AuxiliaryLogStatus, readAuxiliaryLogStatus, writeAuxiliaryLogStatus } from "./auxiliary-log.ts";

/** Asks for the status of an auxiliary log. */
export interface GetAuxiliaryLogStatusRequest {
  /** One of `AuxiliaryLogType`; 3–15 are reserved. */
  readonly logType: number;
}

/** Get Auxiliary Log Status: any user may ask. */
export const getAuxiliaryLogStatus: Command<GetAuxiliaryLogStatusRequest, AuxiliaryLogStatus> = {
  name: "Get Auxiliary Log Status",
  netFn: NetFn.storage,
  cmd: 0x5a,
  section: "IPMI v2.0 §31.12",
  request: {
    encode(value, writer) {
      writer.u8(value.logType & 0x0f);
    },
    decode(reader) {
      return { logType: reader.u8("logType") & 0x0f };
    },
  },
  response: {
    encode: writeAuxiliaryLogStatus,
    decode(reader, { logType }) {
      return readAuxiliaryLogStatus(logType, reader);
    },
  },
};

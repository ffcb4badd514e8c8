/**
 * Add SDR, 0Ah/24h (IPMI v2.0 §33.13):
 *
 * | byte | request                                                        | response  |
 * |------|----------------------------------------------------------------|-----------|
 * | 0:   | a record, header included; its record ID is not looked at      | record ID |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type RecordIdBody, recordIdBody } from "../formats/record-access.ts";

/** Brings a record. */
export interface AddSdrRequest {
  /** The whole record, the five bytes of its header included. */
  readonly recordData: Uint8Array;
}

/** Add SDR: needs OPERATOR. Where it is modal, only between Enter and Exit SDR Repository Update Mode. */
export const addSdr: Command<AddSdrRequest, RecordIdBody> = {
  name: "Add SDR",
  netFn: NetFn.storage,
  cmd: 0x24,
  section: "IPMI v2.0 §33.13",
  request: {
    encode(value, writer) {
      writer.bytes(value.recordData);
    },
    decode(reader) {
      return { recordData: reader.rest() };
    },
  },
  response: recordIdBody,
};

/**
 * Get User Payload Access, 06h/4Dh (IPMI v2.0 §24.7, table 24-9):
 *
 * | byte | request                      | response        |
 * |------|------------------------------|-----------------|
 * | 0    | 3:0: channel, 0Eh = this one | 0:3: payload enables |
 * | 1    | 5:0: user ID                 |                 |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { readPayloadEnables, writePayloadEnables } from "./user-payload-access.ts";

/** Whose access is asked about. */
export interface GetUserPayloadAccessRequest {
  /** 0–15; 0Eh is the channel the request comes in on. */
  readonly channelNumber: number;
  /** 1–63; 0 is reserved. */
  readonly userId: number;
}

/** What a user may activate. */
export interface GetUserPayloadAccessResponse {
  /** Payload types of 1–7 and 20h–27h, in ascending order. */
  readonly payloadTypes: readonly number[];
}

/** Get User Payload Access: needs OPERATOR. */
export const getUserPayloadAccess: Command<GetUserPayloadAccessRequest, GetUserPayloadAccessResponse> = {
  name: "Get User Payload Access",
  netFn: NetFn.app,
  cmd: 0x4d,
  section: "IPMI v2.0 §24.7",
  request: {
    encode(value, writer) {
      writer.u8(value.channelNumber & 0x0f).u8(value.userId & 0x3f);
    },
    decode(reader) {
      const channelNumber = reader.u8("channelNumber") & 0x0f;
      return { channelNumber, userId: reader.u8("userId") & 0x3f };
    },
  },
  response: {
    encode(value, writer) {
      writePayloadEnables(writer, value.payloadTypes);
    },
    decode(reader) {
      return { payloadTypes: readPayloadEnables(reader) };
    },
  },
};

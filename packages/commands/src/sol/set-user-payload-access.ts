/**
 * Set User Payload Access, 06h/4Ch (IPMI v2.0 §24.6, table 24-8):
 *
 * | byte | request                                                  |
 * |------|----------------------------------------------------------|
 * | 0    | 3:0: channel, 0Eh = this one                             |
 * | 1    | 7:6: 00 = enable, 01 = disable what follows; 5:0: user ID |
 * | 2:5  | payload enables                                          |
 *
 * The response is empty.
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { readPayloadEnables, writePayloadEnables } from "./user-payload-access.ts";

/** What is done with the payload types of a {@link SetUserPayloadAccessRequest}. */
export const PayloadAccessOperation = {
  /** The user may activate them; others stay as they are. */
  enable: 0,
  /** The user may not activate them; others stay as they are. */
  disable: 1,
} as const;

/** Allows a user payloads, or forbids them. */
export interface SetUserPayloadAccessRequest {
  /** 0–15; 0Eh is the channel the request comes in on. */
  readonly channelNumber: number;
  /** One of {@link PayloadAccessOperation}; 2 and 3 are reserved. */
  readonly operation: number;
  /** 1–63; 0 is reserved. */
  readonly userId: number;
  /** The payload types meant, of 1–7 and 20h–27h, in ascending order. */
  readonly payloadTypes: readonly number[];
}

/** Set User Payload Access: needs ADMINISTRATOR. */
export const setUserPayloadAccess: Command<SetUserPayloadAccessRequest, void> = {
  name: "Set User Payload Access",
  netFn: NetFn.app,
  cmd: 0x4c,
  section: "IPMI v2.0 §24.6",
  request: {
    encode(value, writer) {
      writer.u8(value.channelNumber & 0x0f).u8(((value.operation & 3) << 6) | (value.userId & 0x3f));
      writePayloadEnables(writer, value.payloadTypes);
    },
    decode(reader) {
      const channelNumber = reader.u8("channelNumber") & 0x0f;
      const user = reader.u8("userId");
      const payloadTypes = readPayloadEnables(reader);
      return { channelNumber, operation: user >>> 6, userId: user & 0x3f, payloadTypes };
    },
  },
  response: emptyBody,
};

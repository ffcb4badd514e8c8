/**
 * Get User Name, 06h/46h (IPMI v2.0 §22.29):
 *
 * | byte | request       |
 * |------|---------------|
 * | 0    | 5:0: user ID  |
 *
 * | byte | response                     |
 * |------|------------------------------|
 * | 0:15 | name, filled up with zeros   |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { readUserName, writeUserName } from "./user-name.ts";

/** Asks for a user's name. */
export interface GetUserNameRequest {
  /** 1–63. */
  readonly userId: number;
}

/** A user's name. */
export interface GetUserNameResponse {
  /** 0 to 16 bytes, without zeros at the end. */
  readonly name: Uint8Array;
}

/** Get User Name: needs OPERATOR. */
export const getUserName: Command<GetUserNameRequest, GetUserNameResponse> = {
  name: "Get User Name",
  netFn: NetFn.app,
  cmd: 0x46,
  section: "IPMI v2.0 §22.29",
  request: {
    encode({ userId }, writer) {
      writer.u8(userId & 0x3f);
    },
    decode(reader) {
      return { userId: reader.u8("userId") & 0x3f };
    },
  },
  response: {
    encode({ name }, writer) {
      writeUserName(name, writer);
    },
    decode(reader) {
      return { name: readUserName(reader) };
    },
  },
};

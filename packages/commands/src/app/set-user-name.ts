/**
 * Set User Name, 06h/45h (IPMI v2.0 §22.28). The response is empty.
 *
 * | byte | request                                |
 * |------|----------------------------------------|
 * | 0    | 5:0: user ID                           |
 * | 1:16 | name, filled up with zeros             |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { readUserName, writeUserName } from "./user-name.ts";

/** Names a user. */
export interface SetUserNameRequest {
  /** 1–63. */
  readonly userId: number;
  /** 0 to 16 bytes, without zeros at the end; none for the null user. */
  readonly name: Uint8Array;
}

/** Set User Name: needs ADMINISTRATOR. */
export const setUserName: Command<SetUserNameRequest, void> = {
  name: "Set User Name",
  netFn: NetFn.app,
  cmd: 0x45,
  section: "IPMI v2.0 §22.28",
  request: {
    encode({ userId, name }, writer) {
      writer.u8(userId & 0x3f);
      writeUserName(name, writer);
    },
    decode(reader) {
      return { userId: reader.u8("userId") & 0x3f, name: readUserName(reader) };
    },
  },
  response: emptyBody,
};

/**
 * RAKP Message 1, payload type 12h (IPMI v2.0 §13.20, table 13-11):
 *
 * | byte  | field                                                                |
 * |-------|----------------------------------------------------------------------|
 * | 0     | message tag                                                          |
 * | 1:3   | reserved                                                             |
 * | 4:7   | managed system session ID (SIDc)                                     |
 * | 8:23  | remote console random number (Rm)                                    |
 * | 24    | role: 4: look the user up by name only; 3:0: maximum privilege level |
 * | 25:26 | reserved                                                             |
 * | 27    | user name length (ULEN), 0–16                                        |
 * | 28:   | user name (UNAME), exactly ULEN bytes                                |
 */
import type { Codec } from "./codec.ts";

/** The bit of the role byte that asks for a lookup by name only, not by name and privilege (IPMI v2.0 table 13-11). */
export const NAME_ONLY_LOOKUP = 0x10;

/** How many bytes a user name has at most (IPMI v2.0 table 13-11). */
export const MAXIMUM_USERNAME_LENGTH = 16;

/** The remote console says who it is and gives its random number. */
export interface RakpMessage1 {
  /** 0–255, chosen by the remote console, echoed by RAKP Message 2. */
  readonly messageTag: number;
  /** SIDc: unsigned 32 bits, from the Open Session Response. */
  readonly managedSystemSessionId: number;
  /** Rm: 16 bytes. */
  readonly remoteConsoleRandom: Uint8Array;
  /** The whole role byte as the codes hash it: {@link NAME_ONLY_LOOKUP} and a privilege level. */
  readonly role: number;
  /** UNAME: 0–16 bytes, empty for the null user. */
  readonly username: Uint8Array;
  /** Bytes behind the user name, up to 44 in all; only from those who pad the name to 16. Absent when there are none. */
  readonly padding?: Uint8Array;
}

/** RAKP Message 1: 28 bytes and the user name; padding up to 44 bytes is tolerated and kept. */
export const rakpMessage1: Codec<RakpMessage1> = {
  encode(value, writer) {
    writer
      .u8(value.messageTag)
      .u24(0)
      .u32(value.managedSystemSessionId)
      .bytes(value.remoteConsoleRandom)
      .u8(value.role)
      .u16(0)
      .u8(value.username.length)
      .bytes(value.username);
    if (value.padding !== undefined) writer.bytes(value.padding);
  },
  decode(reader) {
    const messageTag = reader.u8("messageTag");
    reader.skip(3, "reserved");
    const managedSystemSessionId = reader.u32("managedSystemSessionId");
    const remoteConsoleRandom = reader.bytes(16, "remoteConsoleRandom");
    const role = reader.u8("role");
    reader.skip(2, "reserved");
    const usernameLength = reader.u8("usernameLength");
    if (usernameLength > MAXIMUM_USERNAME_LENGTH) throw reader.malformed("usernameLength", "is more than 16");
    const username = reader.bytes(usernameLength, "username");
    const message = { messageTag, managedSystemSessionId, remoteConsoleRandom, role, username };
    if (reader.remaining === 0) return message;
    if (usernameLength + reader.remaining > MAXIMUM_USERNAME_LENGTH)
      throw reader.malformed("padding", "goes past 44 bytes");
    return { ...message, padding: reader.rest() };
  },
};

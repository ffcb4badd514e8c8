import { ByteWriter } from "../wire/byte-writer.ts";
import { AuthType } from "../wire/session-header-v15.ts";
import { md5 } from "./hash-functions.ts";
import { md2 } from "./md2.ts";

/** Bytes of a password in an IPMI v1.5 session: zero-padded, and no longer than this. */
const passwordLength = 16;

/** What the AuthCode of an IPMI v1.5 packet covers. */
export interface Ipmi15AuthCodeInput {
  /** How the packet is authenticated: md2, md5 or password of {@link AuthType}. */
  readonly authType: number;
  /** Session ID of the packet's header, unsigned 32 bits. */
  readonly sessionId: number;
  /** Session sequence number of the packet's header, unsigned 32 bits. */
  readonly sessionSequenceNumber: number;
  /** The message between the header and the end of the packet. */
  readonly payload: Uint8Array;
}

/**
 * The AuthCode that a packet of an IPMI v1.5 session must carry (IPMI v2.0 §22.17.1): MD2 or MD5 of
 * password ‖ session ID ‖ message ‖ sequence number ‖ password, or the password itself.
 *
 * @param password - what is longer than 16 bytes is cut, as those who make such packets cut it
 * @returns 16 bytes; `undefined` for authentication types that have no such code (none, OEM)
 */
export function ipmi15AuthCode(input: Ipmi15AuthCodeInput, password: Uint8Array): Uint8Array | undefined {
  const key = new Uint8Array(passwordLength);
  key.set(password.subarray(0, passwordLength));
  const { authType, sessionId, sessionSequenceNumber, payload } = input;
  if (authType === AuthType.password) return key;
  const hash = authType === AuthType.md5 ? md5.hash : authType === AuthType.md2 ? md2 : undefined;
  const code = hash?.(
    key,
    new ByteWriter(4).u32(sessionId).finish(),
    payload,
    new ByteWriter(4).u32(sessionSequenceNumber).finish(),
    key,
  );
  key.fill(0);
  return code;
}

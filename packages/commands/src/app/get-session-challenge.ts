/**
 * Get Session Challenge, 06h/39h (IPMI v2.0 §22.16), of IPMI v1.5:
 *
 * | byte | request                              | response                    |
 * |------|--------------------------------------|-----------------------------|
 * | 0    | 3:0: authentication type             | 0:3: temporary session ID   |
 * | 1:16 | user name, filled up with zeros      | 4:19: challenge string      |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";

/** Asks for a challenge. */
export interface GetSessionChallengeRequest {
  /** 0 none, 1 MD2, 2 MD5, 4 straight password, 5 OEM. */
  readonly authenticationType: number;
  /** Exactly 16 bytes, filled up with zeros; all zeros for the null user. */
  readonly username: Uint8Array;
}

/** A challenge. */
export interface GetSessionChallengeResponse {
  /** Of the Activate Session that follows; unsigned 32 bits. */
  readonly temporarySessionId: number;
  /** 16 bytes, to be sent back. */
  readonly challenge: Uint8Array;
}

/** Get Session Challenge: the first step of a session of IPMI v1.5. Needs no session. */
export const getSessionChallenge: Command<GetSessionChallengeRequest, GetSessionChallengeResponse> = {
  name: "Get Session Challenge",
  netFn: NetFn.app,
  cmd: 0x39,
  section: "IPMI v2.0 §22.16",
  request: {
    encode({ authenticationType, username }, writer) {
      const name = username.subarray(0, 16);
      writer
        .u8(authenticationType & 0x0f)
        .bytes(name)
        .fill(0, 16 - name.length);
    },
    decode(reader) {
      return {
        authenticationType: reader.u8("authenticationType") & 0x0f,
        username: reader.bytes(16, "username"),
      };
    },
  },
  response: {
    encode(value, writer) {
      writer.u32(value.temporarySessionId).bytes(value.challenge);
    },
    decode(reader) {
      return { temporarySessionId: reader.u32("temporarySessionId"), challenge: reader.bytes(16, "challenge") };
    },
  },
  completionCodes: { 129: "Invalid user name", 130: "Null user name (User 1) not enabled" },
};

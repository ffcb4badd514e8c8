/**
 * Get AuthCode, 06h/3Fh (IPMI v2.0 §22.21):
 *
 * | byte | request                                                                          | response      |
 * |------|----------------------------------------------------------------------------------|---------------|
 * | 0    | 7:6: 0 IPMI v1.5, 1 RMCP+; 5:0: authentication type or integrity algorithm       | 0:: AuthCode  |
 * | 1    | 3:0: channel                                                                     |               |
 * | 2    | 5:0: user ID                                                                     |               |
 * | 3:18 | what to make an AuthCode of                                                      |               |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";

/** Asks for an AuthCode of a user. */
export interface GetAuthCodeRequest {
  /** Whether `algorithm` is an integrity algorithm of RMCP+; otherwise it is an authentication type of IPMI v1.5. */
  readonly rmcpPlus: boolean;
  /** 0–63. */
  readonly algorithm: number;
  /** 0–15; 14 is this one. */
  readonly channelNumber: number;
  /** 1–63. */
  readonly userId: number;
  /** 16 bytes. */
  readonly data: Uint8Array;
}

/** An AuthCode. */
export interface GetAuthCodeResponse {
  /** 16 bytes for IPMI v1.5; with RMCP+ as many as the integrity algorithm gives. */
  readonly authCode: Uint8Array;
}

/** Get AuthCode: lets other software check a password without knowing it. Needs OPERATOR. */
export const getAuthCode: Command<GetAuthCodeRequest, GetAuthCodeResponse> = {
  name: "Get AuthCode",
  netFn: NetFn.app,
  cmd: 0x3f,
  section: "IPMI v2.0 §22.21",
  request: {
    encode(value, writer) {
      const data = value.data.subarray(0, 16);
      writer
        .u8((value.rmcpPlus ? 0x40 : 0) | (value.algorithm & 0x3f))
        .u8(value.channelNumber & 0x0f)
        .u8(value.userId & 0x3f)
        .bytes(data)
        .fill(0, 16 - data.length);
    },
    decode(reader) {
      const algorithm = reader.u8("algorithm");
      return {
        rmcpPlus: algorithm >>> 6 === 1,
        algorithm: algorithm & 0x3f,
        channelNumber: reader.u8("channelNumber") & 0x0f,
        userId: reader.u8("userId") & 0x3f,
        data: reader.bytes(16, "data"),
      };
    },
  },
  response: {
    encode(value, writer) {
      writer.bytes(value.authCode);
    },
    decode(reader) {
      return { authCode: reader.rest() };
    },
  },
};

/**
 * RMCP+ Open Session Response, payload type 11h (IPMI v2.0 §13.18, table 13-10):
 *
 * | byte  | field                                       |
 * |-------|---------------------------------------------|
 * | 0     | message tag                                 |
 * | 1     | status, 00h                                 |
 * | 2     | 3:0: maximum privilege level                |
 * | 3     | reserved                                    |
 * | 4:7   | remote console session ID (SIDm)            |
 * | 8:11  | managed system session ID (SIDc)            |
 * | 12:19 | authentication payload                      |
 * | 20:27 | integrity payload                           |
 * | 28:35 | confidentiality payload                     |
 *
 * With another status it is a {@link HandshakeRefusal}.
 */
import { authenticationProposal, confidentialityProposal, integrityProposal } from "./algorithm-proposal.ts";
import type { ByteReader } from "./byte-reader.ts";
import type { Codec } from "./codec.ts";
import { decodeRefusal, encodeRefusal, type HandshakeRefusal } from "./handshake-refusal.ts";
import { RmcpStatus } from "./rmcp-status.ts";

/** The managed system has set a session aside and says which algorithms it will use. */
export interface OpenSessionAcceptance {
  /** 00h, No errors. */
  readonly status: typeof RmcpStatus.noErrors;
  /** The tag of the Open Session Request. */
  readonly messageTag: number;
  /** The highest level the algorithms allow, 0–15; some managed systems echo the 0 of the request. */
  readonly maximumPrivilegeLevel: number;
  /** SIDm: unsigned 32 bits, as the request had it. */
  readonly remoteConsoleSessionId: number;
  /** SIDc: unsigned 32 bits, in the header of all that the remote console will send in the session. */
  readonly managedSystemSessionId: number;
  /** Number of the authentication algorithm that RAKP will use, 0–63. */
  readonly authenticationAlgorithm: number;
  /** Number of the integrity algorithm, 0–63. */
  readonly integrityAlgorithm: number;
  /** Number of the confidentiality algorithm, 0–63. */
  readonly confidentialityAlgorithm: number;
}

/** The answer to an Open Session Request; compare `status` to tell which. */
export type OpenSessionResponse = OpenSessionAcceptance | HandshakeRefusal;

/** RMCP+ Open Session Response: exactly 36 bytes, or a refusal of 2 or more. */
export const openSessionResponse: Codec<OpenSessionResponse> = {
  encode(value, writer) {
    if (value.status !== RmcpStatus.noErrors) return encodeRefusal(value, writer);
    writer
      .u8(value.messageTag)
      .u8(value.status)
      .u8(value.maximumPrivilegeLevel & 0x0f)
      .u8(0)
      .u32(value.remoteConsoleSessionId)
      .u32(value.managedSystemSessionId);
    authenticationProposal.encode(value.authenticationAlgorithm, writer);
    integrityProposal.encode(value.integrityAlgorithm, writer);
    confidentialityProposal.encode(value.confidentialityAlgorithm, writer);
  },
  decode(reader) {
    const messageTag = reader.u8("messageTag");
    const status = reader.u8("status");
    if (status !== RmcpStatus.noErrors) return decodeRefusal(reader, messageTag, status);
    const maximumPrivilegeLevel = reader.u8("maximumPrivilegeLevel") & 0x0f;
    reader.skip(1, "reserved");
    return {
      status,
      messageTag,
      maximumPrivilegeLevel,
      remoteConsoleSessionId: reader.u32("remoteConsoleSessionId"),
      managedSystemSessionId: reader.u32("managedSystemSessionId"),
      authenticationAlgorithm: chosen(authenticationProposal, reader, "authenticationAlgorithm"),
      integrityAlgorithm: chosen(integrityProposal, reader, "integrityAlgorithm"),
      confidentialityAlgorithm: chosen(confidentialityProposal, reader, "confidentialityAlgorithm"),
    };
  },
};

/** A response has to choose: leaving the choice open is the request's right only. */
function chosen(proposal: typeof authenticationProposal, reader: ByteReader, field: string): number {
  const algorithm = proposal.decode(reader);
  if (algorithm === undefined) throw reader.malformed(field, "names no algorithm");
  return algorithm;
}

/**
 * RMCP+ Open Session Request, payload type 10h (IPMI v2.0 §13.17, table 13-9):
 *
 * | byte  | field                                       |
 * |-------|---------------------------------------------|
 * | 0     | message tag                                 |
 * | 1     | 3:0: requested maximum privilege level      |
 * | 2:3   | reserved                                    |
 * | 4:7   | remote console session ID (SIDm)            |
 * | 8:15  | authentication payload                      |
 * | 16:23 | integrity payload                           |
 * | 24:31 | confidentiality payload                     |
 */
import {
  type AlgorithmProposal,
  authenticationProposal,
  confidentialityProposal,
  integrityProposal,
} from "./algorithm-proposal.ts";
import type { Codec } from "./codec.ts";

/** The remote console asks for a session with these algorithms. */
export interface OpenSessionRequest {
  /** 0–255, chosen by the remote console, echoed by the response. */
  readonly messageTag: number;
  /** One of `PrivilegeLevel`, 0–15; 0 asks for the highest that the algorithms allow. */
  readonly requestedMaximumPrivilegeLevel: number;
  /** SIDm: unsigned 32 bits, not 0, in the header of all that the managed system will send in the session. */
  readonly remoteConsoleSessionId: number;
  /** Number of the authentication algorithm, or `undefined` for the managed system's choice. */
  readonly authenticationAlgorithm: AlgorithmProposal;
  /** Number of the integrity algorithm, or `undefined` for the managed system's choice. */
  readonly integrityAlgorithm: AlgorithmProposal;
  /** Number of the confidentiality algorithm, or `undefined` for the managed system's choice. */
  readonly confidentialityAlgorithm: AlgorithmProposal;
}

/** RMCP+ Open Session Request, exactly 32 bytes. */
export const openSessionRequest: Codec<OpenSessionRequest> = {
  encode(value, writer) {
    writer
      .u8(value.messageTag)
      .u8(value.requestedMaximumPrivilegeLevel & 0x0f)
      .u16(0)
      .u32(value.remoteConsoleSessionId);
    authenticationProposal.encode(value.authenticationAlgorithm, writer);
    integrityProposal.encode(value.integrityAlgorithm, writer);
    confidentialityProposal.encode(value.confidentialityAlgorithm, writer);
  },
  decode(reader) {
    const messageTag = reader.u8("messageTag");
    const requestedMaximumPrivilegeLevel = reader.u8("requestedMaximumPrivilegeLevel") & 0x0f;
    reader.skip(2, "reserved");
    return {
      messageTag,
      requestedMaximumPrivilegeLevel,
      remoteConsoleSessionId: reader.u32("remoteConsoleSessionId"),
      authenticationAlgorithm: authenticationProposal.decode(reader),
      integrityAlgorithm: integrityProposal.decode(reader),
      confidentialityAlgorithm: confidentialityProposal.decode(reader),
    };
  },
};

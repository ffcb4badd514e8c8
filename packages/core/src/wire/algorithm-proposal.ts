/**
 * Algorithm payload of Open Session Request and Response (IPMI v2.0 §13.17, §13.18, tables 13-9 and 13-10):
 *
 * | byte | field                                                             |
 * |------|-------------------------------------------------------------------|
 * | 0    | payload type: 00h authentication, 01h integrity, 02h confidentiality |
 * | 1:2  | reserved                                                          |
 * | 3    | payload length, 08h; 00h leaves the choice to the managed system  |
 * | 4    | 5:0: algorithm                                                    |
 * | 5:7  | reserved                                                          |
 */
import type { Codec } from "./codec.ts";

/** An algorithm's number, 0–63, as the rows in `crypto/` have it; `undefined` leaves the choice to the managed system. */
export type AlgorithmProposal = number | undefined;

/** Which authentication algorithm RAKP shall use. */
export const authenticationProposal: Codec<AlgorithmProposal> = proposal(0, "authenticationAlgorithm");

/** Which integrity algorithm authenticated packets shall use. */
export const integrityProposal: Codec<AlgorithmProposal> = proposal(1, "integrityAlgorithm");

/** Which confidentiality algorithm encrypted packets shall use. */
export const confidentialityProposal: Codec<AlgorithmProposal> = proposal(2, "confidentialityAlgorithm");

const RECORD_LENGTH = 8;

function proposal(payloadType: number, field: string): Codec<AlgorithmProposal> {
  return {
    encode(value, writer) {
      const length = value === undefined ? 0 : RECORD_LENGTH;
      writer
        .u8(payloadType)
        .u16(0)
        .u8(length)
        .u8((value ?? 0) & 0x3f)
        .fill(0, 3);
    },
    decode(reader) {
      if (reader.u8(field) !== payloadType) throw reader.malformed(field, `payload type is not ${payloadType}`);
      reader.skip(2, field);
      const length = reader.u8(field);
      if (length !== RECORD_LENGTH && length !== 0) throw reader.malformed(field, "payload length is neither 8 nor 0");
      const algorithm = reader.u8(field) & 0x3f;
      reader.skip(3, field);
      return length === 0 ? undefined : algorithm;
    },
  };
}

import { hexByte } from "./hex-byte.ts";

/** RMCP+ payload types (IPMI v2.0 table 13-16); 20h–27h are an OEM's own. */
export const PayloadType = {
  /** An IPMI message, {@link LanRequest} or {@link LanResponse}. */
  ipmiMessage: 0x00,
  /** Serial over LAN. */
  serialOverLan: 0x01,
  /** An OEM's payload that names its owner in the session header. */
  oemExplicit: 0x02,
  /** Open Session Request, remote console to managed system. */
  openSessionRequest: 0x10,
  /** Open Session Response, managed system to remote console. */
  openSessionResponse: 0x11,
  /** RAKP Message 1, remote console to managed system. */
  rakpMessage1: 0x12,
  /** RAKP Message 2, managed system to remote console. */
  rakpMessage2: 0x13,
  /** RAKP Message 3, remote console to managed system. */
  rakpMessage3: 0x14,
  /** RAKP Message 4, managed system to remote console. */
  rakpMessage4: 0x15,
} as const;

/** A payload type of {@link PayloadType}. */
export type PayloadType = (typeof PayloadType)[keyof typeof PayloadType];

/**
 * The payload type in the specification's words; a number without a name is given as such.
 *
 * @param payloadType - bits 5:0 of the payload type byte
 */
export function payloadTypeName(payloadType: number): string {
  const name = names[payloadType];
  if (name !== undefined) return name;
  // IPMI v2.0 table 13-16: OEM0 to OEM7
  if (payloadType >= 0x20 && payloadType <= 0x27) return `OEM payload ${hexByte(payloadType)}`;
  return `Unknown payload type ${hexByte(payloadType)}`;
}

const names: Readonly<Record<number, string>> = {
  [PayloadType.ipmiMessage]: "IPMI Message",
  [PayloadType.serialOverLan]: "SOL",
  [PayloadType.oemExplicit]: "OEM Explicit",
  [PayloadType.openSessionRequest]: "RMCP+ Open Session Request",
  [PayloadType.openSessionResponse]: "RMCP+ Open Session Response",
  [PayloadType.rakpMessage1]: "RAKP Message 1",
  [PayloadType.rakpMessage2]: "RAKP Message 2",
  [PayloadType.rakpMessage3]: "RAKP Message 3",
  [PayloadType.rakpMessage4]: "RAKP Message 4",
};

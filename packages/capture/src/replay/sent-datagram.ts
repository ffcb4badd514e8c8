import { openOutsideSession, PayloadType, parsePacket } from "@ruipmi/core/wire";
import type { ReplayEnds } from "./replay-keys.ts";

/** A datagram that the engine sent, read once: reading moves the window of who reads. */
export interface SentDatagram {
  /** The UDP payload. */
  readonly bytes: Uint8Array;
  /** Its framing. */
  readonly kind: "asf" | "ipmi15" | "rmcpPlus" | "unreadable";
  /** Payload type number; 0 for an IPMI message in either framing. */
  readonly payloadType: number;
  /** Its payload in plain; an ASF message for `asf`; `undefined` where it cannot be read. */
  readonly payload: Uint8Array | undefined;
}

/** Reads what the engine sent. */
export function readSent(bytes: Uint8Array, ends: ReplayEnds | undefined): SentDatagram {
  const packet = parsePacket(bytes);
  if (typeof packet === "string") return { bytes, kind: "unreadable", payloadType: 0, payload: undefined };
  if (packet.kind === "asf") return { bytes, kind: "asf", payloadType: 0, payload: packet.message };
  if (packet.kind === "ipmi15") {
    return { bytes, kind: "ipmi15", payloadType: PayloadType.ipmiMessage, payload: packet.payload };
  }
  const payload = packet.sessionId === 0 ? openOutsideSession(packet) : ends?.open(packet)?.payload;
  return { bytes, kind: "rmcpPlus", payloadType: packet.payloadType, payload };
}

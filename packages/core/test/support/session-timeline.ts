import { cipherSuite } from "../../src/crypto/cipher-suites.ts";
import type { LanRequest, LanResponse } from "../../src/wire/lan-message.ts";
import { decodeLanRequest, decodeLanResponse } from "../../src/wire/lan-message.ts";
import { eventsOf, type Recording } from "./recording.ts";
import { rmcpPlusPacket, secretsOf } from "./session-secrets.ts";

/** A request as it went out in the session, decrypted. */
export interface SentRequest {
  readonly sent: LanRequest;
  readonly message: Uint8Array;
  readonly sessionSequenceNumber: number;
  /** What encryption begins with; `undefined` without. */
  readonly iv: string | undefined;
  readonly now: number;
}

/** An authentic response as it came in for the first time. */
export interface ReceivedResponse {
  readonly received: LanResponse;
  readonly now: number;
}

/** All IPMI messages of a recording's session in the order in which the engine saw and said them. */
export function sessionTimeline(recording: Recording): (SentRequest | ReceivedResponse)[] {
  const secrets = secretsOf(recording);
  if (secrets === undefined) return [];
  const opened = eventsOf(recording).find((event) => event.type === "sessionOpened")!;
  const { confidentiality } = cipherSuite(opened.session.cipherSuiteId)!;
  const console = secrets.openerOfConsole();
  const managedSystem = secrets.openerOfManagedSystem();
  const timeline: (SentRequest | ReceivedResponse)[] = [];
  for (const { input, outputs } of recording.steps) {
    const { now } = input;
    if (input.type === "datagram") {
      const packet = rmcpPlusPacket(input.datagram);
      const payload = packet === undefined ? undefined : managedSystem.open(packet);
      const received =
        payload?.ok && payload.payloadType === 0 ? attempt(() => decodeLanResponse(payload.payload)) : undefined;
      if (received !== undefined) timeline.push({ received, now });
    }
    for (const output of outputs) {
      const packet = output.type === "transmit" ? rmcpPlusPacket(output.datagram) : undefined;
      if (packet === undefined) continue;
      const payload = console.open(packet);
      if (!payload.ok || payload.payloadType !== 0) continue;
      const sealed = packet.datagram.subarray(packet.payloadStart, packet.payloadEnd);
      timeline.push({
        sent: decodeLanRequest(payload.payload),
        message: payload.payload,
        sessionSequenceNumber: packet.sessionSequenceNumber,
        iv: initialisationVector(confidentiality, sealed),
        now,
      });
    }
  }
  return timeline;
}

/** AES: the first 16 bytes. xRC4: those after an offset of 0; a continued stream has none of its own (IPMI v2.0 §13.29, §13.30). */
function initialisationVector(confidentiality: number, sealed: Uint8Array): string | undefined {
  if (confidentiality === 1) return sealed.slice(0, 16).join();
  if (confidentiality === 0 || sealed.slice(0, 4).some((byte) => byte !== 0)) return undefined;
  return sealed.slice(4, 20).join();
}

function attempt<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}

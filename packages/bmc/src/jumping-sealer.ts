import { type SessionProtection, SessionSealer } from "@ruipmi/core/wire";
import type { Faults } from "./faults.ts";

/** Seals as ever, and as long as `jumpingSequenceNumbers` is on leaves out every other session sequence number. */
export class JumpingSealer extends SessionSealer {
  readonly #faults: Faults;

  /**
   * @param sessionId - the receiver's session ID
   * @param protection - the session's algorithms, primed
   * @param faults - the engine's switches
   */
  constructor(sessionId: number, protection: SessionProtection, faults: Faults) {
    super(sessionId, protection);
    this.#faults = faults;
  }

  override seal(payloadType: number, payload: Uint8Array, fresh = false): Uint8Array {
    const datagram = super.seal(payloadType, payload, fresh);
    // The number of a packet that is never sent.
    if (this.#faults.jumpingSequenceNumbers) super.seal(payloadType, nothing);
    return datagram;
  }
}

const nothing = new Uint8Array(0);

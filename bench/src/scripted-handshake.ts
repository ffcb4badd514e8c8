import { RandomSource } from "@ruipmi/core/wire";
import { resolveConfig } from "../../packages/core/src/engine/config.ts";
import { Handshake } from "../../packages/core/src/engine/handshake.ts";
import type { SessionEnds } from "../../packages/core/src/engine/session-exchange.ts";
import { parsePacket } from "../../packages/core/src/packets/parse-packet.ts";
import { wipeSessionProtection } from "../../packages/core/src/packets/session-protection.ts";
import { scriptedConfig } from "./engine-client.ts";
import type { HandshakeScript } from "./managed-system.ts";
import type { RandomPool } from "./random-pool.ts";

/** The engine's handshake, given what the engine gives it. */
export class ScriptedHandshake {
  readonly #handshake: Handshake;
  readonly #outputs: Uint8Array[] = [];
  #ends: SessionEnds | undefined;

  constructor(script: HandshakeScript, pool: RandomPool) {
    const config = resolveConfig(scriptedConfig(script, pool));
    this.#handshake = new Handshake(config, new RandomSource(config.randomBytes), {
      transmit: (datagram) => this.#outputs.push(datagram),
      dropped: (reason) => {
        throw new Error(`the handshake dropped an answer: ${reason}`);
      },
      message: () => {},
      moved: () => {},
      opened: ({ ends }) => {
        this.#ends = ends;
      },
      failed: (error) => {
        throw error;
      },
    });
  }

  /** From Open Session Request to RAKP Message 4. */
  run(answers: readonly Uint8Array[]): void {
    this.#handshake.begin(0);
    for (const datagram of answers) {
      const packet = parsePacket(datagram);
      if (typeof packet === "string" || packet.kind !== "rmcpPlus") throw new Error("not an RMCP+ packet");
      this.#handshake.receive(packet, 0);
    }
    if (this.#ends === undefined || this.#outputs.length !== answers.length)
      throw new Error("the session did not open");
  }

  wipe(): void {
    if (this.#ends !== undefined) wipeSessionProtection(this.#ends.protection);
  }
}

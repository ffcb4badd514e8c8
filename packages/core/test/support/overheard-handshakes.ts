import { type CipherSuite, cipherSuite } from "../../src/crypto/cipher-suites.ts";
import { equalConstantTime } from "../../src/crypto/constant-time.ts";
import type { RakpExchange } from "../../src/crypto/rakp-codes.ts";
import { HandshakeKeys } from "../../src/packets/handshake-keys.ts";
import { parsePacket } from "../../src/packets/parse-packet.ts";
import { openOutsideSession } from "../../src/packets/seal-outside-session.ts";
import { decodeFromBytes } from "../../src/wire/codec.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { type RakpMessage1, rakpMessage1 } from "../../src/wire/rakp-message-1.ts";
import { type RakpMessage2, type RakpMessage2Acceptance, rakpMessage2 } from "../../src/wire/rakp-message-2.ts";

/** What two sides know and nobody else may. */
export interface Credentials {
  readonly username: Uint8Array;
  readonly password: Uint8Array;
  readonly kg: Uint8Array;
}

/** The secrets of a session. */
export type SessionKeys = ReturnType<HandshakeKeys["exposeKeys"]>;

/** Makes the keys of sessions again, from their handshakes on the wire and what the two sides know. */
export class OverheardHandshakes {
  readonly #suite: CipherSuite;
  readonly #credentials: Credentials;
  readonly #firsts: RakpMessage1[] = [];
  readonly #seconds: RakpMessage2Acceptance[] = [];

  /** @param suite - the one that all sessions have, or its number */
  constructor(suite: CipherSuite | number, credentials: Credentials) {
    this.#suite = typeof suite === "number" ? cipherSuite(suite)! : suite;
    this.#credentials = credentials;
  }

  /** Takes any datagram of either side, whole and as it was sent. */
  hear(datagram: Uint8Array): void {
    const packet = parsePacket(datagram.slice());
    if (typeof packet === "string" || packet.kind !== "rmcpPlus" || packet.sessionId !== 0) return;
    const payload = openOutsideSession(packet);
    if (payload === undefined) return;
    if (packet.payloadType === PayloadType.rakpMessage1)
      this.#firsts.push(decodeFromBytes(rakpMessage1, payload, "RAKP Message 1"));
    if (packet.payloadType !== PayloadType.rakpMessage2) return;
    const message: RakpMessage2 = decodeFromBytes(rakpMessage2, payload, "RAKP Message 2");
    if (message.status === 0) this.#seconds.push(message);
  }

  /** The keys of the session of these two numbers; `undefined` where its handshake was not heard. */
  keysOf(remoteConsoleSessionId: number, managedSystemSessionId: number): SessionKeys | undefined {
    const firsts = this.#firsts.filter((message) => message.managedSystemSessionId === managedSystemSessionId);
    const seconds = this.#seconds.filter((message) => message.remoteConsoleSessionId === remoteConsoleSessionId);
    return this.#keysIn(firsts, seconds)[0];
  }

  /** The keys of every handshake, by names of their own. */
  all(): Readonly<Record<string, Uint8Array>> {
    const named: Record<string, Uint8Array> = {};
    for (const [index, keys] of this.#keysIn(this.#firsts, this.#seconds).entries()) {
      for (const [name, key] of Object.entries(keys)) named[`${name} of handshake ${index}`] = key;
    }
    return named;
  }

  #keysIn(firsts: readonly RakpMessage1[], seconds: readonly RakpMessage2Acceptance[]): SessionKeys[] {
    const { username, password, kg } = this.#credentials;
    if (this.#suite.authentication === 0) return [];
    return firsts.flatMap((first) =>
      seconds.flatMap((second) => {
        const exchange: RakpExchange = {
          remoteConsoleSessionId: second.remoteConsoleSessionId,
          managedSystemSessionId: first.managedSystemSessionId,
          remoteConsoleRandom: first.remoteConsoleRandom,
          managedSystemRandom: second.managedSystemRandom,
          managedSystemGuid: second.managedSystemGuid,
          role: first.role,
          username,
        };
        const keys = new HandshakeKeys(this.#suite, exchange, { password, kg });
        const isTheirs = equalConstantTime(keys.rakpMessage2Code(), second.keyExchangeAuthenticationCode);
        return isTheirs ? [keys.exposeKeys()] : [];
      }),
    );
  }
}

/** An engine on either side, as far as its datagrams go. */
interface Talking {
  handleInput(input: never): void;
  pollOutput(): { readonly type: string };
}

/** Lets somebody hear every datagram that comes in and goes out of an engine. */
export function overhear(engine: Talking, hear: (datagram: Uint8Array) => void): void {
  const { handleInput, pollOutput } = engine;
  const listen = (what: object): void => {
    if ("datagram" in what && what.datagram instanceof Uint8Array) hear(what.datagram);
  };
  engine.handleInput = (input) => {
    listen(input);
    handleInput.call(engine, input);
  };
  engine.pollOutput = () => {
    const output = pollOutput.call(engine);
    listen(output);
    return output;
  };
}

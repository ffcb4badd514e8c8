import type { CipherSuite } from "@ruipmi/core/wire";
import { Haystack } from "../../packages/core/test/support/haystack.ts";
import { type Credentials, OverheardHandshakes } from "../../packages/core/test/support/overheard-handshakes.ts";

/** What two sides know and nobody else may. */
export type { Credentials };

/** Keeps all that comes out of both sides in one life, and looks for their secrets in it. */
export class SecretSearch {
  readonly #credentials: Credentials;
  readonly #haystack = new Haystack();
  readonly #handshakes: OverheardHandshakes;
  readonly #sessions: { readonly remoteConsole: number; readonly managedSystem: number }[] = [];

  constructor(suite: CipherSuite, credentials: Credentials) {
    this.#credentials = credentials;
    this.#handshakes = new OverheardHandshakes(suite, credentials);
  }

  /** Keeps what came out. */
  keep(what: object): void {
    if ("type" in what && what.type === "timeout") return;
    this.#haystack.keep(what);
    if ("datagram" in what && what.datagram instanceof Uint8Array) this.#handshakes.hear(what.datagram);
  }

  /** Notes the two numbers of a session that was opened, so that its keys can be made. */
  opened(remoteConsole: number, managedSystem: number): void {
    this.#sessions.push({ remoteConsole, managedSystem });
  }

  /** The names of the secrets found. */
  leaks(): string[] {
    // Shorter ones are found anywhere by chance.
    return this.#haystack.find(Object.fromEntries(this.#secrets().filter(([, secret]) => secret.length >= 8)));
  }

  #secrets(): [string, Uint8Array][] {
    const { password, kg } = this.#credentials;
    const secrets: [string, Uint8Array][] = [
      ["password", password],
      ["Kg", kg],
    ];
    for (const [session, { remoteConsole, managedSystem }] of this.#sessions.entries()) {
      const keys = this.#handshakes.keysOf(remoteConsole, managedSystem);
      for (const [name, key] of Object.entries({ ...keys })) secrets.push([`${name} of session ${session}`, key]);
    }
    return secrets;
  }
}

import {
  type CipherSuite,
  decodeFromBytes,
  equalConstantTime,
  HandshakeKeys,
  openOutsideSession,
  PayloadType,
  parsePacket,
  type RakpExchange,
  rakpMessage1,
  rakpMessage2,
} from "@ruipmi/core/wire";

/** What two sides know and nobody else may. */
export interface Credentials {
  readonly username: Uint8Array;
  readonly password: Uint8Array;
  readonly kg: Uint8Array;
}

interface Exchanged {
  readonly payloadType: number;
  readonly payload: Uint8Array;
}

/** Keeps all that comes out of both sides in one life, and looks for their secrets in it. */
export class SecretSearch {
  readonly #suite: CipherSuite;
  readonly #credentials: Credentials;
  readonly #datagrams: Uint8Array[] = [];
  readonly #texts: string[] = [];
  /** Bytes inside events and snapshots. */
  readonly #bytes: Uint8Array[] = [];
  readonly #rakp: Exchanged[] = [];
  readonly #sessions: { readonly remoteConsole: number; readonly managedSystem: number }[] = [];

  constructor(suite: CipherSuite, credentials: Credentials) {
    this.#suite = suite;
    this.#credentials = credentials;
  }

  /** Keeps what came out. */
  keep(what: object): void {
    if ("datagram" in what && what.datagram instanceof Uint8Array) {
      this.#datagrams.push(what.datagram);
      this.#keepRakp(what.datagram);
      return;
    }
    if ("type" in what && what.type === "timeout") return;
    this.#texts.push(this.#textOf(what));
  }

  /** Notes the two numbers of a session that was opened, so that its keys can be made. */
  opened(remoteConsole: number, managedSystem: number): void {
    this.#sessions.push({ remoteConsole, managedSystem });
  }

  /** The names of the secrets found. */
  leaks(): string[] {
    const raw = Buffer.concat([...this.#datagrams, ...this.#bytes]);
    const text = this.#texts.join("\n");
    const found: string[] = [];
    for (const [name, secret] of this.#secrets()) {
      if (secret.length < 8) continue; // found anywhere by chance
      const bytes = Buffer.from(secret);
      const hex = bytes.toString("hex");
      const forms = [hex, hex.toUpperCase(), bytes.toString("base64").replace(/=+$/, ""), [...bytes].join(",")];
      if (raw.includes(bytes)) found.push(`${name} raw`);
      if (forms.some((form) => text.includes(form)) || text.includes(bytes.toString("latin1")))
        found.push(`${name} in text`);
      if (forms.some((form) => raw.includes(form))) found.push(`${name} as text in bytes`);
    }
    return found;
  }

  #secrets(): [string, Uint8Array][] {
    const { password, kg } = this.#credentials;
    const secrets: [string, Uint8Array][] = [
      ["password", password],
      ["Kg", kg],
    ];
    if (this.#suite.authentication === 0) return secrets;
    for (const { remoteConsole, managedSystem } of this.#sessions) {
      const keys = this.#keysOf(remoteConsole, managedSystem);
      if (keys !== undefined) for (const [name, key] of Object.entries(keys)) secrets.push([name, key]);
    }
    return secrets;
  }

  #keysOf(remoteConsoleSessionId: number, managedSystemSessionId: number): Record<string, Uint8Array> | undefined {
    const { username, password, kg } = this.#credentials;
    const firsts = this.#decoded(PayloadType.rakpMessage1, rakpMessage1).filter(
      (message) => message.managedSystemSessionId === managedSystemSessionId,
    );
    const seconds = this.#decoded(PayloadType.rakpMessage2, rakpMessage2);
    for (const second of seconds) {
      if (second.status !== 0 || second.remoteConsoleSessionId !== remoteConsoleSessionId) continue;
      for (const first of firsts) {
        const exchange: RakpExchange = {
          remoteConsoleSessionId,
          managedSystemSessionId,
          remoteConsoleRandom: first.remoteConsoleRandom,
          managedSystemRandom: second.managedSystemRandom,
          managedSystemGuid: second.managedSystemGuid,
          role: first.role,
          username,
        };
        const keys = new HandshakeKeys(this.#suite, exchange, { password, kg });
        if (equalConstantTime(keys.rakpMessage2Code(), second.keyExchangeAuthenticationCode))
          return { ...keys.exposeKeys() };
      }
    }
    return undefined;
  }

  #decoded<T>(payloadType: number, codec: Parameters<typeof decodeFromBytes<T>>[0]): T[] {
    return this.#rakp
      .filter((each) => each.payloadType === payloadType)
      .map(({ payload }) => decodeFromBytes(codec, payload, "RAKP"));
  }

  #keepRakp(datagram: Uint8Array): void {
    const packet = parsePacket(datagram);
    if (typeof packet === "string" || packet.kind !== "rmcpPlus") return;
    const { payloadType } = packet;
    if (payloadType !== PayloadType.rakpMessage1 && payloadType !== PayloadType.rakpMessage2) return;
    const payload = openOutsideSession(packet);
    if (payload !== undefined) this.#rakp.push({ payloadType, payload: payload.slice() });
  }

  #textOf(what: object): string {
    return JSON.stringify(what, (_name, value: unknown) => {
      if (value instanceof Uint8Array) {
        this.#bytes.push(value);
        return Buffer.from(value).toString("hex");
      }
      if (value instanceof Error) return { ...value, text: `${value.name} ${value.message} ${value.stack}` };
      return value;
    });
  }
}

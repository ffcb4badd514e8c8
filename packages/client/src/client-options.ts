import type { EngineConfig, EngineEvent, RandomBytes } from "@ruipmi/core";
import type { Clock } from "./clock.ts";
import type { DatagramTransport } from "./datagram-transport.ts";
import type { IpmiClient } from "./ipmi-client.ts";
import { utf8Bytes } from "./utf8.ts";

/** All that a client needs: an engine's configuration, with strings welcome where the engine takes bytes, and its surroundings. */
export interface ClientOptions extends Omit<EngineConfig, "username" | "password" | "kg" | "randomBytes"> {
  /** User name: a string becomes UTF-8, at most 16 bytes. `""` is the null user. Only what needs no session works without one. */
  readonly username?: string | Uint8Array;
  /** Password: a string becomes UTF-8, at most 20 bytes; empty when left out. */
  readonly password?: string | Uint8Array;
  /** BMC key (Kg): a string becomes UTF-8, at most 20 bytes; for any other bytes give a `Uint8Array`. */
  readonly kg?: string | Uint8Array;
  /** How datagrams reach the managed system. The client's own: it starts and closes it. */
  readonly transport: DatagramTransport;
  /** The only source of time. */
  readonly clock: Clock;
  /** The only source of chance; cryptographically strong outside tests. */
  readonly randomBytes: RandomBytes;
  /** Hears everything the engine reports. What it throws reaches the runtime's handler of uncaught errors, not the session. */
  readonly onEvent?: (event: EngineEvent) => void;
  /** Makes another client of the same managed system, with a transport of its own: what {@link IpmiClient.reopen} opens. */
  readonly makeAnother?: () => IpmiClient;
}

/** The engine's part of the options, as bytes. The arrays made here are handed to `use` and wiped after it. */
export function withEngineConfig<T>(options: ClientOptions, use: (config: EngineConfig) => T): T {
  const { transport: _transport, clock: _clock, onEvent: _onEvent, makeAnother: _another, ...forEngine } = options;
  const { username, password, kg, ...rest } = forEngine;
  const made: Uint8Array[] = [];
  const bytes = (value: string | Uint8Array): Uint8Array => {
    if (typeof value !== "string") return value;
    const encoded = utf8Bytes(value);
    made.push(encoded);
    return encoded;
  };
  try {
    return use({
      ...rest,
      username: bytes(username ?? ""),
      password: bytes(password ?? ""),
      ...(kg === undefined ? {} : { kg: bytes(kg) }),
    });
  } finally {
    for (const secret of made) secret.fill(0);
  }
}

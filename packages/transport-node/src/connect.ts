import { type AbortSignalLike, type ClientOptions, IpmiClient } from "@ruipmi/client";
import { closeOnSignals } from "./close-on-signals.ts";
import { nodeClock } from "./node-clock.ts";
import { nodeRandomBytes } from "./node-random-bytes.ts";
import { observeDatagrams, observeEvents } from "./observe.ts";
import type { SharedUdpSocket } from "./shared-udp-socket.ts";
import { defaultPort, UdpTransport, type UdpTransportOptions } from "./udp-transport.ts";

/** A client over UDP on Node: where the managed system is, and all that {@link IpmiClient} takes. */
export interface NodeClientOptions
  extends UdpTransportOptions,
    Omit<ClientOptions, "transport" | "clock" | "randomBytes" | "makeAnother"> {
  /** Shares this socket instead of opening one of its own. */
  readonly socket?: SharedUdpSocket;
  /** Closes the session on SIGINT, SIGTERM and SIGHUP, then lets the signal have its way. Off by default. */
  readonly closeOnSignals?: boolean;
}

/** What {@link connect} needs to know. */
export interface ConnectOptions extends NodeClientOptions {
  /** User name: a string becomes UTF-8, at most 16 bytes; `""` is the null user. */
  readonly username: string | Uint8Array;
  /** Password: a string becomes UTF-8, at most 20 bytes. */
  readonly password: string | Uint8Array;
  /** Gives up the handshake when it is aborted. Has no effect on the open session. */
  readonly signal?: AbortSignalLike;
}

/**
 * A client that has sent nothing yet: for a ping, or to ask without a session what a managed system offers. Close it when
 * it is not needed any more.
 *
 * @throws `ApiMisuseError` that names the option and what it may be
 *
 * @example
 * ```ts
 * await using client = createClient({ host: "192.0.2.10" });
 * const { pong } = await client.ping();
 * ```
 */
export function createClient(options: NodeClientOptions): IpmiClient {
  const { host, port = defaultPort, family, socket, closeOnSignals: closesOnSignals, ...clientOptions } = options;
  const remote = { host, port };
  const where = { ...remote, ...(family !== undefined && { family }) };
  const client = new IpmiClient({
    ...clientOptions,
    ...observeEvents(remote, clientOptions),
    transport: observeDatagrams(remote, socket?.transport(where) ?? new UdpTransport(where)),
    clock: nodeClock,
    randomBytes: nodeRandomBytes,
    makeAnother: () => createClient(options),
  });
  if (closesOnSignals === true) closeOnSignals(client);
  return client;
}

/**
 * Opens a session with a managed system over UDP.
 *
 * @returns the client, its session open. Close it, or declare it with `await using`
 * @throws `AuthenticationError` (wrong password or Kg), `RefusalError` (unknown user, no common cipher suite, no free slot,
 * level not allowed), `NetworkError` (silence, no listener, no such host), `ApiMisuseError`
 *
 * @example
 * ```ts
 * await using client = await connect({ host: "192.0.2.10", username: "admin", password: "secret" });
 * const device = await client.request(getDeviceId); // from "@ruipmi/core/wire"
 * ```
 */
export async function connect(options: ConnectOptions): Promise<IpmiClient> {
  const { signal, ...clientOptions } = options;
  const client = createClient(clientOptions);
  try {
    await client.connect(signal === undefined ? {} : { signal });
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
}

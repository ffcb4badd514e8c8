/**
 * What went wrong below IPMI, by what it means.
 *
 * - `portUnreachable`: the host says that nobody listens on that port. Ends a handshake at once; an open session only
 *   counts it, since anyone can forge it.
 * - `hostUnreachable`: the network says that it cannot get there. Ends a handshake at once; an open session only counts it.
 * - `failed`: this transport will not carry another datagram. Ends everything.
 */
export type TransportErrorKind = "portUnreachable" | "hostUnreachable" | "failed";

/** What a transport reports through {@link DatagramHandler.onError}. */
export interface TransportError {
  /** What it means. */
  readonly kind: TransportErrorKind;
  /** What happened, in words that name the host and no payload. */
  readonly message: string;
  /** The error of the runtime below, where there is one. */
  readonly cause?: unknown;
}

/** Whom a transport tells of what arrives. */
export interface DatagramHandler {
  /** A datagram arrived from the managed system's address. The bytes are looked at and copied, never kept. */
  onDatagram(bytes: Uint8Array): void;
  /** Something went wrong. */
  onError(error: TransportError): void;
  /** Whether a datagram is for this session: for transports that share one socket among several sessions with one host. */
  accepts(datagram: Uint8Array): boolean;
}

/**
 * How datagrams come and go between one remote console and one managed system. A session needs no more of a network:
 * whoever can write these three methods can run this library anywhere.
 *
 * Datagrams may get lost, doubled or reordered; the engine repeats what it needs.
 */
export interface DatagramTransport {
  /**
   * Begins to deliver. Called once, before the first `send`; may throw what keeps it from starting.
   *
   * @returns nothing where it can send at once; else a promise that is settled when it can, rejected with what keeps it
   * from that. Nothing is sent before, so that the wait (a name to look up, say) costs the engine none of its tries. How
   * long it may take is the transport's affair; `close` ends it.
   */
  start(handler: DatagramHandler): void | PromiseLike<void>;
  /**
   * The managed system's UDP port, where the transport knows it: a serial console that the managed system has at another
   * port is then told from one that is here.
   */
  readonly port?: number;
  /** Sends one datagram. The array is the transport's own from here on. May throw: that counts as `failed`. */
  send(datagram: Uint8Array): void;
  /** Ends it: what was sent before still leaves, nothing is delivered after. Called once, also without a `start`. */
  close(): void;
}

/** One end of a UDP conversation. */
export interface Endpoint {
  /** IPv4 dotted, or IPv6 as RFC 5952 writes it. */
  readonly address: string;
  /** UDP port. */
  readonly port: number;
}

/** A UDP datagram, found in a captured packet or put together from several. */
export interface CapturedDatagram {
  /** The number of the packet that completed it, from 1. */
  readonly number: number;
  /** When that was captured: nanoseconds since 1970; `undefined` where the file does not say. */
  readonly time: bigint | undefined;
  /** Who sent it. */
  readonly source: Endpoint;
  /** To whom. */
  readonly destination: Endpoint;
  /** UDP payload. A view of what was pushed, unless it was put together from fragments. */
  readonly payload: Uint8Array;
  /** Whether the capture cut it: the payload is only its beginning. */
  readonly isCut: boolean;
  /** Where the packet's bytes begin in the file. */
  readonly offset: number;
}

/** An endpoint as text: `192.0.2.1:623`, `[2001:db8::1]:623`. */
export function endpointText({ address, port }: Endpoint): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

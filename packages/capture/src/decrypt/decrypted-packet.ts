import type { WritablePacket } from "../file/pcapng-writer.ts";
import type { Endpoint } from "../network/datagram.ts";
import { LinkType } from "../network/link-layer.ts";
import type { FollowedDatagram } from "../sessions/followed-datagram.ts";
import { udpPacket } from "./udp-packet.ts";

/** How packets are written without their protection. */
export interface DecryptOptions {
  /** Leaves the managed system's port as it is. Otherwise one that is not RMCP's becomes 623, by which other programs know the protocol. */
  readonly keepPorts?: boolean;
}

/**
 * A packet as it would have been without confidentiality and integrity: the same addresses, time, session ID and sequence
 * number, with its payload in plain. One that could not be read stays as it is. It has no link layer: raw IP.
 */
export function decryptedPacket(item: FollowedDatagram, { keepPorts = false }: DecryptOptions = {}): WritablePacket {
  const { datagram, from } = item;
  const ports = keepPorts ? datagram : withRmcpPort(datagram, from);
  const isRenamed = ports.source.port !== datagram.source.port || ports.destination.port !== datagram.destination.port;
  const port = from === "managedSystem" ? datagram.source.port : datagram.destination.port;
  return {
    time: datagram.time,
    linkType: LinkType.raw,
    data: udpPacket(ports.source, ports.destination, withoutProtection(item) ?? datagram.payload),
    ...(isRenamed ? { comment: `captured with UDP port ${port}` } : {}),
  };
}

/** The datagram with its protection taken off; `undefined` where it has none, or could not be read. */
function withoutProtection({ packet, read }: FollowedDatagram): Uint8Array | undefined {
  if (typeof packet === "string" || packet.kind !== "rmcpPlus" || read?.payload === undefined) return undefined;
  if (!packet.encrypted && !packet.authenticated) return undefined;
  const { payloadStart, payloadType } = packet;
  // The header's own bytes: an OEM Explicit one is longer than others, and names its payload.
  const plain = new Uint8Array(payloadStart + read.payload.length);
  plain.set(packet.datagram.subarray(0, payloadStart));
  plain[payloadTypeOffset] = payloadType;
  new DataView(plain.buffer).setUint16(payloadStart - 2, read.payload.length, true);
  plain.set(read.payload, payloadStart);
  return plain;
}

/** Behind the RMCP header and the authentication type; its two upper bits say encrypted and authenticated (IPMI v2.0 §13.6). */
const payloadTypeOffset = 5;

const rmcpPort = 623;
const secureRmcpPort = 664;

function withRmcpPort(
  { source, destination }: { readonly source: Endpoint; readonly destination: Endpoint },
  from: FollowedDatagram["from"],
): { readonly source: Endpoint; readonly destination: Endpoint } {
  const renamed = (end: Endpoint): Endpoint => (end.port === secureRmcpPort ? end : { ...end, port: rmcpPort });
  return from === "managedSystem"
    ? { source: renamed(source), destination }
    : { source, destination: renamed(destination) };
}

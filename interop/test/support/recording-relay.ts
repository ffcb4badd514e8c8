import { writeFileSync } from "node:fs";
import { LinkType, PcapngWriter, udpPacket } from "@ruipmi/capture";
import { loopback, startUdpRelay, type UdpRelay } from "./udp-relay.ts";

/** A managed system's port on loopback, behind which everything said is written down. */
export interface RecordingRelay extends UdpRelay {
  /** Writes a capture of all that was said until now. */
  save(file: string): void;
}

/**
 * Starts a relay to a managed system on loopback, one socket for each remote console. The capture is as on the remote
 * consoles' side of it, at the time of this process: no tcpdump, and no rights that it needs.
 */
export async function startRecordingRelay(managedSystemPort: number): Promise<RecordingRelay> {
  const writer = new PcapngWriter();
  const pieces: Uint8Array[] = [writer.header()];
  const begin = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint();
  const relay = await startUdpRelay(managedSystemPort, ({ direction, console, datagram, deliver }, port) => {
    const [from, to] = direction === "toConsole" ? [port, console] : [console, port];
    const data = udpPacket({ address: loopback, port: from }, { address: loopback, port: to }, datagram);
    pieces.push(writer.packet({ time: begin + process.hrtime.bigint(), linkType: LinkType.raw, data }));
    deliver();
  });
  return { ...relay, save: (file) => writeFileSync(file, Buffer.concat(pieces)) };
}

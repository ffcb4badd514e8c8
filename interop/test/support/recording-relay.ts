import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { writeFileSync } from "node:fs";
import { LinkType, PcapngWriter, udpPacket } from "@ruipmi/capture";

/** A managed system's port on loopback, behind which everything said is written down. */
export interface RecordingRelay {
  /** Where remote consoles reach the managed system. */
  readonly port: number;
  /** Writes a capture of all that was said until now. */
  save(file: string): void;
  stop(): Promise<void>;
}

const loopback = "127.0.0.1";

/**
 * Starts a relay to a managed system on loopback, one socket for each remote console. The capture is as on the remote
 * consoles' side of it, at the time of this process: no tcpdump, and no rights that it needs.
 */
export async function startRecordingRelay(managedSystemPort: number): Promise<RecordingRelay> {
  const writer = new PcapngWriter();
  const pieces: Uint8Array[] = [writer.header()];
  const begin = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint();
  const front = createSocket("udp4");
  const behind = new Map<number, Socket>();
  await new Promise<void>((resolve) => front.bind(0, loopback, resolve));
  const { port } = front.address();
  const write = (from: number, to: number, datagram: Uint8Array): void => {
    const data = udpPacket({ address: loopback, port: from }, { address: loopback, port: to }, datagram);
    pieces.push(writer.packet({ time: begin + process.hrtime.bigint(), linkType: LinkType.raw, data }));
  };
  const socketFor = (console: RemoteInfo): Socket => {
    const known = behind.get(console.port);
    if (known !== undefined) return known;
    const socket = createSocket("udp4");
    behind.set(console.port, socket);
    socket.on("error", () => {});
    socket.on("message", (datagram) => {
      write(port, console.port, datagram);
      front.send(datagram, console.port, loopback);
    });
    return socket;
  };
  front.on("message", (datagram, console) => {
    write(console.port, port, datagram);
    socketFor(console).send(datagram, managedSystemPort, loopback);
  });
  front.on("error", () => {});
  return {
    port,
    save: (file) => writeFileSync(file, Buffer.concat(pieces)),
    stop: async () => {
      const sockets = [front, ...behind.values()];
      await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.close(() => resolve()))));
    },
  };
}

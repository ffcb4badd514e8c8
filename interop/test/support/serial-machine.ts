import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** A machine with a serial port that ipmi_sim reaches over TCP: it echoes what is typed, and tells of each line. */
export interface SerialMachine {
  /** What ipmi_sim calls it. */
  readonly device: string;
  /** The machine prints. */
  print(text: string): void;
  stop(): Promise<void>;
}

/** Starts a {@link SerialMachine} on loopback. */
export async function startSerialMachine(): Promise<SerialMachine> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let line = "";
    socket.setNoDelay(true);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (typed: Buffer) => {
      for (const key of typed.toString("latin1")) {
        if (key === "\r") {
          socket.write(`\r\nyou typed ${line.length} characters: ${line}\r\nmachine# `);
          line = "";
        } else {
          line += key;
          socket.write(key, "latin1");
        }
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    device: `tcp:127.0.0.1:${(server.address() as AddressInfo).port}`,
    print: (text) => {
      for (const socket of sockets) socket.write(text);
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

import { Socket } from "node:dgram";
import {
  type ConnectOptions,
  connect,
  getDeviceId,
  nodeRandomBytes,
  type Server,
  SharedUdpSocket,
  serve,
} from "@ruipmi/transport-node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeBmc, password, rejection, username } from "../../client/test/support/world.ts";

/* What `sendto` refuses, as the operating system would: injected, since no test can make a firewall or a route fail. */

type Send = (this: Socket, ...args: unknown[]) => void;

/** Refuses what remote consoles send while it says so; what the managed system sends passes. */
class SendFault {
  readonly #port: number;
  readonly #send = Socket.prototype.send as Send;
  code: string | undefined;
  /** So many are refused from now on. */
  left = Number.POSITIVE_INFINITY;
  refused = 0;
  throws = false;

  constructor(port: number) {
    this.#port = port;
    const fault = this;
    vi.spyOn(Socket.prototype, "send").mockImplementation(function (this: Socket, ...args: unknown[]): void {
      fault.#sent(this, args);
    });
  }

  #sent(socket: Socket, args: unknown[]): void {
    const isConsole = args.length === 2 || args[1] === this.#port;
    if (!isConsole || this.code === undefined || this.left <= 0) return this.#send.apply(socket, args);
    this.left -= 1;
    this.refused += 1;
    const error = Object.assign(new Error(`send ${this.code}`), { code: this.code });
    if (this.throws) throw error;
    process.nextTick(args.at(-1) as (error: Error) => void, error);
  }
}

let bmc: ReturnType<typeof makeBmc>;
let server: Server;
let fault: SendFault;
let shared: SharedUdpSocket;
beforeEach(async () => {
  bmc = makeBmc(nodeRandomBytes);
  server = await serve(bmc, { port: 0 });
  fault = new SendFault(server.port);
  shared = new SharedUdpSocket();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await shared.close();
  await server.close();
});

const retry = { firstWait: 60, factor: 1, maxWait: 60, tries: 8 } as const;

describe.each(["a socket of its own", "a shared socket"])("%s that refuses to send", (which) => {
  const options = (): ConnectOptions => ({
    ...{ host: server.address, port: server.port, username, password, retry },
    ...(which === "a shared socket" ? { socket: shared } : {}),
  });

  it.each([
    ["ENETUNREACH", "transportFailed", "there is no route to that network"],
    ["EHOSTUNREACH", "transportFailed", "the host does not answer on its network"],
    ["ENETDOWN", "transportFailed", "the network interface is down"],
    ["EPERM", "transportFailed", "check this machine's firewall"],
    ["EBADF", "transportFailed", "send EBADF"],
    ["ECONNREFUSED", "portUnreachable", "the host refuses UDP on this port"],
  ])("ends a handshake at once, and says why: %s", async (code, expected, text) => {
    fault.code = code;
    const error = await rejection(connect(options()));
    expect(error).toMatchObject({ code: expected, message: expect.stringContaining(text) });
    expect(fault.refused).toBe(1);
  });

  it.each(["EMSGSIZE", "ENOBUFS", "EAGAIN", "ENOMEM", "EINTR"])(
    "loses a datagram, which is sent again: %s",
    async (code) => {
      Object.assign(fault, { code, left: 2 });
      const client = await connect(options());
      Object.assign(fault, { left: 3 });
      expect(await client.request(getDeviceId)).toEqual(bmc.device.deviceId);
      expect(fault.refused).toBe(5);
      expect(client.snapshot().dropped).not.toHaveProperty("unreachable");
      expect(await client.close()).toEqual({ confirmed: true, unconfirmed: [] });
    },
  );

  it("is as silent as a network that loses everything: the request fails after all its tries", async () => {
    const client = await connect(options());
    fault.code = "EMSGSIZE";
    const error = await rejection(client.request(getDeviceId));
    expect(error).toMatchObject({ code: "timeout", attempts: 8, mayHaveExecuted: true, command: "Get Device ID" });
    fault.code = undefined;
    expect(await client.request(getDeviceId)).toEqual(bmc.device.deviceId);
    await client.close();
  });

  it.each(["EPERM", "ENETUNREACH", "EHOSTUNREACH", "ECONNREFUSED"])(
    "only counts in an open session: %s",
    async (code) => {
      const client = await connect(options());
      Object.assign(fault, { code, left: 3 });
      expect(await client.request(getDeviceId)).toEqual(bmc.device.deviceId);
      expect(client.snapshot().dropped.unreachable).toBe(3);
      expect(await client.close()).toEqual({ confirmed: true, unconfirmed: [] });
    },
  );

  it.each([false, true])("ends the session where it is of no use any more, thrown or not: %s", async (throws) => {
    const client = await connect(options());
    Object.assign(fault, { code: "EBADF", throws });
    const error = { code: "transportFailed", message: expect.stringContaining("EBADF") };
    expect(await rejection(client.request(getDeviceId))).toMatchObject({ ...error, mayHaveExecuted: true });
    expect(await client.closed).toMatchObject({ confirmed: false, unconfirmed: ["Get Device ID"], error });
    fault.code = undefined;
    const next = await client.reopen();
    expect(await next.request(getDeviceId)).toEqual(bmc.device.deviceId);
    await next.close();
  });
});

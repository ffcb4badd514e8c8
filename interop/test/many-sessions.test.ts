import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDeviceId, warmReset } from "@ruipmi/commands";
import {
  type ConnectOptions,
  connect,
  type DatagramHandler,
  type DatagramTransport,
  IpmiClient,
  nodeClock,
  nodeRandomBytes,
  UdpTransport,
} from "@ruipmi/transport-node";
import { describe, expect, it } from "vitest";
import { ruipmi as ruipmiHere } from "../../packages/cli/test/support/ruipmi.ts";
import { startIpmiSim } from "./support/ipmi-sim.ts";
import { installed } from "./support/peers.ts";
import { ruipmiProgram, startRuipmiSim } from "./support/ruipmi.ts";
import { finish } from "./support/run.ts";
import { startStillBmc } from "./support/still-bmc.ts";

/* Sessions that nobody closes: consoles that crash, that lose their network, that are pulled out. */

/** A client that can vanish: its socket is gone, and no Close Session was sent. */
class VanishingClient extends IpmiClient {
  readonly #transport: CuttableTransport;

  constructor(options: Omit<ConnectOptions, "signal">) {
    const { host, port, ...rest } = options;
    const transport = new CuttableTransport(new UdpTransport({ host, ...(port !== undefined && { port }) }));
    super({ ...rest, transport, clock: nodeClock, randomBytes: nodeRandomBytes });
    this.#transport = transport;
  }

  async vanish(): Promise<void> {
    this.#transport.cut();
    await this.closed;
  }
}

/** Carries what the other carries until it is cut. */
class CuttableTransport implements DatagramTransport {
  readonly #below: DatagramTransport;
  #handler: DatagramHandler | undefined;

  constructor(below: DatagramTransport) {
    this.#below = below;
  }

  start(handler: DatagramHandler): void | PromiseLike<void> {
    this.#handler = handler;
    return this.#below.start(handler);
  }

  send(datagram: Uint8Array): void {
    this.#below.send(datagram);
  }

  close(): void {
    this.#below.close();
  }

  /** What a transport says that will not carry another datagram: nothing leaves any more. */
  cut(): void {
    this.#handler?.onError({ kind: "failed", message: "the console is gone" });
  }
}

async function opened(options: ConnectOptions): Promise<VanishingClient> {
  const client = new VanishingClient(options);
  await client.connect();
  return client;
}

const isLinux = process.platform === "linux";
const openFiles = (): number => (isLinux ? readdirSync("/proc/self/fd").length : 0);
const residentMegabytes = (pid: number): number =>
  isLinux ? Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) / 1024 : 0;

/** What is open in this process once all that was closed is gone. */
async function settledFiles(before: number): Promise<number> {
  await expect.poll(openFiles, { timeout: 5000 }).toBeLessThanOrEqual(before);
  return openFiles();
}

const full = { code: "insufficientResources", rmcpStatus: 1 } as const;
const slots = 16;

describe("a thousand sessions that nobody closes", () => {
  it("fill the slots of ruipmi sim, and leave nothing in it or in us", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ruipmi-many-"));
    const device = join(folder, "device.json");
    writeFileSync(device, JSON.stringify({ identity: { restartTimes: { warm: 1, cold: 1 } } }));
    const sim = await startRuipmiSim(["--device", device]);
    rmSync(folder, { recursive: true });
    const login: ConnectOptions = { host: "127.0.0.1", port: sim.port, username: "admin", password: "password" };
    const round = async (): Promise<number> => {
      const clients = await Promise.all(Array.from({ length: slots }, () => opened(login)));
      await expect(connect(login)).rejects.toMatchObject(full);
      const [last, ...others] = clients;
      await Promise.all(others.map((client) => client.vanish()));
      // The one way in while all slots are taken is the session that one has: the rest end with it.
      await last!.request(warmReset);
      await last!.vanish();
      return slots;
    };
    for (let warmUp = 0; warmUp < 5; warmUp++) await round();
    const filesBefore = openFiles();
    const memoryBefore = residentMegabytes(sim.pid);
    const began = performance.now();
    let sessions = 0;
    while (sessions < 1000) sessions += await round();
    const seconds = (performance.now() - began) / 1000;
    const memory = residentMegabytes(sim.pid);
    const files = await settledFiles(filesBefore);
    console.log(
      `ruipmi sim: ${sessions} sessions in ${seconds.toFixed(1)} s; its memory ${memoryBefore.toFixed(0)} -> ${memory.toFixed(0)} MB, our files ${filesBefore} -> ${files}`,
    );
    expect(files).toBeLessThanOrEqual(filesBefore);
    expect(memory - memoryBefore).toBeLessThan(40);
    expect((await sim.stop()).code).toBe(0);
  });

  it("end with the idle limit, and until then a new console is refused by name", async () => {
    const bmc = await startStillBmc();
    const login: ConnectOptions = { host: "127.0.0.1", port: bmc.port, username: "admin", password: "password" };
    for (let round = 0; round < 5; round++) {
      const clients = await Promise.all(Array.from({ length: slots }, () => opened(login)));
      await Promise.all(clients.map((client) => client.vanish()));
      bmc.pass(59_000);
      await expect(connect(login)).rejects.toMatchObject(full);
      bmc.pass(1_001);
    }
    const at = ["-H", "127.0.0.1", "-p", String(bmc.port), "-U", "admin", "-P", "password"];
    const clients = await Promise.all(Array.from({ length: slots }, () => opened(login)));
    const { code, out, err } = await ruipmiHere(...at, "mc", "info");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/Insufficient resources to create a session \(01h\)\. Wait a minute for idle sessions to end/);
    // One that is closed makes room at once.
    expect(await clients[0]!.close()).toMatchObject({ confirmed: true });
    expect((await ruipmiHere(...at, "mc", "info")).code).toBe(0);
    await Promise.all(clients.map((client) => client.vanish()));
    await bmc.stop();
  });

  it("may come from a console that was killed: that costs a slot until then", async () => {
    const bmc = await startStillBmc();
    const login: ConnectOptions = { host: "127.0.0.1", port: bmc.port, username: "admin", password: "password" };
    const [node, ...program] = ruipmiProgram;
    const args = ["-H", "127.0.0.1", "-p", String(bmc.port), "-U", "admin", "-P", "password", "shell"];
    const shell = spawn(node!, [...program, ...args], { stdio: ["pipe", "pipe", "inherit"] });
    const ended = finish(shell, 55_000);
    const answered = once(shell.stdout, "data");
    shell.stdin.write("chassis power status\n");
    await answered;
    shell.kill("SIGKILL");
    expect((await ended).code).toBeNull();
    const others = await Promise.all(Array.from({ length: slots - 1 }, () => opened(login)));
    await expect(connect(login)).rejects.toMatchObject(full);
    await Promise.all(others.map((client) => client.vanish()));
    bmc.pass(60_001);
    const again = await Promise.all(Array.from({ length: slots }, () => opened(login)));
    await Promise.all(again.map((client) => client.close()));
    await bmc.stop();
  });
});

describe.skipIf(!installed("ipmi_sim"))("as many sessions as ipmi_sim has room for", () => {
  it("fill it, a new console is told why, and one that is closed makes room", async () => {
    const sim = await startIpmiSim();
    const login = {
      host: "127.0.0.1",
      port: sim.port,
      username: "ipmiusr",
      password: "test",
      cipherSuites: [3],
    } as const;
    const filesBefore = openFiles();
    const clients: VanishingClient[] = [];
    let refusal: unknown;
    while (refusal === undefined && clients.length < 200) {
      await opened(login).then(
        (client) => clients.push(client),
        (error: unknown) => {
          refusal = error;
        },
      );
    }
    console.log(`ipmi_sim: full with ${clients.length} sessions`);
    expect(clients.length).toBeGreaterThan(10);
    expect(refusal).toMatchObject(full);
    const [first, ...others] = clients;
    expect(await first!.close()).toMatchObject({ confirmed: true });
    const next = await connect(login);
    await next.request(getDeviceId);
    expect(await next.close()).toMatchObject({ confirmed: true });
    await Promise.all(others.map((client) => client.vanish()));
    expect(await settledFiles(filesBefore)).toBeLessThanOrEqual(filesBefore);
    await sim.stop();
  });
});

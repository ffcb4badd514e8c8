import { connect } from "@ruipmi/transport-node";
import { describe, expect, it } from "vitest";
import { suiteRanges } from "../../src/commands/own/sim.ts";
import { run } from "../../src/run.ts";
import { FakeIo } from "../support/fake-io.ts";

interface RunningSim {
  readonly io: FakeIo;
  readonly port: string;
  stop(): Promise<number>;
}

async function startSim(...argv: string[]): Promise<RunningSim> {
  const io = new FakeIo();
  const done = run(["sim", "--port", "0", ...argv], io);
  const [, port] = (await io.stdout.seen(/(?:ready on [^,]*?:|"port":)(\d+)[, ]/)) as unknown as [string, string];
  const stop = (): Promise<number> => {
    io.controller.abort("SIGINT");
    return done;
  };
  return { io, port, stop };
}

function powerStatus(port: string, ...argv: string[]): Promise<string> {
  return powerStatusAt("127.0.0.1", port, ...argv);
}

async function powerStatusAt(host: string, port: string, ...argv: string[]): Promise<string> {
  const io = new FakeIo();
  await run(["-H", host, "-p", port, ...argv, "--json", "chassis", "power", "status"], io);
  return io.stdout.text + io.stderr.text;
}

async function lanParameter(host: string, port: string, selector: string): Promise<string> {
  const io = new FakeIo();
  await run(["-H", host, "-p", port, ...admin, "raw", "0x0c", "0x02", "0x01", selector, "0", "0"], io);
  return io.stdout.text + io.stderr.text;
}

/** The objects on standard output between the first line and the last. */
function eventsOf(io: FakeIo): readonly Record<string, unknown>[] {
  const lines = io.stdout.text.trimEnd().split("\n").slice(1, -1);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const admin = ["-U", "admin", "-P", "password"];
const powerIs = (powerIsOn: boolean): string => `${JSON.stringify({ powerIsOn })}\n`;

describe("sim", () => {
  it("says in one line where it is ready, and ends when interrupted", async () => {
    const { io, port, stop } = await startSim();
    expect(io.stdout.text).toMatch(
      /^ruipmi sim: ready on 127\.0\.0\.1:\d+, cipher suites 0-19, users "admin" \(administrator\).*\n$/,
    );
    expect(await powerStatus(port, "-U", "admin", "-P", "password")).toBe('{"powerIsOn":true}\n');
    expect(await stop()).toBe(0);
    expect(io.stderr.text).toBe("");
    // Nobody listens any more.
    expect(await powerStatus(port, "-U", "admin", "-P", "password")).toContain('"portUnreachable"');
  });

  it("is ready with one JSON object with --json", async () => {
    const { io, port, stop } = await startSim("--json", "--suites", "3,17", "--user", "a:secret:operator");
    await stop();
    const [ready, ...others] = io.stdout.text.trimEnd().split("\n");
    expect(others).toEqual(['{"type":"ended"}']);
    expect(JSON.parse(ready!)).toEqual({
      type: "ready",
      ready: true,
      address: "127.0.0.1",
      port: Number(port),
      addresses: ["127.0.0.1"],
      cipherSuites: [3, 17],
      users: [{ name: "a", privilegeLimit: "operator" }],
    });
  });

  it("knows the users it was given, colons and all, and no others", async () => {
    const users = ["--user", "eve:pa:ss:operator", "--user", ":null:user"];
    const { io, port, stop } = await startSim(...users);
    expect(await powerStatus(port, "-U", "eve", "-P", "pa:ss", "-L", "operator")).toBe('{"powerIsOn":true}\n');
    expect(await powerStatus(port, "-P", "null", "-L", "user")).toBe('{"powerIsOn":true}\n');
    expect(await powerStatus(port, "-U", "admin", "-P", "password")).toContain('"unknownUser"');
    await stop();
    expect(io.stdout.text).not.toContain("pa:ss");
  });

  it("takes a Kg and a choice of suites", async () => {
    const { port, stop } = await startSim("--kg", "key", "--suites", "3");
    const user = ["-U", "admin", "-P", "password"];
    expect(await powerStatus(port, ...user, "-k", "key")).toBe('{"powerIsOn":true}\n');
    expect(await powerStatus(port, ...user)).toContain('"wrongKg"');
    expect(await powerStatus(port, ...user, "-k", "key", "-C", "17")).toContain('"cipherSuiteRefused"');
    await stop();
  });

  it("tells what happens with -v", async () => {
    const { io, port, stop } = await startSim("-v");
    await powerStatus(port, "-U", "admin", "-P", "password");
    await stop();
    expect(io.stderr.text).toMatch(/^session 0x[0-9a-f]{8} opened by 127\.0\.0\.1\|\d+, cipher suite 17$/m);
    expect(io.stderr.text).toMatch(/^Get Chassis Status: Command Completed Normally$/m);
    expect(io.stderr.text).not.toContain("password");
  });

  it("tells every event as a JSON object a line, with --json", async () => {
    const { io, port, stop } = await startSim("--json", "--address", "127.0.20.1-127.0.20.2");
    await powerStatusAt("127.0.20.2", port, ...admin);
    await powerStatusAt("127.0.20.2", port, "-U", "admin", "-P", "wrong");
    await powerStatusAt("127.0.20.1", port, "-U", "nobody");
    await stop();
    const events = eventsOf(io);
    for (const event of events) {
      expect(event).toMatchObject({ type: expect.any(String), bmc: expect.stringMatching(/^127\.0\.20\.[12]$/) });
      expect(new Date(event["time"] as string).toISOString()).toBe(event["time"]);
    }
    expect(events).toContainEqual(
      expect.objectContaining({ type: "sessionOpened", bmc: "127.0.20.2", username: "admin", cipherSuiteId: 17 }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({ type: "commandAnswered", name: "Get Chassis Status", completionCode: 0 }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({ type: "handshakeRefused", bmc: "127.0.20.1", rmcpStatus: "Unauthorized name" }),
    );
    expect(io.stdout.text).not.toContain("password");
  });

  it("ends the sessions when it ends, and says so last, with --json", async () => {
    const { io, port, stop } = await startSim("--json", "--address", "127.0.20.3-127.0.20.4");
    const client = await connect({ host: "127.0.20.4", port: Number(port), username: "admin", password: "password" });
    expect(await stop()).toBe(0);
    await client.close();
    expect(io.stdout.text).toMatch(/\n\{"type":"ended"\}\n$/);
    expect(eventsOf(io).at(-1)).toMatchObject({ type: "sessionClosed", bmc: "127.0.20.4", reason: "shutdown" });
  });

  it("says in its LAN configuration where it listens, alone and in a fleet", async () => {
    for (const addresses of [[], ["--address", "127.0.20.5-127.0.20.6"]]) {
      const { port, stop } = await startSim(...addresses);
      const host = addresses.length === 0 ? "127.0.0.1" : "127.0.20.6";
      const bytesOf = (text: string): string => text.replaceAll(" ", "").trim();
      // Get LAN Configuration Parameters: parameter revision, then the IP address, or the primary RMCP port.
      const address = Buffer.from(host.split(".").map(Number)).toString("hex");
      expect(bytesOf(await lanParameter(host, port, "3"))).toBe(`11${address}`);
      const portBytes = Buffer.alloc(2);
      portBytes.writeUInt16LE(Number(port));
      expect(bytesOf(await lanParameter(host, port, "8"))).toBe(`11${portBytes.toString("hex")}`);
      await stop();
    }
  });

  it("is a BMC of its own at every address", async () => {
    const { io, port, stop } = await startSim("-v", "--address", "127.0.21.254-127.0.22.1", "--address", "127.0.20.9");
    expect(io.stdout.text).toMatch(/^ruipmi sim: ready on 127\.0\.21\.254 to 127\.0\.20\.9:\d+ \(5 BMCs\), /);
    const off = new FakeIo();
    expect(await run(["-H", "127.0.22.0", "-p", port, ...admin, "chassis", "power", "off"], off)).toBe(0);
    await expect.poll(() => powerStatusAt("127.0.22.0", port, ...admin), { timeout: 10_000 }).toBe(powerIs(false));
    for (const host of ["127.0.21.254", "127.0.21.255", "127.0.22.1", "127.0.20.9"]) {
      expect(await powerStatusAt(host, port, ...admin)).toBe(powerIs(true));
    }
    await stop();
    expect(io.stderr.text).toMatch(/^127\.0\.22\.0: power is off$/m);
  });

  it("listens on IPv6", async () => {
    const { io, port, stop } = await startSim("--address", "::1");
    expect(io.stdout.text).toMatch(/^ruipmi sim: ready on \[::1\]:\d+, /);
    expect(await powerStatusAt("::1", port, ...admin)).toBe(powerIs(true));
    await stop();
  });

  it("is as wrong as it is told to be", async () => {
    const { port, stop } = await startSim("--fault", "busy");
    expect(await powerStatus(port, ...admin, "-R", "1")).toContain('"completionCode":192');
    await stop();
    const other = await startSim("--fault", "wrongRakpMessage2Code");
    expect(await powerStatus(other.port, ...admin)).toContain('"wrongPassword"');
    await other.stop();
  });

  it("starts everywhere or nowhere", async () => {
    const taken = await startSim("--address", "127.0.23.3");
    const io = new FakeIo();
    expect(await run(["sim", "--port", taken.port, "--address", "127.0.23.1-127.0.23.4"], io)).toBe(1);
    expect(io.stderr.text).toContain(
      `cannot listen on 127.0.23.3:${taken.port}, since something listens there already`,
    );
    await taken.stop();
    // What had been opened before it failed is free again.
    const again = await startSim("--port", taken.port, "--address", "127.0.23.1-127.0.23.4");
    expect(again.port).toBe(taken.port);
    await again.stop();
  });

  it("says so when the port is taken", async () => {
    const { port, stop } = await startSim();
    const io = new FakeIo();
    expect(await run(["sim", "--port", port, "--json"], io)).toBe(1);
    expect(JSON.parse(io.stderr.text)).toMatchObject({
      error: { code: "transportFailed", message: expect.stringMatching(/--port/) },
    });
    await stop();
  });
});

describe("suiteRanges", () => {
  it("draws neighbours together", () => {
    expect(suiteRanges([0, 1, 2, 3, 17])).toBe("0-3,17");
    expect(suiteRanges([17, 3])).toBe("17,3");
  });
});

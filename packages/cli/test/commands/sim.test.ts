import { describe, expect, it } from "vitest";
import { suiteRanges } from "../../src/commands/sim.ts";
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
  const [, port] = (await io.stdout.seen(/(?:127\.0\.0\.1:|"port":)(\d+)/)) as unknown as [string, string];
  const stop = (): Promise<number> => {
    io.controller.abort("SIGINT");
    return done;
  };
  return { io, port, stop };
}

async function powerStatus(port: string, ...argv: string[]): Promise<string> {
  const io = new FakeIo();
  await run(["-H", "127.0.0.1", "-p", port, ...argv, "--json", "chassis", "power", "status"], io);
  return io.stdout.text + io.stderr.text;
}

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

  it("is one JSON document with --json", async () => {
    const { io, port, stop } = await startSim("--json", "--suites", "3,17", "--user", "a:secret:operator");
    await stop();
    expect(JSON.parse(io.stdout.text)).toEqual({
      ready: true,
      address: "127.0.0.1",
      port: Number(port),
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

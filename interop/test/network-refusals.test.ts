import { spawn } from "node:child_process";
import type { BmcEvent } from "@ruipmi/bmc";
import { getDeviceId } from "@ruipmi/commands";
import { type ConnectOptions, connect, nodeRandomBytes, serve } from "@ruipmi/transport-node";
import { describe, expect, it } from "vitest";
import { ruipmi as ruipmiHere } from "../../packages/cli/test/support/ruipmi.ts";
import { makeBmc, password, username } from "../../packages/client/test/support/world.ts";
import { freePort } from "./support/free-port.ts";
import { goodNetwork, startLossyProxy } from "./support/lossy-proxy.ts";
import { ruipmiProgram } from "./support/ruipmi.ts";
import { finish } from "./support/run.ts";

/* What the operating system says of a port or a way that is not there, and what becomes of a session for it. */

const login = (port: number): ConnectOptions => ({ host: "127.0.0.1", port, username, password });

/** All tries together take 11 seconds. */
const atOnce = 4000;

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

describe("before there is a session", () => {
  it("a port where nobody listens ends it at once, with an error that says so", async () => {
    const port = await freePort();
    const took = await elapsed(async () => {
      const error = {
        code: "portUnreachable",
        attempts: 1,
        message: expect.stringContaining("listens on another port"),
      };
      await expect(connect(login(port))).rejects.toMatchObject(error);
    });
    expect(took).toBeLessThan(atOnce);
    const at = ["-H", "127.0.0.1", "-p", String(port), "-U", username, "-P", password];
    const { code, out, err } = await ruipmiHere(...at, "mc", "info");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^ruipmi: the host refuses UDP on this port: .*; -H and -p say where\n$/);
  });

  it.runIf(process.platform === "linux").each([
    [
      "no route",
      "fe80::1%lo",
      "there is no route to that network: check the address and this machine's routes (ENETUNREACH)",
    ],
    ["a broadcast address", "127.255.255.255", "check that this is no broadcast address (EACCES)"],
  ])("%s ends it at once, with an error that says so", async (_, host, text) => {
    const took = await elapsed(async () => {
      const error = { code: "transportFailed", message: expect.stringContaining(text) };
      await expect(connect({ ...login(623), host })).rejects.toMatchObject(error);
    });
    expect(took).toBeLessThan(atOnce);
  });
});

describe("in an open session", () => {
  it("a port that closes is only counted: the request waits, and is answered when it opens again", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    const first = await serve(bmc, { port: 0 });
    const { port } = first;
    const client = await connect({ ...login(port), retry: { firstWait: 100, maxWait: 100, tries: 50 } });
    const session = client.session?.managedSystemSessionId;
    await first.close();
    const asked = client.request(getDeviceId);
    await expect.poll(() => client.snapshot().dropped.unreachable ?? 0, { timeout: 5000 }).toBeGreaterThan(1);
    const refusals = client.snapshot().dropped.unreachable;
    const second = await serve(bmc, { port });
    expect(await asked).toEqual(bmc.device.deviceId);
    console.log(`port closed: ${refusals} refusals counted, then answered in the same session`);
    expect(client.session?.managedSystemSessionId).toBe(session);
    expect(await client.close()).toEqual({ confirmed: true, unconfirmed: [] });
    await second.close();
  });
});

describe("the ruipmi program", () => {
  const at = (port: number): readonly string[] => {
    const where = ["-H", "127.0.0.1", "-p", String(port)];
    return [...where, "-U", username, "-P", password];
  };

  it.each(["SIGINT", "SIGTERM"] as const)("closes its session on %s in the middle of a request", async (signal) => {
    const ends: string[] = [];
    const bmc = makeBmc(nodeRandomBytes);
    const onEvent = (event: BmcEvent): void => {
      if (event.type === "sessionClosed") ends.push(event.reason);
    };
    await using server = await serve(bmc, { port: 0, onEvent });
    const proxy = await startLossyProxy(server.port, 1, goodNetwork);
    let answers = 0;
    proxy.passes = ({ direction }) => direction === "toManagedSystem" || ++answers <= 4;
    const [node, ...program] = ruipmiProgram;
    const child = spawn(node!, [...program, ...at(proxy.port), "-N", "20", "chassis", "identify", "5"]);
    const ended = finish(child, 55_000);
    await expect.poll(() => proxy.tally.toConsole.held, { timeout: 45_000 }).toBeGreaterThan(0);
    expect(bmc.snapshot().openSessions).toBe(1);
    proxy.passes = () => true;
    const took = await elapsed(async () => {
      child.kill(signal);
      const { code, stdout, stderr } = await ended;
      expect([code, stdout]).toEqual([signal === "SIGINT" ? 130 : 143, ""]);
      expect(stderr).toMatch(/^ruipmi: interrupted by SIG\w+; no session is left open; Chassis Identify may have been/);
    });
    expect(bmc.snapshot()).toMatchObject({ openSessions: 0, halfOpenSessions: 0 });
    expect(ends).toEqual(["closed"]);
    console.log(`${signal}: session closed and process ended after ${took.toFixed(0)} ms`);
    await proxy.stop();
  });
});

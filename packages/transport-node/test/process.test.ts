import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { BmcEngine } from "@ruipmi/bmc";
import { nodeRandomBytes, type Server, serve } from "@ruipmi/transport-node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeBmc, password, text, username } from "../../client/test/support/world.ts";
import { Haystack } from "../../core/test/support/haystack.ts";
import { OverheardHandshakes, overhear } from "../../core/test/support/overheard-handshakes.ts";

const running: ChildProcess[] = [];
const program = fileURLToPath(new URL("programs/session.ts", import.meta.url));

interface Run {
  readonly process: ChildProcess;
  stdout: string;
  stderr: string;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

function run(what: string, port: number, env: Record<string, string> = {}): Run {
  const node = spawn(
    process.execPath,
    ["--conditions=@ruipmi/source", "--import", "tsx", program, what, String(port)],
    {
      env: { ...process.env, ...env },
    },
  );
  const ended = once(node, "close").then(([code, signal]) => ({ code, signal }));
  running.push(node);
  const result: Run = { process: node, stdout: "", stderr: "", ended };
  node.stdout.on("data", (data) => {
    result.stdout += String(data);
  });
  node.stderr.on("data", (data) => {
    result.stderr += String(data);
  });
  return result;
}

async function said(result: Run, word: string): Promise<void> {
  while (!result.stdout.includes(word)) await once(result.process.stdout!, "data");
}

describe("a process with a session", () => {
  let bmc: BmcEngine;
  let server: Server;
  let heard: OverheardHandshakes;
  beforeEach(async () => {
    bmc = makeBmc(nodeRandomBytes);
    heard = new OverheardHandshakes(17, { username: text(username), password: text(password), kg: new Uint8Array(0) });
    overhear(bmc, (datagram) => heard.hear(datagram));
    server = await serve(bmc, { port: 0 });
  });
  afterEach(async () => {
    for (const child of running.splice(0)) child.kill("SIGKILL");
    await server.close();
  });

  it.each(["close", "reopen"])("ends by itself once its session is closed: %s", async (what) => {
    const result = run(what, server.port);
    await said(result, "closed");
    const begun = performance.now();
    expect(await result.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - begun).toBeLessThan(5000);
    expect([result.stdout, result.stderr]).toEqual(["closed\n", ""]);
    expect(bmc.snapshot().openSessions).toBe(0);
  });

  it("ends when nothing is waited for, though the session is open", async () => {
    const result = run("forget", server.port);
    expect(await result.ended).toEqual({ code: 0, signal: null });
    expect(result.stdout).toBe("asked\n");
    expect(result.stderr).toBe("");
  });

  it("lives while a request waits", async () => {
    bmc.handleRaw(() => {
      bmc.faults.lateAnswers = 60_000;
      return undefined;
    });
    const result = run("wait", server.port);
    expect(await result.ended).toEqual({ code: 0, signal: null });
    expect(result.stdout).toBe("open\ntimeout\n");
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("closes it on %s, and dies of the signal", async (signal) => {
    const result = run("signals", server.port);
    await said(result, "open");
    expect(bmc.snapshot().openSessions).toBe(1);
    result.process.kill(signal);
    expect(await result.ended).toEqual({ code: null, signal });
    expect(bmc.snapshot().openSessions).toBe(0);
  });

  it("does not wait for the closing when it gets a second signal", async () => {
    const result = run("signals", server.port);
    await said(result, "open");
    bmc.faults.silent = true;
    result.process.kill("SIGTERM");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(result.process.exitCode ?? result.process.signalCode).toBeNull();
    const begun = performance.now();
    result.process.kill("SIGTERM");
    expect(await result.ended).toEqual({ code: null, signal: "SIGTERM" });
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it("explains itself under NODE_DEBUG=ruipmi, without a secret", async () => {
    const result = run("forget", server.port, { NODE_DEBUG: "ruipmi" });
    expect(await result.ended).toEqual({ code: 0, signal: null });
    expect(result.stdout).toBe("asked\n");
    expect(result.stderr).toContain("-> RAKP Message 1");
    expect(result.stderr).toContain("<- RAKP Message 4");
    expect(result.stderr).toContain("session opened: cipher suite 17, ADMINISTRATOR");
    expect(result.stderr).toContain("completion code 00h");
    const secrets = { password: Buffer.from(password), ...heard.all() };
    expect(Object.keys(secrets)).toContain("k2 of handshake 0");
    expect(new Haystack().keep(result.stdout).keep(result.stderr).find(secrets, { window: 8 })).toEqual([]);
    for (const line of result.stderr.trim().split("\n")) expect(line).toMatch(/^RUIPMI \d+: 127\.0\.0\.1:\d+ /);
  });
});

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Haystack } from "../../core/test/support/haystack.ts";
import { OverheardHandshakes, overhear } from "../../core/test/support/overheard-handshakes.ts";
import { startTestBmc, type TestBmc } from "./support/test-bmc.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

interface RunningProcess {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly exited: Promise<number | null>;
}

const nodeOptions = ["--import", "tsx", "--conditions=@ruipmi/source"];

function start(...argv: string[]): RunningProcess {
  return startNode([...nodeOptions, main, ...argv]);
}

function startNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningProcess {
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, ...env } });
  let out = "";
  let err = "";
  child.stdout.on("data", (data: Buffer) => {
    out += data.toString();
  });
  child.stderr.on("data", (data: Buffer) => {
    err += data.toString();
  });
  const exited = new Promise<number | null>((resolve) => {
    child.on("close", (code) => resolve(code));
  });
  return { child, out: () => out, err: () => err, exited };
}

describe("the process", () => {
  let bmc: TestBmc | undefined;
  let running: RunningProcess | undefined;
  afterEach(async () => {
    running?.child.kill("SIGKILL");
    await bmc?.close();
  });

  it("prints and exits by itself", async () => {
    bmc = await startTestBmc();
    running = start(...bmc.options, "--json", "chassis", "power", "status");
    expect(await running.exited).toBe(0);
    expect([running.out(), running.err()]).toEqual(['{"powerIsOn":true}\n', ""]);
  });

  it("tells what passes under NODE_DEBUG=ruipmi and -vv, and no secret", async () => {
    const secrets = { password: Buffer.from("v9Xq-3mTz_7wKc.2rHb+"), kg: Buffer.from("kg/5dQs#8nJd=4pLf!6s") };
    const { password, kg } = secrets;
    bmc = await startTestBmc({ password: String(password), kg: String(kg) });
    const heard = new OverheardHandshakes(17, { username: Buffer.from("admin"), password, kg });
    overhear(bmc.engine, (datagram) => heard.hear(datagram));
    const argv = [...nodeOptions, main, ...bmc.options, "-k", String(kg), "-vv", "mc", "info"];
    running = startNode(argv, { NODE_DEBUG: "ruipmi" });
    expect(await running.exited).toBe(0);
    expect(running.err()).toMatch(/RUIPMI \d+: .* -> RAKP Message 1/);
    expect(running.err()).toContain("-- next deadline in ");
    expect(Object.keys(heard.all())).toHaveLength(3);
    const haystack = new Haystack().keep(running.out()).keep(running.err());
    expect(haystack.find({ ...secrets, ...heard.all() }, { window: 8 })).toEqual([]);
  });

  it.runIf(existsSync("/dev/full"))("says that a full disk took nothing, and fails", () => {
    const full = openSync("/dev/full", "w");
    try {
      const argv = [...nodeOptions, main, "--version"];
      const { status, stderr } = spawnSync(process.execPath, argv, {
        stdio: ["ignore", full, "pipe"],
        encoding: "utf8",
      });
      expect([status, stderr]).toEqual([
        1,
        expect.stringMatching(/^ruipmi: the result cannot be written: ENOSPC.*\n$/),
      ]);
    } finally {
      closeSync(full);
    }
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s closes the session with Close Session", async (signal, code) => {
    // The chassis never answers: what is interrupted is the waiting.
    bmc = await startTestBmc({ hang: true });
    running = start(...bmc.options, "-N", "30", "chassis", "power", "status");
    await bmc.hung;
    running.child.kill(signal);
    expect(await running.exited).toBe(code);
    expect(running.out()).toBe("");
    expect(running.err()).toMatch(new RegExp(`^ruipmi: interrupted by ${signal}; no session is left open.*\\n$`));
    expect(bmc.engine.sessions).toEqual([]);
    expect(bmc.events).toContainEqual(expect.objectContaining({ type: "sessionClosed", reason: "closed" }));
  });

  it("ends at once when interrupted while a name is looked up", async () => {
    // With its only thread busy for a minute and more, Node cannot end the lookup, as when no name server answers.
    const busyLookup = `
      import dns from "node:dns/promises";
      import { pbkdf2 } from "node:crypto";
      import { syncBuiltinESMExports } from "node:module";
      const { lookup } = dns;
      dns.lookup = (...args) => {
        pbkdf2("", "", 2_000_000_000, 64, "sha512", () => {});
        process.stderr.write("looking up\\n");
        return lookup(...args);
      };
      syncBuiltinESMExports();`;
    const preload = ["--import", `data:text/javascript,${encodeURIComponent(busyLookup)}`];
    running = startNode([...nodeOptions, ...preload, main, "-H", "bmc.invalid", "mc", "info"], {
      UV_THREADPOOL_SIZE: "1",
    });
    const { child, err, exited } = running;
    await vi.waitFor(() => expect(err()).toBe("looking up\n"), 20_000);
    const began = performance.now();
    child.kill("SIGINT");
    await exited;
    expect(performance.now() - began).toBeLessThan(5000);
    expect(child.signalCode).toBe("SIGINT");
    expect(err()).toMatch(/^looking up\nruipmi: interrupted by SIGINT; no session is left open.*\n$/);
  });

  it("runs the lines of a pipe in a shell, and ends with it", async () => {
    bmc = await startTestBmc();
    running = start(...bmc.options, "shell");
    running.child.stdin!.end("chassis power status\nmc inof\necho a 'b  c'");
    expect(await running.exited).toBe(0);
    expect(running.out()).toBe("Chassis Power is on\na b  c \n");
    expect(running.err()).toMatch(/^ruipmi: there is no command "mc inof".*\n$/);
    expect(bmc.engine.sessions).toEqual([]);
  });

  it("refuses -a where there is no terminal", async () => {
    running = start("-H", "127.0.0.1", "-a", "mc", "info");
    expect(await running.exited).toBe(2);
    expect(running.err()).toMatch(/^ruipmi: -a asks .* use -E or -f\n$/);
  });
});

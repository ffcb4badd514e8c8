import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { startTestBmc, type TestBmc } from "./support/test-bmc.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

interface RunningProcess {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly exited: Promise<number | null>;
}

function start(...argv: string[]): RunningProcess {
  const child = spawn(process.execPath, ["--import", "tsx", "--conditions=@ruipmi/source", main, ...argv], {
    stdio: ["ignore", "pipe", "pipe"],
  });
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

  it("refuses -a where there is no terminal", async () => {
    running = start("-H", "127.0.0.1", "-a", "mc", "info");
    expect(await running.exited).toBe(2);
    expect(running.err()).toMatch(/^ruipmi: -a asks .* use -E or -f\n$/);
  });
});

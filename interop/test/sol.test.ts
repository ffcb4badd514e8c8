import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "./support/free-port.ts";
import { installed } from "./support/peers.ts";
import { type RunningSim, startRuipmiSim } from "./support/ruipmi.ts";
import { type Finished, run } from "./support/run.ts";
import { Terminal } from "./support/terminal.ts";

let sim: RunningSim;
beforeAll(async () => {
  // FreeIPMI's ipmiconsole 1.6.10 calls a host with a port above 32767 invalid.
  sim = await startRuipmiSim(["--port", String(await freePort(20_000 + (process.pid % 10_000)))]);
});
afterAll(() => sim.stop());

function ipmitoolArgs(...args: readonly string[]): readonly string[] {
  return ["-I", "lanplus", "-H", "127.0.0.1", "-p", String(sim.port), "-U", "admin", "-P", "password", ...args];
}

function ipmitool(...args: readonly string[]): Promise<Finished> {
  return run("ipmitool", ipmitoolArgs(...args));
}

function solActivate(...args: readonly string[]): Terminal {
  return new Terminal("ipmitool", ipmitoolArgs(...args, "sol", "activate"));
}

describe.skipIf(!installed("ipmitool"))("ipmitool's SOL with ruipmi sim", () => {
  it("shows the configuration, and sets it", async () => {
    const info = await ipmitool("sol", "info");
    expect(info.code, info.stderr).toBe(0);
    expect(info.stdout).toMatch(/^Enabled +: true$/m);
    expect(info.stdout).toMatch(new RegExp(`^Payload Port +: ${sim.port}$`, "m"));
    const set = await ipmitool("sol", "set", "character-send-threshold", "100", "1");
    expect(set.code, set.stderr).toBe(0);
    expect((await ipmitool("sol", "info")).stdout).toMatch(/^Character Send Threshold +: 100$/m);
    const refused = await ipmitool("sol", "set", "privilege-level", "callback", "1");
    expect(refused.code).not.toBe(0);
  });

  // Suite 0 and 1 have no integrity, 2 no confidentiality: SOL is as protected as its session.
  it.each([0, 1, 2, 3, 8, 17])("suite %i: echoes what is typed, until ~.", async (suite) => {
    const terminal = solActivate("-C", String(suite));
    await terminal.shows("SOL Session operational");
    await terminal.shows("server login: ");
    terminal.type("the quick brown fox");
    await terminal.shows("the quick brown fox");
    terminal.type("\r");
    await terminal.shows("\r\nserver login: ");
    terminal.type("~.");
    await terminal.shows("terminated ipmitool");
    expect((await terminal.ended).code).toBe(0);
  });

  it("carries long lines and a break", async () => {
    const terminal = solActivate();
    await terminal.shows("server login: ");
    const line = "0123456789".repeat(100);
    terminal.type(`${line}!`);
    await terminal.shows(`${line}!`);
    terminal.type("\r");
    await terminal.shows("server login: ");
    terminal.type("~B");
    await terminal.shows("[break]");
    terminal.type("\r~.");
    expect((await terminal.ended).code).toBe(0);
  });

  it("is one at a time, and is ended by sol deactivate", async () => {
    const terminal = solActivate("-C", "17", "-R", "2", "-N", "1");
    await terminal.shows("server login: ");
    const second = await ipmitool("sol", "activate");
    expect(second.code).not.toBe(0);
    expect(second.stderr).toContain("already active on another session");
    const deactivated = await ipmitool("sol", "deactivate");
    expect(deactivated.code, deactivated.stderr).toBe(0);
    // ipmitool does not look at the status that tells it so: it learns of it when it sends something.
    terminal.type("gone?");
    await terminal.shows("SOL session closed by BMC");
    expect((await terminal.ended).code).toBe(1);
    const again = await ipmitool("sol", "deactivate");
    expect(again.stderr).toContain("already de-activated");
  });

  it("is refused to who may not have it, and when it is switched off", async () => {
    for (const [off, on] of [
      [
        ["sol", "payload", "disable", "1", "2"],
        ["sol", "payload", "enable", "1", "2"],
      ],
      [
        ["sol", "set", "enabled", "false", "1"],
        ["sol", "set", "enabled", "true", "1"],
      ],
    ] as const) {
      expect((await ipmitool(...off)).code).toBe(0);
      const refused = await ipmitool("sol", "activate");
      expect(refused.stderr).toContain("SOL payload disabled");
      expect((await ipmitool(...on)).code).toBe(0);
    }
    const status = await ipmitool("sol", "payload", "status", "1", "2");
    expect(status.stdout).toContain("enabled");
    const looped = await ipmitool("sol", "looptest", "3");
    expect(looped.code, looped.stderr).toBe(0);
  });
});

describe.skipIf(!installed("ipmiconsole"))("FreeIPMI's ipmiconsole with ruipmi sim", () => {
  const ipmiconsole = (suite: number, ...args: readonly string[]): Terminal =>
    new Terminal("ipmiconsole", [
      ...["-h", `127.0.0.1:${sim.port}`, "-u", "admin", "-p", "password"],
      ...["-I", String(suite), "-e", "&", ...args],
    ]);

  it.each([0, 1, 2, 3, 8, 12, 17])("suite %i: echoes what is typed, until &.", async (suite) => {
    const terminal = ipmiconsole(suite);
    await terminal.shows("[SOL established]");
    await terminal.shows("server login: ");
    terminal.type("the quick brown fox");
    await terminal.shows("the quick brown fox");
    terminal.type("\r");
    await terminal.shows("\r\nserver login: ");
    terminal.type("&B");
    await terminal.shows("[break]");
    terminal.type("\r&.");
    await terminal.shows("[closing the connection]");
    expect((await terminal.ended).code).toBe(0);
  });

  it("takes SOL over from another, and ends it with --deactivate", async () => {
    const first = ipmiconsole(17);
    await first.shows("server login: ");
    const second = ipmiconsole(17);
    await second.shows("[SOL established]");
    await first.ended;
    second.type("mine\r");
    await second.shows("mine");
    const { code, stderr } = await run("ipmiconsole", [
      ...["-h", `127.0.0.1:${sim.port}`, "-u", "admin", "-p", "password", "-I", "17", "--deactivate"],
    ]);
    expect(code, stderr).toBe(0);
    await second.ended;
    expect(second.screen).toMatch(/SOL session|closing|terminated|stolen|BMC/i);
  });
});

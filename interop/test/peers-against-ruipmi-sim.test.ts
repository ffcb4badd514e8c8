import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "./support/free-port.ts";
import { installed } from "./support/peers.ts";
import { type RunningSim, startRuipmiSim } from "./support/ruipmi.ts";
import { type Finished, run } from "./support/run.ts";

let sim: RunningSim;
beforeAll(async () => {
  sim = await startRuipmiSim();
});
afterAll(() => sim.stop());

// Every client at every suite: suites.test.ts.

describe.skipIf(!installed("ipmitool"))("ipmitool as client of ruipmi sim", () => {
  const ipmitool = (port: number, ...args: readonly string[]): Promise<Finished> =>
    run("ipmitool", ["-I", "lanplus", "-H", "127.0.0.1", "-p", String(port), "-U", "admin", "-P", "password", ...args]);

  it("turns the machine off and on, and sees it", async () => {
    for (const state of ["off", "on"]) {
      const control = await ipmitool(sim.port, "chassis", "power", state);
      expect(control.code, control.stderr).toBe(0);
      await expect
        .poll(async () => (await ipmitool(sim.port, "chassis", "power", "status")).stdout, { timeout: 15_000 })
        .toBe(`Chassis Power is ${state}\n`);
    }
  });

  it("is refused with a wrong password", async () => {
    const args = ["-I", "lanplus", "-H", "127.0.0.1", "-p", String(sim.port), "-U", "admin", "-P", "wrong"];
    const { code, stderr } = await run("ipmitool", [...args, "-C", "17", "-R", "1", "mc", "info"]);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/RAKP 2 HMAC is invalid|Unable to establish/);
  });

  it("logs in with a BMC key and is refused without it", async () => {
    const keyed = await startRuipmiSim(["--kg", "twenty-bytes-of-key!"]);
    try {
      const good = await ipmitool(keyed.port, "-k", "twenty-bytes-of-key!", "mc", "info");
      expect(good.code, good.stderr).toBe(0);
      const bad = await ipmitool(keyed.port, "-R", "1", "mc", "info");
      expect(bad.code).not.toBe(0);
    } finally {
      await keyed.stop();
    }
  });

  it("lists the cipher suites", async () => {
    // ipmitool 1.8.19 reads a longer list to its end and then prints no more than its first twelve records.
    const few = await startRuipmiSim(["--suites", "3,8,17"]);
    try {
      const { code, stdout, stderr } = await ipmitool(few.port, "channel", "getciphers", "ipmi", "1");
      expect(code, stderr).toBe(0);
      expect(stdout.match(/^\d+/gm)).toEqual(["3", "8", "17"]);
    } finally {
      await few.stop();
    }
  });

  it("is given up by nobody listening", async () => {
    const { code } = await ipmitool(await freePort(), "-R", "1", "-N", "1", "mc", "info");
    expect(code).not.toBe(0);
  });
});

describe.skipIf(!installed("bmc-info", "ipmipower"))("FreeIPMI as client of ruipmi sim", () => {
  const login = (suite: number): readonly string[] => [
    ...["-D", "LAN_2_0", "-h", `127.0.0.1:${sim.port}`, "-u", "admin", "-p", "password"],
    ...["-l", "ADMIN", "-I", String(suite)],
  ];

  it("ipmipower sees the power state", async () => {
    const { code, stdout, stderr } = await run("ipmipower", [...login(17), "--stat"]);
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/: o(n|ff)\s*$/);
  });
});

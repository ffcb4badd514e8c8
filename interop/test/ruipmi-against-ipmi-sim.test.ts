import { connect } from "@ruipmi/transport-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type IpmiSim, startIpmiSim } from "./support/ipmi-sim.ts";
import { installed } from "./support/peers.ts";
import { ruipmi } from "./support/ruipmi.ts";

const kg = "kg-key-19-bytes-lon";

/** What interop/ipmi-sim/box.emu gives as device ID, as `mc info --json` must print it. */
const device = { deviceId: 0, deviceRevision: 3, firmwareRevision: "9.08", manufacturerId: 4753, productId: 3842 };

describe.skipIf(!installed("ipmi_sim"))("ruipmi as client of OpenIPMI's ipmi_sim", () => {
  let sim: IpmiSim;
  beforeAll(async () => {
    sim = await startIpmiSim();
  });
  afterAll(() => sim.stop());

  const at = (...args: readonly string[]): readonly string[] => ["-H", "127.0.0.1", "-p", String(sim.port), ...args];
  const asUser = (...args: readonly string[]): readonly string[] => at("-U", "ipmiusr", "-P", "test", ...args);

  it.each([0, 1, 2, 3, 6, 11])("opens a session with suite %i", async (suite) => {
    const { code, stdout, stderr } = await ruipmi(asUser("-C", String(suite), "--json", "mc", "info"));
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject(device);
  });

  it.each([7, 8, 12])("opens a session with suite %i in OpenIPMI's dialect, and only in it", async (suite) => {
    const dialect = await ruipmi(asUser("-C", String(suite), "-W", "openipmiMd5", "--json", "mc", "info"));
    expect(dialect.code, dialect.stderr).toBe(0);
    expect(JSON.parse(dialect.stdout)).toMatchObject(device);
    const standard = await ruipmi(asUser("-C", String(suite), "-N", "0.1", "-R", "2", "--json", "mc", "info"));
    expect(standard.code).toBe(1);
    expect(JSON.parse(standard.stderr).error.code).toBe("timeout");
  });

  it("moves on from suite 17, which it refuses, to 3", async () => {
    const { code, stdout, stderr } = await ruipmi(asUser("-v", "mc", "info"));
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/Firmware Revision +: 9\.08/);
    expect(stderr.match(/Open Session Request/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it("takes an explicit suite as given and says why it was refused", async () => {
    const { code, stderr } = await ruipmi(asUser("-C", "17", "--json", "mc", "info"));
    expect(code).toBe(1);
    expect(JSON.parse(stderr).error).toMatchObject({
      code: "cipherSuiteRefused",
      rmcpStatus: "Invalid authentication algorithm",
    });
  });

  it("reaches the satellite at 30h over IPMB", async () => {
    const { code, stdout, stderr } = await ruipmi(asUser("-t", "0x30", "--json", "mc", "info"));
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ deviceId: 2, firmwareRevision: "16.01", productId: 3843 });
  });

  it("says that the password is wrong", async () => {
    const { code, stderr } = await ruipmi(at("-U", "ipmiusr", "-P", "wrong", "-C", "3", "--json", "mc", "info"));
    expect(code).toBe(1);
    expect(JSON.parse(stderr).error).toMatchObject({
      code: "wrongPassword",
      rmcpStatus: "Invalid integrity check value",
    });
    expect(stderr).not.toContain('wrong"');
  });

  it("says that the user is unknown", async () => {
    const { code, stderr } = await ruipmi(at("-U", "nobody", "-P", "test", "-C", "3", "--json", "mc", "info"));
    expect(code).toBe(1);
    expect(JSON.parse(stderr).error).toMatchObject({ code: "unknownUser", rmcpStatus: "Unauthorized name" });
  });

  it("opens a session as the null user", async () => {
    const { code, stderr } = await ruipmi(at("-U", "", "-P", "test", "-C", "3", "-L", "user", "--json", "mc", "info"));
    expect(code, stderr).toBe(0);
  });

  it("pings, and runs a raw command", async () => {
    const ping = await ruipmi(at("--json", "ping"));
    expect(ping.code, ping.stderr).toBe(0);
    expect(JSON.parse(ping.stdout)).toMatchObject({ ipmiSupported: true });
    const raw = await ruipmi(asUser("-C", "3", "--json", "raw", "0x06", "0x01"));
    expect(JSON.parse(raw.stdout)).toMatchObject({ completionCode: 0, data: "00030908029f911200020f00000000" });
  });

  it("closes every session: more of them, one after the other, than ipmi_sim has slots", async () => {
    // Each takes a slot of sixty; one that leaked each time would end in status 01h before this is over.
    for (let round = 0; round < 70; round++) {
      const login = { username: "ipmiusr", password: "test", cipherSuites: [3] } as const;
      const client = await connect({ host: "127.0.0.1", port: sim.port, ...login });
      expect((await client.close()).confirmed).toBe(true);
    }
  });

  it("closes the session of a command too", async () => {
    const { stderr } = await ruipmi(asUser("-C", "3", "-v", "raw", "6", "1"));
    expect(stderr).toMatch(/IPMI Response Close Session.*completionCode=0x00/);
  });
});

describe.skipIf(!installed("ipmi_sim"))("ruipmi as client of an ipmi_sim with a BMC key", () => {
  let sim: IpmiSim;
  beforeAll(async () => {
    sim = await startIpmiSim({ kg });
  });
  afterAll(() => sim.stop());

  const asUser = (...args: readonly string[]): readonly string[] => [
    "-H",
    "127.0.0.1",
    "-p",
    String(sim.port),
    "-U",
    "ipmiusr",
    "-P",
    "test",
    "-C",
    "3",
    "--json",
    ...args,
  ];

  it("logs in with the key, as text and as hex", async () => {
    const text = await ruipmi(asUser("-k", kg, "mc", "info"));
    expect(text.code, text.stderr).toBe(0);
    const hex = await ruipmi(asUser("-y", Buffer.from(kg).toString("hex"), "mc", "info"));
    expect(hex.code, hex.stderr).toBe(0);
  });

  it("tells a wrong or missing key from a wrong password", async () => {
    for (const key of [["-k", "another key"], []]) {
      const { code, stderr } = await ruipmi(asUser(...key, "mc", "info"));
      expect(code).toBe(1);
      expect(JSON.parse(stderr).error.code).toBe("wrongKg");
    }
  });
});

import { createSocket } from "node:dgram";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ErrorDocument } from "../src/errors.ts";
import { run } from "../src/run.ts";
import { FakeIo } from "./support/fake-io.ts";
import { startTestBmc, type TestBmc } from "./support/test-bmc.ts";

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function ruipmi(...argv: string[]): Promise<Outcome> {
  const io = new FakeIo();
  const code = await run(argv, io);
  return { code, out: io.stdout.text, err: io.stderr.text };
}

/** Errors are one line, and name no password. */
function oneLine(text: string): string {
  expect(text).toMatch(/^[^\n]+\n$/);
  expect(text).not.toContain("hunter2");
  return text.trimEnd();
}

function errorOf({ err }: Outcome): ErrorDocument["error"] {
  return (JSON.parse(oneLine(err)) as ErrorDocument).error;
}

describe("commands over UDP", () => {
  let bmc: TestBmc;
  beforeEach(async () => {
    bmc = await startTestBmc();
  });
  afterEach(() => bmc.close());

  const ask = (...argv: string[]): Promise<Outcome> => ruipmi(...bmc.options, ...argv);
  const askJson = async (...argv: string[]): Promise<unknown> => {
    const { code, out, err } = await ask("--json", ...argv);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^[^\n]+\n$/);
    return JSON.parse(out);
  };

  it("mc info", async () => {
    const { code, out, err } = await ask("mc", "info");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("Device ID                 : 32\n");
    expect(out).toContain("Firmware Revision         : 1.05\n");
    expect(await askJson("mc", "info")).toMatchObject({
      deviceId: 32,
      firmwareRevision: "1.05",
      manufacturerId: 7154,
      productId: 0x0201,
      auxiliaryFirmwareRevision: "00000000",
    });
  });

  it("chassis status", async () => {
    expect((await ask("chassis", "status")).out).toMatch(/^System Power {9}: on\n(.+\n){10,}$/);
    expect(await askJson("chassis", "status")).toMatchObject({ powerIsOn: true, powerRestorePolicy: "previous" });
  });

  it("chassis power", async () => {
    expect((await ask("chassis", "power", "status")).out).toBe("Chassis Power is on\n");
    expect((await ask("chassis", "power", "off")).out).toBe("Chassis Power Control: Down/Off\n");
    expect((await ask("chassis", "power", "status")).out).toBe("Chassis Power is off\n");
    expect(await askJson("chassis", "power", "status")).toEqual({ powerIsOn: false });
    expect((await ask("chassis", "power", "on")).out).toBe("Chassis Power Control: Up/On\n");
    expect((await ask("chassis", "power", "cycle")).out).toBe("Chassis Power Control: Cycle\n");
    expect((await ask("chassis", "power", "reset")).out).toBe("Chassis Power Control: Reset\n");
    expect((await ask("chassis", "power", "soft")).out).toBe("Chassis Power Control: Soft\n");
    expect(await askJson("chassis", "power", "on")).toEqual({ chassisControl: "powerUp" });
    expect(bmc.device.chassis.controlCounts).toEqual({
      powerDown: 1,
      powerUp: 2,
      powerCycle: 1,
      hardReset: 1,
      diagnosticInterrupt: 0,
      softShutdown: 1,
    });
  });

  it("raw", async () => {
    const { code, out } = await ask("raw", "6", "0x01");
    expect(code).toBe(0);
    expect(out).toMatch(/^ 20 01 01 05 02 [0-9a-f]{2} f2 1b 00 01 02 00 00 00 00\n$/);
    expect((await ask("raw", "app", "1")).out).toBe(out);
    expect(await askJson("raw", "0", "1")).toEqual({
      completionCode: 0,
      data: expect.stringMatching(/^[0-9a-f]{6,}$/),
    });
  });

  it("raw, refused: a document in JSON, an error in text, exit code 1 both times", async () => {
    const json = await ask("--json", "raw", "0x30", "0xff");
    expect([json.code, json.out, json.err]).toEqual([1, '{"completionCode":193,"data":""}\n', ""]);
    const text = await ask("raw", "0x30", "0xff");
    expect([text.code, text.out]).toEqual([1, ""]);
    expect(oneLine(text.err)).toMatch(/^ruipmi: Command .*refused: Invalid Command \(completion code 0xc1\)$/);
  });

  it("raw goes to the LUN that -l says; IPMI v2.0 §5.1 gives a BMC's own commands to LUN 0", async () => {
    const refused = await ask("raw", "-l", "2", "6", "1");
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(oneLine(refused.err)).toMatch(/Command invalid for given LUN/);
    expect((await ask("raw", "-l", "0", "6", "1")).code).toBe(0);
    expect((await ask("-l", "2", "chassis", "power", "status")).out).toBe("Chassis Power is on\n");
  });

  it("a refused command says its completion code", async () => {
    const outcome = await ruipmi(...bmc.options, "--json", "-U", "viewer", "-L", "user", "chassis", "power", "off");
    expect([outcome.code, outcome.out]).toEqual([1, ""]);
    expect(errorOf(outcome)).toMatchObject({ code: "completionCode", completionCode: 0xd4 });
    expect(bmc.device.chassis.powerIsOn).toBe(true);
  });

  it("ping, without a user", async () => {
    const target = ["-H", "127.0.0.1", "-p", String(bmc.port)];
    const { code, out } = await ruipmi(...target, "ping");
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^127\.0\.0\.1 answered in .* ms: IPMI supported, ASF version 1\.0\n$/),
    ]);
    const json = await ruipmi("--json", ...target, "ping");
    expect(JSON.parse(json.out)).toMatchObject({ ipmiSupported: true, attempts: 1, elapsed: expect.any(Number) });
  });

  it("bridges, once and twice", async () => {
    expect((await ask("-t", "0x30", "mc", "info")).out).toContain("Device ID                 : 49\n");
    expect((await ask("-t", "0x72", "-b", "7", "-T", "0x82", "mc", "info")).out).toContain(": 115\n");
    expect(await askJson("raw", "6", "1", "-t", "0x30")).toMatchObject({ completionCode: 0 });
  });

  it("bridges what a procedure asks, too", async () => {
    const { err } = await ask("-v", "-t", "0x30", "sdr", "list");
    const requests = err.split("\n").filter((line) => line.startsWith("-> IPMI Request"));
    const bridged = requests.filter((line) => !/Set Session Privilege Level|Close Session/.test(line));
    expect(bridged.length).toBeGreaterThan(0);
    for (const line of bridged) expect(line).toContain("targetAddress=48");
  });

  it("tells what passes with -v, on stderr only", async () => {
    const { out, err } = await ask("-v", "--json", "mc", "info");
    expect(JSON.parse(out)).toMatchObject({ deviceId: 32 });
    const names = ["Open Session Request", "RAKP Message 1", "RAKP Message 2", "RAKP Message 3", "RAKP Message 4"];
    for (const name of names) expect(err).toMatch(new RegExp(`^(->|<-) ${name}, \\d+ bytes`, "m"));
    expect(err).toMatch(/^-> IPMI Request Get Device ID, \d+ bytes: netFn=0x06 cmd=0x01 /m);
    expect(err).toMatch(/^<- IPMI Response Close Session, /m);
    expect(err).not.toContain("--");
    const more = (await ask("-vv", "mc", "info")).err;
    expect(more).toMatch(/^-- next deadline in \d+ ms: rakpMessage2$/m);
    expect(more).toMatch(/^-- session closed: requested, confirmed$/m);
    for (const text of [err, more]) expect(text).not.toContain("hunter2");
  });

  it("leaves no session behind", async () => {
    await ask("mc", "info");
    await ask("raw", "0x30", "0xff");
    expect(bmc.engine.sessions).toEqual([]);
  });

  it.each([0, 1, 6, 15])("warns once of cipher suite %i, and uses it", async (suite) => {
    const { code, out, err } = await ask("-C", String(suite), "chassis", "power", "status");
    expect([code, out]).toEqual([0, "Chassis Power is on\n"]);
    expect(oneLine(err)).toMatch(new RegExp(`^ruipmi: warning: cipher suite ${suite} \\(RAKP-`));
    const json = await ask("--json", "-C", String(suite), "chassis", "power", "status");
    expect(oneLine(json.err)).toBe(oneLine(err));
  });

  it("with --json leaves the error the one line that begins with {, and the last, after a warning", async () => {
    const { code, err } = await ask("--json", "-C", "1", "-P", "hunter3", "mc", "info");
    expect(code).toBe(1);
    const [warning, error, ...rest] = err.trimEnd().split("\n");
    expect(warning).toMatch(/^ruipmi: warning: cipher suite 1 /);
    expect(JSON.parse(error!)).toMatchObject({ error: { code: "wrongPassword" } });
    expect(rest).toEqual([]);
  });

  it.each([2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19])("uses cipher suite %i", async (suite) => {
    const { code, out, err } = await ask("-C", String(suite), "chassis", "power", "status");
    expect([code, out, err]).toEqual([0, "Chassis Power is on\n", ""]);
  });

  it("wrong password", async () => {
    const outcome = await ask("--json", "-P", "hunter3", "mc", "info");
    expect(outcome.code).toBe(1);
    expect(errorOf(outcome)).toMatchObject({ code: "wrongPassword", rmcpStatus: "Invalid integrity check value" });
    expect(oneLine((await ask("-P", "hunter3", "mc", "info")).err)).toMatch(/^ruipmi: .*password.*-P/);
    expect(oneLine((await ask("-P", "", "mc", "info")).err)).toMatch(/^ruipmi: .*password/);
  });

  it("unknown user", async () => {
    const outcome = await ask("--json", "-U", "nobody", "mc", "info");
    expect(outcome.code).toBe(1);
    expect(errorOf(outcome)).toMatchObject({ code: "unknownUser", rmcpStatus: "Unauthorized name" });
  });

  it("a level that the user does not have", async () => {
    const outcome = await ask("--json", "-U", "viewer", "mc", "info");
    expect(outcome.code).toBe(1);
    expect(errorOf(outcome).code).toMatch(/privilegeRefused|completionCode/);
    const lower = await ask("-U", "viewer", "--allow-lower-privilege", "chassis", "power", "status");
    expect([lower.code, lower.out]).toEqual([0, "Chassis Power is on\n"]);
    expect(lower.err).toBe("ruipmi: session at USER, not ADMINISTRATOR as asked\n");
    const json = await ask("--json", "-U", "viewer", "--allow-lower-privilege", "chassis", "power", "status");
    expect([json.code, json.out, json.err]).toEqual([0, '{"powerIsOn":true}\n', lower.err]);
  });

  it("says nothing of the level where it is the one that was asked for", async () => {
    const asked = await ask("-U", "viewer", "-L", "user", "--allow-lower-privilege", "chassis", "power", "status");
    expect([asked.code, asked.err]).toEqual([0, ""]);
  });

  it("a Kg where none is set", async () => {
    const outcome = await ask("--json", "-k", "key", "mc", "info");
    expect([outcome.code, errorOf(outcome).code]).toEqual([1, "wrongKg"]);
  });

  it("a silent host, after a bounded time", async () => {
    bmc.engine.faults.silent = true;
    const began = performance.now();
    const outcome = await ask("--json", "-N", "0.05", "-R", "2", "mc", "info");
    expect(performance.now() - began).toBeLessThan(2000);
    expect([outcome.code, outcome.out, errorOf(outcome).code]).toEqual([1, "", "timeout"]);
    expect(errorOf(outcome).message).toMatch(/2 tries in 0\.\d s.*-N and -R/);
  });
});

describe("a BMC that falls silent in the session", () => {
  it("leaves open whether the command was executed, and that is said", async () => {
    const bmc = await startTestBmc({
      onEvent: (event, engine) => {
        if (event.type === "commandAnswered") engine.faults.silent = true;
      },
    });
    const outcome = await ruipmi(...bmc.options, "-N", "0.02", "-R", "2", "chassis", "power", "off");
    expect([outcome.code, outcome.out]).toEqual([1, ""]);
    expect(oneLine(outcome.err)).toMatch(/no answer to .*; Chassis Control may have been executed all the same/);
    await bmc.close();
  });
});

describe("a BMC with few suites and a Kg", () => {
  it("refuses the suite", async () => {
    const bmc = await startTestBmc({ cipherSuites: [3] });
    const outcome = await ruipmi(...bmc.options, "--json", "-C", "17", "mc", "info");
    expect([outcome.code, errorOf(outcome).code]).toEqual([1, "cipherSuiteRefused"]);
    expect((await ruipmi(...bmc.options, "chassis", "power", "status")).out).toBe("Chassis Power is on\n");
    await bmc.close();
  });

  it("wants the right Kg", async () => {
    const bmc = await startTestBmc({ kg: "kg\u0000key" });
    const ask = (...argv: string[]): Promise<Outcome> => ruipmi(...bmc.options, ...argv, "chassis", "power", "status");
    expect(await ask("-k", "kg\u0000key")).toEqual({ code: 0, out: "Chassis Power is on\n", err: "" });
    expect((await ask("-y", "6b67006b6579")).code).toBe(0);
    const wrong = await ask("--json", "-k", "other");
    expect([wrong.code, errorOf(wrong)]).toEqual([
      1,
      expect.objectContaining({ code: "wrongKg", rmcpStatus: "Invalid integrity check value" }),
    ]);
    expect(errorOf(await ask("--json")).code).toBe("wrongKg");
    await bmc.close();
  });
});

describe("a port where nobody listens", () => {
  it("is told at once", async () => {
    const socket = createSocket("udp4");
    const port = await new Promise<number>((resolve) => {
      socket.bind(0, "127.0.0.1", () => resolve(socket.address().port));
    });
    await new Promise<void>((resolve) => socket.close(() => resolve()));
    const began = performance.now();
    const outcome = await ruipmi("-H", "127.0.0.1", "-p", String(port), "--json", "-U", "u", "-P", "p", "mc", "info");
    expect([outcome.code, errorOf(outcome).code]).toEqual([1, "portUnreachable"]);
    expect(performance.now() - began).toBeLessThan(900);
  });

  it("and a host name that does not exist", async () => {
    const outcome = await ruipmi("-H", "no-such-host.invalid", "--json", "mc", "info");
    expect([outcome.code, errorOf(outcome).code]).toEqual([1, "transportFailed"]);
  });
});

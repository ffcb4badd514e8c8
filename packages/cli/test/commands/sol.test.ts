import { writeSerial } from "@ruipmi/bmc";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../src/run.ts";
import { FakeIo } from "../support/fake-io.ts";
import { ruipmi } from "../support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "../support/test-bmc.ts";

let bmc: TestBmc;
beforeEach(async () => {
  bmc = await startTestBmc();
});
afterEach(() => bmc.close());

/** `sol activate` at a terminal, or at a pipe. */
function activate(options: { isTerminal?: boolean; more?: readonly string[] } = {}): {
  io: FakeIo;
  code: Promise<number>;
} {
  const io = new FakeIo({ isTerminal: options.isTerminal ?? true });
  return { io, code: run([...bmc.options, ...(options.more ?? []), "sol", "activate"], io) };
}

describe("sol activate", () => {
  it("types what is typed, shows what is printed, and ends with ~.", async () => {
    const { io, code } = activate();
    await io.stdout.seen(/server login: $/);
    expect(io.stdout.text).toContain("[SOL Session operational.  Use ~? for help]\n");
    expect(io.stdin.isRaw).toBe(true);
    io.resize();
    io.stdin.type("hello\r");
    await io.stdout.seen(/hello\r\nserver login: /);
    io.stdin.type("~.");
    expect(await code).toBe(0);
    expect(io.stdout.text).toMatch(/~\. \[terminated ruipmi\]\n$/);
    expect(io.stdin.isRaw).toBe(false);
    expect(bmc.events.map(({ type }) => type)).toContain("solDeactivated");
  });

  it("still types what was typed before ~. came", async () => {
    let read = "";
    bmc.device.sol.serial.onInput = (characters) => {
      read += Buffer.from(characters).toString();
    };
    const { io, code } = activate();
    await io.stdout.seen(/operational/);
    io.stdin.type("poweroff\r~.");
    expect(await code).toBe(0);
    expect(read).toBe("poweroff\r");
  });

  it("sends a break, helps, suspends, and goes on", async () => {
    const { io, code } = activate({ more: ["-e", "&"] });
    await io.stdout.seen(/server login: $/);
    io.stdin.type("&B");
    await io.stdout.seen(/\[break\]/);
    io.stdin.type("&?&\u001a");
    await io.stdout.seen(/&B {2}- send break/);
    await io.stdout.seen(/&\^Z \[suspend ruipmi\]/);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(io.suspended).toBe(1);
    io.stdin.type("x\r&.");
    expect(await code).toBe(0);
  });

  it("adds what is shown to a file, which it must be able to write", async () => {
    const { io, code } = activate({ more: ["--log", "console.log"] });
    await io.stdout.seen(/server login: $/);
    io.stdin.type("~.");
    expect(await code).toBe(0);
    expect(Buffer.from(io.files.get("console.log")!).toString()).toContain("serial console ttyS0");
    const refused = new FakeIo();
    refused.appendFile = () => {
      throw new Error("EACCES");
    };
    expect(await run([...bmc.options, "--log", "/x", "sol", "activate"], refused)).toBe(1);
    expect(refused.stderr.text).toContain('cannot add to "/x": EACCES');
  });

  it("types a pipe, and ends when the machine is still; nothing in it only means that nobody types", async () => {
    const piped = activate({ isTerminal: false });
    await piped.io.stdout.seen(/operational/);
    piped.io.stdin.type("uptime\r");
    piped.io.stdin.end();
    expect(await piped.code).toBe(0);
    expect(piped.io.stdout.text).toContain("uptime\r\nserver login: ");
    const silent = activate({ isTerminal: false });
    await silent.io.stdout.seen(/server login: $/);
    silent.io.stdin.end();
    writeSerial(bmc.device.sol.serial, Buffer.from("later"));
    await silent.io.stdout.seen(/later/);
    silent.io.interrupt();
    expect(await silent.code).toBe(130);
  });

  it("ends when its terminal does", async () => {
    const { io, code } = activate();
    await io.stdout.seen(/operational/);
    io.stdin.end();
    expect(await code).toBe(0);
    expect(io.stdin.isRaw).toBe(false);
  });

  it("gives the terminal back when it is interrupted, or when somebody else ends it", async () => {
    const interrupted = activate();
    await interrupted.io.stdout.seen(/server login: $/);
    interrupted.io.controller.abort("SIGTERM");
    expect(await interrupted.code).toBe(143);
    expect(interrupted.io.stdin.isRaw).toBe(false);
    const taken = activate();
    await taken.io.stdout.seen(/server login: $/);
    expect((await ruipmi(...bmc.options, "sol", "deactivate")).code).toBe(0);
    expect(await taken.code).toBe(1);
    expect(taken.io.stderr.text).toContain("has deactivated the serial console");
    expect(taken.io.stdin.isRaw).toBe(false);
  });

  it("says who has it, and with --json that it has none; nothing is sent for wrong words", async () => {
    const { io, code } = activate();
    await io.stdout.seen(/server login: $/);
    const second = await ruipmi(...bmc.options, "sol", "activate");
    expect(second.code).toBe(1);
    expect(second.err).toMatch(
      /in use by session 0x[0-9a-f]{8} of user 2 from 127\.0\.0\.1 port \d+: .*; ruipmi sol deactivate/,
    );
    io.stdin.type("~.");
    await code;
    expect((await ruipmi(...bmc.options, "--json", "sol", "activate")).code).toBe(2);
    expect((await ruipmi(...bmc.options, "sol", "activate", "instance=16")).code).toBe(2);
    expect((await ruipmi(...bmc.options, "sol", "activate", "please")).code).toBe(2);
  });

  it("tells of a system without power on stderr", async () => {
    const { io, code } = activate();
    await io.stdout.seen(/server login: $/);
    bmc.device.chassis.powerIsOn = false;
    io.stdin.type("x");
    await io.stderr.seen(/no power or sleeps/);
    bmc.device.chassis.powerIsOn = true;
    io.stdin.type("\r");
    await io.stderr.seen(/the system is back/);
    io.stdin.type("\r~.");
    expect(await code).toBe(0);
  });
});

describe("sol set, info, payload and looptest", () => {
  it("sets each parameter and leaves its neighbours as they are", async () => {
    const { sol } = bmc.device;
    for (const [name, value] of [
      ["force-encryption", "true"],
      ["privilege-level", "admin"],
      ["character-accumulate-level", "20"],
      ["retry-interval", "7"],
      ["volatile-bit-rate", "19.2"],
    ]) {
      const { code, out, err } = await ruipmi(...bmc.options, "sol", "set", name!, value!, "1");
      expect([code, out], err).toStrictEqual([0, ""]);
    }
    expect(sol).toMatchObject({
      forceEncryption: true,
      forceAuthentication: false,
      privilegeLevel: 4,
      accumulateInterval: 100,
      sendThreshold: 96,
      retryCount: 7,
      retryInterval: 70,
      volatileBitRate: 7,
      setInProgress: 0,
    });
    const info = await ruipmi(...bmc.options, "--json", "sol", "info");
    expect(JSON.parse(info.out)).toMatchObject({
      forceEncryption: true,
      privilegeLevel: "administrator",
      volatileBitRate: { value: 19.2, unit: "kbit/s" },
    });
  });

  it("names the right word for a wrong one, and sends nothing", async () => {
    const wrong = await ruipmi(...bmc.options, "sol", "set", "retry-cont", "3");
    expect([wrong.code, wrong.err]).toStrictEqual([2, expect.stringContaining("did you mean retry-count?")]);
    expect((await ruipmi(...bmc.options, "sol", "set", "retry-count", "8")).code).toBe(2);
    expect((await ruipmi(...bmc.options, "sol", "set", "enabled", "true", "1", "guarded")).code).toBe(2);
    expect((await ruipmi(...bmc.options, "sol", "payload", "enabel")).err).toContain("did you mean enable?");
    expect(bmc.events).toStrictEqual([]);
  });

  it("frees 'set in progress' after a refusal", async () => {
    const refused = await ruipmi(...bmc.options, "-L", "operator", "sol", "set", "enabled", "false");
    expect(refused.code).toBe(1);
    expect(bmc.device.sol).toMatchObject({ enabled: true, setInProgress: 0 });
  });

  it("opens and closes it as often as it is told", async () => {
    const { code, out } = await ruipmi(...bmc.options, "sol", "looptest", "2", "0");
    expect(code).toBe(0);
    expect(out.match(/operational/g)).toHaveLength(2);
    bmc.device.sol.enabled = false;
    const failed = await ruipmi(...bmc.options, "sol", "looptest", "2", "0");
    expect([failed.code, failed.out]).toStrictEqual([1, "remain loop test counter: 2\nSOL looptest failed: -1\n"]);
  });
});

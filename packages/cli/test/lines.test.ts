import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { run } from "../src/run.ts";
import { FakeIo } from "./support/fake-io.ts";
import { type Outcome, ruipmiIn } from "./support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "./support/test-bmc.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

let bmc: TestBmc;
beforeEach(async () => {
  bmc = await startTestBmc();
});
afterEach(() => bmc.close());

const sessionsOpened = (): number => bmc.events.filter(({ type }) => type === "sessionOpened").length;

describe("exec", () => {
  const exec = async (lines: readonly string[], ...options: string[]): Promise<Outcome> => {
    const io = new FakeIo();
    io.files.set("lines.txt", bytes(lines.join("\n")));
    return await ruipmiIn(io, ...bmc.options, ...options, "exec", "lines.txt");
  };

  it("runs every line in one session, and closes it", async () => {
    const outcome = await exec(["# nightly", "", "chassis power status", "  echo  'a  b' c # said", "raw 6 1"]);
    expect(outcome).toEqual({
      code: 0,
      out: expect.stringMatching(/^Chassis Power is on\na {2}b c \n 20 01 .*\n$/),
      err: "",
    });
    expect([sessionsOpened(), bmc.engine.sessions]).toEqual([1, []]);
  });

  it("goes on after a line that failed, and ends with the last failure's exit code", async () => {
    const outcome = await exec(["raw 0x30 0xff", "chassis pwoer on", "echo 'a", "chassis power status"]);
    expect([outcome.code, outcome.out]).toEqual([2, "Chassis Power is on\n"]);
    expect(outcome.err.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^ruipmi: .*refused: Invalid Command/),
      expect.stringMatching(/did you mean chassis power\?$/),
      expect.stringMatching(/has no partner on this line$/),
    ]);
    expect((await exec(["chassis pwoer on", "raw 0x30 0xff"])).code).toBe(1);
    expect(sessionsOpened()).toBe(2);
  });

  it("sends nothing for a file of mistakes, or for none", async () => {
    expect((await exec(["mc inof", "-x", "power of"])).code).toBe(2);
    expect((await exec([])).code).toBe(0);
    const missing = await ruipmiIn(new FakeIo(), ...bmc.options, "--json", "exec", "no.txt");
    expect([missing.code, JSON.parse(missing.err)]).toEqual([
      1,
      { error: { code: "file", message: expect.stringMatching(/^cannot read "no\.txt"/) } },
    ]);
    expect(bmc.events.filter(({ type }) => type !== "datagramDropped")).toEqual([]);
  });

  it("takes options of a line, and refuses those of the session", async () => {
    const outcome = await exec([
      "--json chassis power status",
      "chassis power status",
      "raw -t 0x30 6 1",
      "-U root mc info",
    ]);
    expect(outcome.out).toMatch(/^\{"powerIsOn":true\}\nChassis Power is on\n 31 /);
    expect(outcome.err).toBe("ruipmi: -U belongs to the whole session: give it before shell or exec, or see set\n");
    expect([outcome.code, sessionsOpened()]).toEqual([2, 1]);
  });

  it("prints a document a line with --json, errors too", async () => {
    const { out, err } = await exec(["chassis power status", "echo", "raw 6 0xff", "elephant"], "--json");
    expect(out.split("\n")[0]).toBe('{"powerIsOn":true}');
    expect(JSON.parse(err)).toMatchObject({ error: { code: "usage" } });
  });

  it("reads standard input", async () => {
    const io = new FakeIo({ lines: ["chassis power status", "echo done"] });
    expect(await ruipmiIn(io, ...bmc.options, "exec", "-")).toEqual({
      code: 0,
      out: "Chassis Power is on\ndone \n",
      err: "",
    });
  });

  it("does not run itself", async () => {
    const io = new FakeIo();
    io.files.set("a", bytes("exec b"));
    io.files.set("b", bytes("exec a"));
    const outcome = await ruipmiIn(io, ...bmc.options, "exec", "a");
    expect([outcome.code, outcome.err]).toEqual([2, "ruipmi: a file of exec cannot run itself\n"]);
  });

  it("changes options with set, and opens another session where that needs one", async () => {
    const { code, out, err } = await exec([
      "chassis power status",
      "set username viewer",
      "set privlvl user",
      "set password hunter2",
      "chassis power off",
      "set targetaddr 0x30",
      "set json 1",
      "mc info",
      "set json 0",
      "set port 65536",
    ]);
    expect(out.split("\n").slice(0, 5)).toEqual([
      "Chassis Power is on",
      "Set session username to viewer",
      "Set session privilege level to USER",
      "Set session password",
      "Set remote IPMB address to 0x30",
    ]);
    expect(JSON.parse(out.split("\n")[5]!)).toMatchObject({ deviceId: 49 });
    expect(err).toMatch(/^ruipmi: Chassis Control .*\nruipmi: -p is a number from 0 to 65535.*\n$/);
    expect([code, sessionsOpened(), bmc.device.chassis.powerIsOn]).toEqual([2, 2, true]);
    expect(out + err).not.toContain("hunter2");
  });

  it("ends with the signal's exit code", async () => {
    await bmc.close();
    bmc = await startTestBmc({ hang: true });
    const io = new FakeIo();
    io.files.set("lines.txt", bytes("chassis power status\necho never"));
    const running = run([...bmc.options, "-N", "30", "exec", "lines.txt"], io);
    await bmc.hung;
    io.interrupt();
    expect(await running).toBe(130);
    expect([io.stdout.text, bmc.engine.sessions]).toEqual(["", []]);
  });
});

describe("shell", () => {
  const shell = async (lines: readonly string[], ...options: string[]): Promise<Outcome & { readonly io: FakeIo }> => {
    const io = new FakeIo({ lines });
    const outcome = await ruipmiIn(io, ...bmc.options, ...options, "shell");
    return { ...outcome, io };
  };

  it("runs lines in one session until quit; errors do not end it", async () => {
    const { code, out, err, io } = await shell([
      "mc inof",
      "",
      "power status",
      "raw 0x30 0xff",
      "power status",
      "quit",
      "raw 6 1",
    ]);
    expect([code, out]).toEqual([0, "Chassis Power is on\nChassis Power is on\n"]);
    expect(err).toMatch(/^ruipmi: there is no command "mc inof".*\nruipmi: .*Invalid Command.*\n$/);
    expect([sessionsOpened(), bmc.engine.sessions]).toEqual([1, []]);
    expect(io.stdin.asked[0]).toMatchObject({ prompt: "ruipmi> " });
  });

  it("sends nothing before a line needs it", async () => {
    const { out } = await shell(["help", "?", "help chassis", "echo hello", "exit"]);
    expect(out).toMatch(/^ruipmi: IPMI v2\.0 over LAN.*hello \n$/s);
    expect(bmc.events).toEqual([]);
  });

  it("ends with the exit code of the last line at the end of the input", async () => {
    expect((await shell(["raw 0x30 0xff"])).code).toBe(1);
    expect((await shell(["raw 0x30 0xff", "echo"])).code).toBe(0);
    expect((await shell([])).code).toBe(0);
  });

  it("keeps a history without repetitions and passwords", async () => {
    const { io } = await shell(["echo 1", "echo 1", "set password hunter2", "echo 2", "quit"]);
    // One list that grows: what it held at the end.
    expect(io.stdin.asked.at(-1)!.history).toEqual(["echo 2", "echo 1"]);
  });

  it("completes from the command table", async () => {
    const { io } = await shell(["quit"]);
    const complete = io.stdin.asked[0]!.complete!;
    expect(complete("chassis po")).toEqual([expect.arrayContaining(["power"]), "po"]);
    expect(complete("power cy")).toEqual([["cycle"], "cy"]);
    expect(complete("help chassis stat")).toEqual([["status"], "stat"]);
    expect(complete("--js")).toEqual([["--json"], "--js"]);
    expect(complete("qu")).toEqual([["quit"], "qu"]);
    expect(complete("elephant ")).toEqual([[], ""]);
  });

  it("opens another session where the last was lost", async () => {
    const io = new FakeIo();
    const lines = ["power status", "power status", "power status"];
    io.stdin.readLine = () => {
      bmc.engine.faults.dropSession = lines.length === 2;
      return Promise.resolve(lines.shift());
    };
    const { code, out, err } = await ruipmiIn(io, ...bmc.options, "-N", "0.02", "-R", "2", "shell");
    expect([code, out]).toEqual([0, "Chassis Power is on\nChassis Power is on\n"]);
    expect(err).toMatch(/^ruipmi: [^\n]*\n$/);
    expect(sessionsOpened()).toBe(2);
  });

  it("asks for the password once", async () => {
    const io = new FakeIo({ lines: ["power status", "set privlvl user", "power status", "power status"] });
    io.typed = "hunter2";
    const withoutPassword = bmc.options.slice(0, -2);
    const { code, out } = await ruipmiIn(io, ...withoutPassword, "-a", "shell");
    expect([code, out.match(/Chassis Power is on/g)?.length]).toEqual([0, 3]);
    // Another level is another session, for which somebody has to say again who asks.
    expect([io.questions, sessionsOpened()]).toEqual([["Password: ", "Password: "], 2]);
  });

  it("does not ask again where a lost session is opened anew", async () => {
    const io = new FakeIo();
    io.typed = "hunter2";
    const lines = ["power status", "power status", "power status"];
    io.stdin.readLine = () => {
      bmc.engine.faults.dropSession = lines.length === 2;
      return Promise.resolve(lines.shift());
    };
    await ruipmiIn(io, ...bmc.options.slice(0, -2), "-a", "-N", "0.02", "-R", "2", "shell");
    expect([io.questions, sessionsOpened()]).toEqual([["Password: "], 2]);
  });

  it("^C interrupts the line and not the shell", async () => {
    await bmc.close();
    bmc = await startTestBmc({ hang: true });
    const io = new FakeIo({ lines: ["power status", "echo still here", "quit"] });
    const running = run([...bmc.options, "-N", "30", "shell"], io);
    await bmc.hung;
    io.interrupt();
    expect(await running).toBe(0);
    expect(io.stdout.text).toBe("still here \n");
    expect(io.stderr.text).toMatch(/^ruipmi: interrupted by SIGINT; no session is left open/);
  });

  it("SIGTERM at the prompt ends it", async () => {
    const io = new FakeIo();
    io.stdin.readLine = () => {
      io.controller.abort("SIGTERM");
      return Promise.resolve(undefined);
    };
    expect(await run([...bmc.options, "shell"], io)).toBe(143);
  });

  it("is one shell", async () => {
    const { err } = await shell(["shell", "quit"]);
    expect(err).toBe("ruipmi: this is the shell already; quit ends it\n");
  });
});

describe("the shell while nobody types", () => {
  it("says a sign of life in the open session, and in no other", async () => {
    const io = new FakeIo();
    const lines = ["echo nothing sent", "power status"];
    const asked: number[] = [];
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      io.stdin.readLine = async () => {
        vi.advanceTimersByTime(60_000);
        await new Promise((resolve) => setTimeout(resolve, 20));
        asked.push(bmc.events.filter(({ type }) => type === "commandAnswered").length);
        return lines.shift();
      };
      expect((await ruipmiIn(io, ...bmc.options, "shell")).code).toBe(0);
    } finally {
      vi.useRealTimers();
    }
    // Nothing at the first two prompts; at the third Set Session Privilege Level, the line's command, two signs of life.
    expect(asked).toEqual([0, 0, 4]);
  });
});

import { createSocket } from "node:dgram";
import { describe, expect, it } from "vitest";
import { defaultVerbs, wordAliases } from "../src/commands/aliases.ts";
import { chassisPower } from "../src/commands/chassis/power.ts";
import { findCommand } from "../src/commands/find-command.ts";
import { groupSummaries } from "../src/commands/groups.ts";
import { commandTable } from "../src/commands/index.ts";
import { schemaDocument } from "../src/output/schema-document.ts";
import { run } from "../src/run.ts";
import { FakeIo } from "./support/fake-io.ts";

describe("wrong usage", () => {
  it.each([
    [[], /say what to do/],
    [["mc", "inof"], /no command "mc inof"; did you mean mc info\?/],
    [["mc"], /mc goes on with one of: .*info/],
    [["chassis"], /chassis goes on with one of: .*status/],
    [["chasis", "status"], /did you mean chassis status\?/],
    [["chassis", "pwoer", "off"], /did you mean chassis power\?/],
    [["power", "statsu"], /chassis power takes status, .*did you mean status\?/],
    [["pign"], /did you mean ping\?/],
    [["elephant"], /ruipmi help lists the commands/],
    [["chassis", "power"], /needs one of: status, on, .*off.*cycle/],
    [["chassis", "power", "of"], /did you mean off\?/],
    [["chassis", "power", "on", "off"], /"off" is one too many/],
    [["mc", "info", "now"], /"now" is one too many/],
    [["raw"], /raw NETFN CMD/],
    [["raw", "6"], /raw NETFN CMD/],
    [["raw", "7", "1"], /odd.*even, here 6/],
    [["raw", "64", "1"], /NETFN/],
    [["raw", "ap", "1"], /did you mean app\?/],
    [["raw", "6", "256"], /CMD/],
    [["raw", "6", "1", "0x100"], /byte 1/],
    [["raw", "6", "1", "1", "zz"], /byte 2/],
    [["mc", "info", "--user", "a:b:user"], /--user means nothing to mc info/],
    [["mc", "info", "-I", "lan"], /use -I lanplus/],
    [["mc", "info", "-k", "x", "-y", "00"], /-k, -y, -K and -Y exclude each other/],
    [["mc", "info", "-K"], /IPMI_KGKEY, which is not set/],
    [["mc", "info", "-Y"], /-Y asks for the BMC key on the terminal/],
    [["mc", "info", "-E"], /IPMI_PASSWORD, which is not set/],
    [["mc", "info", "-a"], /no|none/],
    [["sim", "-U", "root"], /-U means nothing to sim/],
    [["sim", "--fault", "bussy"], /did you mean busy\?/],
    [["sim", "--fault", "elephant"], /ruipmi help sim lists them/],
    [["sim", "--address", "10.0.0.1"], /--dangerously-beyond-loopback/],
    [["mc", "info", "--address", "127.0.0.2"], /--address means nothing to mc info/],
    [["demo", "-p", "1"], /-p means nothing to demo/],
    [["help", "nonsense"], /no command/],
    [["help", "chassis", "pwoer"], /did you mean chassis power\?/],
    [["chassis", "elephant"], /it goes on with one of: .*power/],
    [["chasis"], /did you mean chassis\?/],
    [["set", "csv"], /set changes the options of shell and exec/],
    [["set", "cvs", "1"], /did you mean csv\?/],
    [["set", "authtype", "MD5"], /set ciphersuite 17/],
    [["sdr", "type", "lsit"], /did you mean list\?/],
    [["sel", "list", "frist"], /did you mean first\?/],
    [["sel", "time", "set", "nwo"], /did you mean now\?/],
    [["user", "priv", "2", "5x"], /^(?!.*did you mean)/],
    [["exec"], /exec needs a file/],
    [["exec", "a", "b"], /"b" is one too many/],
    [["shell", "now"], /"now" is one too many/],
    [["completion", "tcsh"], /completion takes bash, zsh, fish, not "tcsh"/],
    [["completion", "zhs"], /did you mean zsh\?/],
    [["mc", "info", "-A", "MD5"], /-A chooses among the authentication types of IPMI v1\.5/],
    [["mc", "info", "-d", "0"], /use -H/],
    [["ping", "-U", "root"], /-U means nothing to ping/],
    [["ping", "-P", "x"], /-P means nothing to ping/],
    [["ping", "-C", "17"], /-C means nothing to ping/],
    [["ping", "-t", "0x30"], /-t means nothing to ping/],
    [["ping", "-W", "intel20"], /-W means nothing to ping/],
    [["ping", "-L", "user", "--allow-lower-privilege"], /-L means nothing to ping/],
    [["mc", "info", "--nonsense"], /no option/],
  ])("%j: exit code 2, one line, nothing sent", async (argv, message) => {
    const socket = createSocket("udp4");
    let received = 0;
    socket.on("message", () => received++);
    const port = await new Promise<number>((resolve) => {
      socket.bind(0, "127.0.0.1", () => resolve(socket.address().port));
    });
    const target = ["sim", "demo", "completion"].includes(argv[0]!) ? [] : ["-H", "127.0.0.1", "-p", String(port)];
    for (const json of [[], ["--json"]]) {
      const io = new FakeIo();
      expect(await run([...argv, ...target, ...json], io)).toBe(2);
      expect(io.stdout.text).toBe("");
      expect(io.stderr.text).toMatch(/^[^\n]+\n$/);
      if (json.length === 0) expect(io.stderr.text).toMatch(/^ruipmi: /);
      else
        expect(JSON.parse(io.stderr.text)).toEqual({
          error: { code: "usage", message: expect.stringMatching(message) },
        });
      expect(io.stderr.text).toMatch(json.length === 0 ? message : /"usage"/);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(received).toBe(0);
    socket.close();
  });

  it("looks nothing up where the host holds a port", async () => {
    for (const host of ["127.0.0.1:19623", "no-such-host.invalid:19623"]) {
      const io = new FakeIo();
      expect(await run(["-H", host, "ping"], io)).toBe(2);
      expect(io.stderr.text).toBe("ruipmi: -H takes no port: give the port with -p 19623\n");
    }
  });

  it("reads no password for ping, from wherever", async () => {
    for (const source of [["-a"], ["-E"], ["-f", "secret"]]) {
      const io = new FakeIo({ env: { IPMI_PASSWORD: "hunter2" } });
      io.typed = "hunter2";
      let read = 0;
      io.readFile = () => {
        read++;
        return new Uint8Array(0);
      };
      expect(await run(["-H", "127.0.0.1", ...source, "ping"], io)).toBe(2);
      expect(io.stderr.text).toMatch(new RegExp(`^ruipmi: ${source[0]} means nothing to ping`));
      expect([io.questions, read]).toEqual([[], 0]);
    }
  });

  it("prints one form at a time", async () => {
    const io = new FakeIo();
    expect(await run(["-H", "127.0.0.1", "-c", "--json", "mc", "info"], io)).toBe(2);
    expect(JSON.parse(io.stderr.text)).toMatchObject({ error: { message: expect.stringMatching(/^--json and -c/) } });
  });

  it("needs a host", async () => {
    const io = new FakeIo();
    expect(await run(["mc", "info"], io)).toBe(2);
    expect(io.stderr.text).toMatch(/^ruipmi: -H is missing/);
  });
});

describe("findCommand", () => {
  it("finds every command by its name, the longest that fits", () => {
    for (const command of commandTable) {
      expect(findCommand([...command.name.split(" "), "argument"])).toEqual({ command, args: ["argument"] });
    }
    const names = new Set(commandTable.map(({ name }) => name));
    const longer = commandTable.filter(({ name }) => names.has(name.split(" ").slice(0, -1).join(" ")));
    expect(longer.map(({ name }) => name)).toContain("event file");
  });

  it("knows other words for some", () => {
    expect(findCommand(["power", "on"])).toEqual({ command: chassisPower, args: ["on"] });
    expect(findCommand(["bmc", "info"]).command.name).toBe("mc info");
    for (const { words, meaning } of [...wordAliases, ...defaultVerbs]) {
      const known = commandTable.some(({ name }) => name === meaning || name.startsWith(`${meaning} `));
      expect(known, words).toBe(true);
    }
  });
});

describe("help", () => {
  const printed = async (...argv: string[]): Promise<string> => {
    const io = new FakeIo();
    expect(await run(argv, io)).toBe(0);
    expect(io.stderr.text).toBe("");
    return io.stdout.text;
  };

  it("lists every command and option within 80 columns", async () => {
    const text = await printed("--help");
    for (const word of ["  mc  ", "  chassis  ", "  raw  ", "  ping", "  sim", "-H HOST", "-W QUIRK", "--json"]) {
      expect(text).toContain(word);
    }
    expect(await printed("help")).toBe(text);
    expect(await printed("-h")).toBe(text);
  });

  it("explains a group", async () => {
    const text = await printed("help", "chassis");
    expect(text).toMatch(/^ {2}chassis status\n {8}power, faults/m);
    expect(text).toMatch(/^ {2}chassis power status\|on\|off/m);
    expect(await printed("chassis", "--help")).toBe(text);
    expect(await printed("help", "sdr")).toContain("sdr alone is sdr list.\n");
    expect(await printed("help", "mc")).toContain("bmc means the same.\n");
    expect(await printed("help", "bmc")).toBe(await printed("help", "mc"));
  });

  it("explains one command", async () => {
    const text = await printed("help", "chassis", "power");
    expect(text).toContain(`  ruipmi -H HOST [OPTIONS] chassis power ${chassisPower.usage}\n`);
    expect(text).toContain("Examples:\n  ruipmi -H HOST chassis power status\n");
    expect(text).toContain("power means the same.\n");
    expect(await printed("chassis", "power", "--help")).toBe(text);
    expect(await printed("power", "--help")).toBe(text);
    expect(await printed("chassis", "power", "on", "--help")).toBe(text);
    expect(await printed("help", "sim")).toContain("--user NAME:PASSWORD:LEVEL");
    expect(await printed("help", "sim")).toMatch(/--fault knows [^.]*lateAnswers=N/);
  });

  it("explains every command and every group, within 80 columns", async () => {
    const topics = new Set([""]);
    for (const { name } of commandTable) {
      const words = name.split(" ");
      for (const [index] of words.entries()) topics.add(words.slice(0, index + 1).join(" "));
    }
    for (const topic of topics) {
      const text = await printed("help", ...topic.split(" ").filter((word) => word !== ""));
      for (const line of text.split("\n")) expect(line.length, `${topic}: ${line}`).toBeLessThanOrEqual(80);
    }
  });

  it("has a line for every group", () => {
    const groups = new Set(commandTable.map(({ name }) => name.split(" ")[0]));
    for (const group of groups) expect(Object.keys(groupSummaries)).toContain(group);
  });

  it("shows for ping what means something to it", async () => {
    const text = await printed("help", "ping");
    expect(text).toContain("  ruipmi -H HOST [OPTIONS] ping\n");
    expect(text.match(/^ {2}-\w/gm)).toEqual([
      "  -H",
      "  -p",
      "  -4",
      "  -6",
      "  -N",
      "  -R",
      "  -c",
      "  -v",
      "  -h",
      "  -V",
    ]);
  });

  it("says how errors and warnings are told apart with --json", async () => {
    expect(await printed("help")).toMatch(/With --json an error is the one line on stderr that begins with \{/);
  });

  it("is the list of commands with --json, and of a command the schema of its result", async () => {
    const { commands } = JSON.parse(await printed("--json", "help")) as { commands: { name: string }[] };
    expect(commands.map(({ name }) => name)).toEqual(commandTable.map(({ name }) => name));
    expect(JSON.parse(await printed("--json", "help", "chassis", "power"))).toEqual(schemaDocument(chassisPower));
    expect(JSON.parse(await printed("--json", "chassis", "-h"))).toMatchObject({
      commands: expect.arrayContaining([
        { name: "chassis power", usage: chassisPower.usage, summary: chassisPower.summary },
      ]),
    });
  });

  it("has no schema of what has no JSON", async () => {
    const io = new FakeIo();
    expect(await run(["--json", "help", "demo"], io)).toBe(2);
    expect(io.stdout.text).toBe("");
    expect(JSON.parse(io.stderr.text)).toMatchObject({
      error: { code: "usage", message: expect.stringMatching(/leave --json out/) },
    });
  });

  it("knows its version", async () => {
    expect(await printed("--version")).toMatch(/^ruipmi \d+\.\d+\.\d+/);
    expect(await printed("--json", "--version")).toMatch(/^\{"version":"\d+\.\d+\.\d+[^"]*"\}\n$/);
  });
});

import { createSocket } from "node:dgram";
import { describe, expect, it } from "vitest";
import { run } from "../src/run.ts";
import { FakeIo } from "./support/fake-io.ts";

describe("wrong usage", () => {
  it.each([
    [[], /say what to do/],
    [["mc", "inof"], /no command "mc inof"; did you mean mc info\?/],
    [["mc"], /mc is the beginning of: mc info/],
    [["chassis"], /chassis is the beginning of: chassis status, chassis power/],
    [["chasis", "status"], /did you mean chassis status\?/],
    [["chassis", "pwoer", "off"], /did you mean chassis power\?/],
    [["power", "status"], /did you mean chassis power\?/],
    [["pign"], /did you mean ping\?/],
    [["elephant"], /ruipmi help lists the commands/],
    [["chassis", "power"], /needs one of: status, on, off, cycle, reset, soft/],
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
    [["mc", "info", "-k", "x", "-y", "00"], /-k and -y/],
    [["mc", "info", "-E"], /IPMI_PASSWORD, which is not set/],
    [["mc", "info", "-a"], /no|none/],
    [["sim", "-U", "root"], /-U means nothing to sim/],
    [["sim", "--fault", "bussy"], /did you mean busy\?/],
    [["sim", "--fault", "elephant"], /ruipmi help sim lists them/],
    [["sim", "--address", "10.0.0.1"], /--dangerously-beyond-loopback/],
    [["mc", "info", "--address", "127.0.0.2"], /--address means nothing to mc info/],
    [["demo", "-p", "1"], /-p means nothing to demo/],
    [["help", "nonsense"], /no command/],
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
    const target = argv[0] === "sim" || argv[0] === "demo" ? [] : ["-H", "127.0.0.1", "-p", String(port)];
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

  it("needs a host", async () => {
    const io = new FakeIo();
    expect(await run(["mc", "info"], io)).toBe(2);
    expect(io.stderr.text).toMatch(/^ruipmi: -H is missing/);
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
    for (const word of ["mc info", "chassis power", "raw", "ping", "sim", "demo", "-H HOST", "-W QUIRK", "--json"]) {
      expect(text).toContain(word);
    }
    expect(await printed("help")).toBe(text);
    expect(await printed("-h")).toBe(text);
  });

  it("explains one command", async () => {
    const text = await printed("help", "chassis", "power");
    expect(text).toContain("chassis power status|on|off|cycle|reset|soft");
    expect(await printed("chassis", "power", "--help")).toBe(text);
    expect(await printed("help", "sim")).toContain("--user NAME:PASSWORD:LEVEL");
    expect(await printed("help", "sim")).toMatch(/--fault knows [^.]*lateAnswers=N/);
  });

  it("fits 80 columns everywhere", async () => {
    for (const topic of ["", "mc info", "chassis status", "chassis power", "raw", "ping", "sim", "demo"]) {
      const text = await printed("help", ...topic.split(" ").filter((word) => word !== ""));
      for (const line of text.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    }
  });

  it("shows for ping what means something to it", async () => {
    const text = await printed("help", "ping");
    expect(text).toContain("  ruipmi -H HOST [OPTIONS] ping\n");
    expect(text.match(/^ {2}-\w/gm)).toEqual(["  -H", "  -p", "  -N", "  -R", "  -v", "  -h", "  -V"]);
  });

  it("says how errors and warnings are told apart with --json", async () => {
    expect(await printed("help")).toMatch(/With --json an error is the one line on stderr that begins with \{/);
  });

  it.each([[["help"]], [["--help"]], [["help", "ping"]], [["mc", "info", "-h"]]])("%j has no JSON", async (argv) => {
    const io = new FakeIo();
    expect(await run(["--json", ...argv], io)).toBe(2);
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

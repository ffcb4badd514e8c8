import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Haystack } from "../../core/test/support/haystack.ts";
import { OverheardHandshakes, overhear } from "../../core/test/support/overheard-handshakes.ts";
import { FakeIo } from "./support/fake-io.ts";
import { ruipmiIn } from "./support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "./support/test-bmc.ts";

const password = "v9Xq-3mTz_7wKc.2rHb+";
const kg = "kg/5dQs#8nJd=4pLf!6s";
const nextPassword = "G7%uPz!x0LqE9sBt";
const nextKg = "0J@nM5$rW8^kC2&hF4*d";
const hex = (text: string): string => Buffer.from(text).toString("hex");
const numbers = (text: string): string[] => [...Buffer.from(text)].map((byte) => `0x${byte.toString(16)}`);
const typed = { password, kg, nextPassword, nextKg };

let bmc: TestBmc;
let heard: OverheardHandshakes;
let haystack: Haystack;
beforeEach(async () => {
  bmc = await startTestBmc({ password, kg });
  haystack = new Haystack();
  const bytes = Buffer.from;
  heard = new OverheardHandshakes(17, { username: bytes("admin"), password: bytes(password), kg: bytes(kg) });
  overhear(bmc.engine, (datagram) => heard.hear(datagram));
});
afterEach(() => bmc.close());

/** Runs a command line and keeps all that it lets out: text, errors, files, questions, lines that arrows bring back. */
async function kept(argv: readonly string[], io: FakeIo = new FakeIo()): Promise<number> {
  const before = new Set(io.files.keys());
  const { code, out, err } = await ruipmiIn(io, ...argv);
  haystack
    .keep(out)
    .keep(err)
    .keep(io.questions)
    .keep(io.stdin.asked.map(({ history, prompt }) => [history, prompt]));
  for (const [path, file] of io.files) if (!before.has(path)) haystack.keep(path).keep(file);
  return code;
}

/** What is found: of what was typed a few letters in a row are enough, and the sessions' keys are looked for too. */
function found(): string[] {
  const secrets = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, Buffer.from(text)]));
  return haystack.find({ ...secrets, ...heard.all() }, { window: 8 });
}

const target = (): readonly string[] => ["-H", "127.0.0.1", "-p", String(bmc.port), "-U", "admin", "-N", "0.2"];
const login = (): readonly string[] => [...target(), "-P", password, "-k", kg];
const forms = ["", "-v", "-vv", "-vvv", "--json -vv", "-c"];

describe("no text of the command shows a secret", () => {
  it.each(forms)('of a session, with options "%s"', async (words) => {
    const form = words.split(" ").filter((word) => word !== "");
    const argv = [...login(), ...form];
    expect(await kept([...argv, "mc", "info"])).toBe(0);
    expect(await kept([...argv, "sdr", "list"])).toBe(0);
    expect(await kept([...argv, "session", "info", "all"])).toBe(0);
    expect(await kept([...argv, "user", "list"])).toBe(0);
    expect(Object.keys(heard.all()).length).toBeGreaterThanOrEqual(12);
    expect(found()).toEqual([]);
  });

  it.each(forms)('of commands that carry passwords and keys, with options "%s"', async (words) => {
    const form = words.split(" ").filter((word) => word !== "");
    const argv = [...login(), ...form];
    expect(await kept([...argv, "user", "set", "password", "2", nextPassword])).toBe(0);
    await kept([...target(), "-P", nextPassword, "-k", kg, ...form, "user", "test", "2", "16", nextPassword]);
    const next = [...target(), "-P", nextPassword, "-k", kg, ...form];
    expect(await kept([...next, "user", "test", "2", "16", "another"])).toBe(1);
    expect(await kept([...next, "user", "test", "2", "20", password])).toBe(1);
    expect(await kept([...next, "user", "set", "password", "62", nextPassword])).toBe(1);
    expect(await kept([...next, "-t", "0x82", "user", "set", "password", "2", nextPassword])).toBe(1);
    await kept([...next, "lan", "set", "1", "password", nextPassword]);
    expect(await kept([...next, "raw", "6", "0x47", "2", "2", ...numbers(nextPassword)])).toBe(0);
    expect(await kept([...next, "channel", "setkg", "plain", nextKg])).toBe(0);
    const last = [...target(), "-P", nextPassword, "-k", nextKg, ...form];
    expect(await kept([...last, "channel", "setkg", "hex", hex(kg)])).toBe(0);
    expect(found()).toEqual([]);
  });

  it("of what goes wrong", async () => {
    const info = ["mc", "info"];
    const deviceFile = JSON.stringify({ accounts: { users: [{ name: "admin", password }] }, password: nextPassword });
    const wrongs: readonly (readonly string[])[] = [
      ...[[], ["-vv"], ["--json"]].map((form) => [...target(), ...form, "-P", nextPassword, "-k", kg, ...info]),
      ...[[], ["-vv"], ["--json"]].map((form) => [...target(), ...form, "-P", password, "-k", nextKg, ...info]),
      [...target(), "-P", `${password}${nextPassword}`, ...info],
      [...target(), "-P", password, "-k", `${kg}${nextKg}`, ...info],
      [...target(), "-P", password, "-y", `${hex(kg)}0`, ...info],
      [...target(), "-P", password, "-y", `${hex(kg)}xy`, ...info],
      [...target(), "-P", password, "-y", hex(`${kg}${nextKg}`), ...info],
      [...target(), "-P", password, "--no-such-option", ...info],
      [...target(), "-P", password, "-Q", ...info],
      [...target(), `-P${password}`, "--json", "-p", "none", ...info],
      [...target(), "-P", password, "-E", ...info],
      [...target(), "-P", password, "-k", kg, "-y", hex(kg), ...info],
      [...target(), "-P", password, "mc", "inof"],
      [...target(), ...info, "surplus", "-P", password],
      [...target(), "-P", password, "capture", "list", "no.pcap"],
      [...login(), "user", "set", "password", "2", `${nextPassword}${nextKg}`],
      [...login(), "user", "set", "password", "2", nextPassword, "17"],
      [...login(), "user", "set", "password", "2", nextPassword, "16", "surplus"],
      [...login(), "user", "set", "password", "two", nextPassword],
      [...login(), "user", "test", "2", "16", `${nextPassword}${nextKg}`],
      [...login(), "channel", "setkg", "hex", nextKg],
      [...login(), "channel", "setkg", "plain", `${nextKg}${kg}`],
      [...login(), "lan", "set", "1", "password", `${nextPassword}${nextKg}`],
      ["sim", "--user", password],
      ["sim", "--user", `admin:${password}`],
      ["sim", "--user", `admin:${password}:emperor`],
      ["sim", "--user", `admin:${password}${nextPassword}:user`],
      ["sim", "--kg", `${kg}${nextKg}`],
      ["sim", "--device", "device.json"],
      ["capture", "show", "--user", password, "no.pcap"],
      ["capture", "show", "--user", `admin:${password}${nextPassword}`, "no.pcap"],
      ["capture", "show", "--kg-hex", `${hex(kg)}z`, "no.pcap"],
    ];
    for (const argv of wrongs) {
      const io = new FakeIo();
      io.files.set("device.json", Buffer.from(deviceFile));
      expect(await kept(argv, io), argv.slice(-3).join(" ")).not.toBe(0);
    }
    expect(haystack.text).toContain("password");
    expect(found()).toEqual([]);
  });

  it.each([
    ["a variable", ["-E", "-K"], { IPMITOOL_PASSWORD: password, IPMI_KGKEY: kg }, undefined],
    ["a variable that is too long", ["-E"], { IPMITOOL_PASSWORD: password + nextPassword }, undefined],
    ["a key that is too long", ["-E", "-K"], { IPMI_PASSWORD: password, IPMI_KGKEY: kg + nextKg }, undefined],
    ["a file", ["-f", "secret.txt", "-k", kg], {}, undefined],
    ["a file that holds too much", ["-f", "long.txt"], {}, undefined],
    ["the terminal", ["-a", "-k", kg], {}, password],
    ["the terminal, wrongly", ["-a", "-k", kg], {}, nextPassword],
    ["the terminal, too much", ["-a", "-Y"], {}, kg + nextKg],
  ] as const)("where it comes from %s", async (_name, options, env, answer) => {
    const io = new FakeIo({ env, isTerminal: answer !== undefined });
    io.files.set("secret.txt", Buffer.from(`${password}\n`));
    io.files.set("long.txt", Buffer.from(`${password}${nextPassword}\n`));
    io.typed = answer;
    await kept([...target(), ...options, "-vv", "mc", "info"], io);
    expect(haystack.text).toMatch(/Firmware Revision|^ruipmi: /m);
    expect(found()).toEqual([]);
  });

  const lines = [
    "mc info",
    `set password ${nextPassword}`,
    `set password ${password}`,
    `set password ${password}${nextPassword}`,
    `set pass ${password} surplus`,
    `user set password 2 ${nextPassword}`,
    `user set password 2 "${nextPassword}`,
    `user set password 2 ${nextPassword} 16 surplus`,
    `user test 2 16 ${nextPassword}`,
    `channel setkg plain ${nextKg}`,
    `channel setkg hex ${hex(nextKg)}`,
    `lan set 1 password ${nextPassword}`,
    `raw 6 0x47 2 2 ${numbers(nextPassword).join(" ")}`,
    `-P ${password} mc info`,
    `sim --user admin:${password}:user`,
    "mc guid",
  ];

  it("in a shell, whose arrows bring back the other lines", async () => {
    const io = new FakeIo({ lines });
    await kept([...login(), "-v", "shell"], io);
    const history = io.stdin.asked.at(-1)!.history;
    expect(history).toEqual(["mc guid", "mc info"]);
    expect(found()).toEqual([]);
  });

  it("of a file of exec", async () => {
    const io = new FakeIo();
    io.files.set("lines.txt", Buffer.from(lines.join("\n")));
    await kept([...login(), "-vv", "--json", "exec", "lines.txt"], io);
    expect(haystack.text).toContain("deviceId");
    expect(found()).toEqual([]);
  });

  it.each([[["-vv"]], [["--json", "-vv"]]])("of a simulated BMC, with %s", async (form) => {
    const io = new FakeIo();
    const args = ["sim", "--port", "0", "--user", `admin:${password}:administrator`, "--kg", kg, ...form];
    const ended = kept(args, io);
    const [, port] = (await io.stdout.seen(/(?:ready on [^,]*?:|"port":)(\d+)[, ]/)) as unknown as [string, string];
    const at = ["-H", "127.0.0.1", "-p", port, "-U", "admin", "-N", "0.2"];
    expect(await kept([...at, "-P", password, "-k", kg, "user", "set", "password", "3", nextPassword])).toBe(0);
    expect(await kept([...at, "-P", nextPassword, "-k", kg, "mc", "info"])).toBe(1);
    expect(await kept([...at, "-P", password, "-k", nextKg, "mc", "info"])).toBe(1);
    io.controller.abort("SIGINT");
    expect(await ended).toBe(0);
    expect(found()).toEqual([]);
  });

  it("and this search would find one", async () => {
    const io = new FakeIo({ lines: [`echo ${password}`, `echo ${hex(kg)}`] });
    await kept([...login(), "shell"], io);
    expect(found()).toEqual(expect.arrayContaining(["password raw", "kg in hex"]));
  });
});

import { SecurityKeyOperation } from "@ruipmi/commands";
import { describe, expect, it } from "vitest";
import { ascii, type ConsolePlan, recordMock } from "../../../capture/test/support/mock-capture.ts";
import { Haystack } from "../../../core/test/support/haystack.ts";
import { FakeIo } from "../support/fake-io.ts";
import { recordingBytes, recordings, secretsOf } from "../support/recordings.ts";
import { ruipmiIn } from "../support/ruipmi.ts";

const user = { username: ascii("admin"), password: ascii("v9Xq-3mTz_7wKc.2rHb+") };
const kg = ascii("kg/5dQs#8nJd=4pLf!6s");
const nextPassword = ascii("G7%uPz!x0LqE9sBt");
const nextKg = ascii("0J@nM5$rW8^kC2&hF4*d");
const secrets = { password: user.password, kg, nextPassword, nextKg };

type Asked = ConsolePlan["inputs"][number][1];
const ask = (requestId: number, cmd: number, data: readonly number[], bridge?: object): Asked =>
  ({
    type: "request",
    requestId,
    request: { type: "command", netFn: 6, cmd, data: Uint8Array.from(data), ...bridge },
  }) as Asked;

/** A session that sets a password and a key, here and behind a bridge, and reads the key. */
function captured(): Uint8Array {
  const satellite = { bridge: { targetAddress: 0x30 } };
  const behind = { bridge: { targetAddress: 0x72, targetChannel: 7, transitAddress: 0x82 } };
  const setPassword = [2, 2, ...nextPassword];
  const setKey = [1, SecurityKeyOperation.set, 1, ...nextKg];
  const inputs = [
    [200, ask(1, 0x01, [])],
    [300, ask(2, 0x47, setPassword)],
    [400, ask(3, 0x47, setPassword, satellite)],
    [800, ask(4, 0x47, setPassword, behind)],
    [1200, ask(5, 0x56, setKey)],
    [1300, ask(6, 0x56, [1, SecurityKeyOperation.read, 1])],
    [1400, ask(7, 0x56, setKey, satellite)],
    [3000, { type: "closeSession" }],
  ] as const;
  return recordMock({ user, kg, consoles: [{ inputs }] });
}

const show = ["", "-v", "-vv", "--json", "--verify", "--session 1 -v"].map(
  (options) => `capture show bmc.pcap ${options}`,
);
const others = [
  "list",
  "list --json",
  "stats",
  "stats --json",
  "cassette tape.json",
  "cassette tape.json --scrub",
  "replay",
  "replay --json",
];
const lines = [...show, ...others.map((words) => `capture ${words.replace(/^\w+/, "$& bmc.pcap")}`)];

describe("no secret is in what is said of a capture", () => {
  const file = captured();
  const given = ["--user", `admin:${Buffer.from(user.password)}`, "--kg", Buffer.from(kg).toString()];

  it.each(lines)("%s", async (line) => {
    const io = new FakeIo();
    io.files.set("bmc.pcap", file);
    const { code, out, err } = await ruipmiIn(io, ...line.trim().split(" "), ...given);
    expect([code, err]).toEqual([0, ""]);
    io.files.delete("bmc.pcap");
    const haystack = new Haystack().keep(out).keep(err).keep(io.files);
    // Something was read that only the password and the key open.
    expect(haystack.text).toMatch(/Get Device ID|Set User Password|closed|requests|no difference/i);
    expect(haystack.find(secrets, { window: 8 })).toEqual([]);
  });

  it("nor of one whose secrets are wrong, or stand in a file", async () => {
    const haystack = new Haystack();
    for (const options of [
      ["--user", `admin:${Buffer.from(nextPassword)}`],
      ["--user", `admin:${Buffer.from(user.password)}`, "--kg-hex", Buffer.from(nextKg).toString("hex")],
      ["--password-file", "users.txt"],
      ["--password-file", "broken.txt"],
    ]) {
      const io = new FakeIo();
      io.files.set("bmc.pcap", file);
      io.files.set(
        "users.txt",
        Buffer.from(`other:${Buffer.from(nextPassword)}\nadmin:${Buffer.from(user.password)}\n`),
      );
      io.files.set("broken.txt", Buffer.from(`admin:${Buffer.from(user.password)}\n${Buffer.from(nextPassword)}\n`));
      for (const verb of ["list", "show", "replay"]) {
        const { out, err } = await ruipmiIn(io, "capture", verb, "bmc.pcap", "-v", ...options);
        haystack.keep(out).keep(err);
      }
    }
    expect(haystack.find(secrets, { window: 8 })).toEqual([]);
  });

  it("nor of a session of IPMI v1.5 that sends the password as its AuthCode", async () => {
    const name = "ipmitool-lan15-password.pcap";
    const known = recordings[name]!;
    const code = Buffer.alloc(16);
    code.write(known.password!);
    for (const verb of ["show -vv", "show --json --verify", "list -v", "stats"]) {
      const io = new FakeIo();
      io.files.set("bmc.pcap", recordingBytes(name));
      const [word, ...options] = verb.split(" ");
      const { out } = await ruipmiIn(io, "capture", word!, "bmc.pcap", ...options, ...secretsOf(known));
      // The password is a short word, so it is looked for as the AuthCode has it: filled up with zeros.
      expect(out.toLowerCase().replace(/[\s:]/g, "")).not.toContain(code.toString("hex"));
      expect(out).not.toContain(`"${known.password}"`);
    }
  });
});

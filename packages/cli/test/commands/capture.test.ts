import { gzipSync } from "node:zlib";
import { CaptureReader } from "@ruipmi/capture";
import { describe, expect, it } from "vitest";
import type { MessageDocument } from "../../src/output/capture/message-document.ts";
import type { SessionDocument } from "../../src/output/capture/session-document.ts";
import type { StatisticsDocument } from "../../src/output/capture/statistics.ts";
import { FakeIo } from "../support/fake-io.ts";
import { ioWith, jsonLines, recordingBytes, ruipmiOn } from "../support/recordings.ts";
import { type Outcome, ruipmi, ruipmiIn } from "../support/ruipmi.ts";

const inventory = "ipmitool-inventory-cs3.pcap";
const suite3 = "ipmitool-lanplus-cs3.pcap";
const user = ["--user", "ipmiusr:test"];

function ioHolding(bytes: Uint8Array, name = "bmc.pcap"): FakeIo {
  const io = new FakeIo();
  io.files.set(name, bytes);
  return io;
}

const messages = async (...argv: string[]): Promise<readonly MessageDocument[]> =>
  jsonLines<MessageDocument>(await ruipmiOn(inventory, "--json", "capture", "show", "bmc.pcap", ...argv));

describe("capture list", () => {
  it("prints a line for each session, and what to know about them", async () => {
    const { code, out, err } = await ruipmiOn("ipmitool-lanplus-cs0.pcap", "capture", "list", "bmc.pcap");
    expect([code, err]).toEqual([0, ""]);
    expect(out.split("\n")[1]).toMatch(
      /^1 +2026-\S+Z +127\.0\.0\.1:\d+ +127\.0\.0\.1:9623 +suite 0 +"ipmiusr" +\d+ +closed after 0\.0\d\d s; no auth/,
    );
    expect(out).toMatch(/^1 session\. To be known about them:\n {2}no authentication: session 1\n {2}no integrity: /m);
  });

  it("has the sessions in the order in which they began", async () => {
    const sessions = jsonLines<SessionDocument>(await ruipmiOn(inventory, "--json", "capture", "list", "bmc.pcap"));
    expect(sessions.map(({ session }) => session)).toEqual([1, 2, 3, 4, 5]);
  });

  it("leaves out what was not asked for", async () => {
    const listed = async (...argv: string[]): Promise<readonly number[]> =>
      jsonLines<SessionDocument>(await ruipmiOn(inventory, "--json", "capture", "list", "bmc.pcap", ...argv)).map(
        ({ session }) => session,
      );
    expect(await listed("--session", "2", "--session", "4")).toEqual([2, 4]);
    expect(await listed("--host", "127.0.0.1")).toEqual([1, 2, 3, 4, 5]);
    expect(await listed("--host", "192.0.2.1")).toEqual([]);
  });

  it("says how many sessions nobody could check", async () => {
    const { out } = await ruipmiIn(ioWith(inventory), "capture", "list", "bmc.pcap");
    expect(out).toMatch(/^Not checked for want of a password: 5; --user NAME:PASSWORD gives one\.$/m);
  });

  it("fails with --verify where a code is wrong", async () => {
    const wrong = Uint8Array.from(recordingBytes(suite3));
    wrong[wrong.length - 1]! ^= 1;
    const verified = await ruipmiIn(ioHolding(wrong), "capture", "list", "bmc.pcap", "--verify", ...user);
    expect([verified.code, verified.out]).toEqual([1, expect.stringMatching(/^codes: \d+ right, 1 wrong$/m)]);
    const listed = await ruipmiIn(ioHolding(wrong), "capture", "list", "bmc.pcap", ...user);
    expect([listed.code, listed.out]).toEqual([0, expect.stringContaining("wrong codes: session 1")]);
  });
});

describe("capture show", () => {
  it("filters by session, command and trouble", async () => {
    expect(new Set((await messages("--session", "3")).map(({ session }) => session))).toEqual(new Set([3]));
    const byNumber = await messages("--command", "0x0a/0x23");
    const byName = await messages("--command", "get sdr");
    expect(byNumber).toEqual(byName);
    expect(new Set(byName.map(({ name }) => name))).toEqual(new Set(["Get SDR"]));
    const errors = await messages("--errors");
    expect(errors.length).toBeGreaterThan(10);
    expect(errors.every(({ completionCode }) => completionCode !== undefined && completionCode !== 0)).toBe(true);
    expect(await messages("--command", "RAKP Message 1")).toHaveLength(5);
  });

  it("finds a bridged command by its own name", async () => {
    const found = jsonLines<MessageDocument>(
      await ruipmiOn("ipmitool-bridged-cs3.pcap", "--json", "capture", "show", "bmc.pcap", "--command", "4/0x2d"),
    );
    expect(found.map(({ name }) => name)).toEqual(["Send Message", "Get Sensor Reading"]);
  });

  it("leaves out what cannot be read without the password", async () => {
    const { code, out } = await ruipmiIn(ioWith(suite3), "--json", "capture", "show", "bmc.pcap", "--session", "1");
    expect(code).toBe(0);
    const sealed = jsonLines<MessageDocument>({ code, out, err: "" }).filter(({ name }) => name === "IPMI Message");
    expect(sealed.length).toBeGreaterThan(5);
    for (const message of sealed) {
      for (const key of ["decrypted", "authCodeValid", "data", "netFn"]) expect(message).not.toHaveProperty(key);
    }
  });

  it("says how many messages could not be read, and what would read them", async () => {
    const { out, err } = await ruipmiIn(ioWith(suite3), "capture", "show", "bmc.pcap");
    const sealed = out.split("\n").filter((line) => line.endsWith("(encrypted)")).length;
    expect(err).toBe(
      `ruipmi: ${sealed} messages are encrypted and not read: give --user NAME:PASSWORD (and --kg, if the BMC has a key)\n`,
    );
    expect((await ruipmiOn(suite3, "capture", "show", "bmc.pcap")).err).toBe("");
  });

  it("fails where the filters leave nothing, but for --errors", async () => {
    for (const filter of [
      ["--session", "9"],
      ["--host", "192.0.2.1"],
      ["--command", "Get SEL Info"],
    ]) {
      const { code, out, err } = await ruipmiOn(suite3, "capture", "show", "bmc.pcap", ...filter);
      expect([code, out]).toEqual([1, ""]);
      expect(err).toMatch(/^ruipmi: none of 22 RMCP datagrams is what --host, --session and --command ask for/);
    }
    const noTrouble = await ruipmiOn(suite3, "capture", "show", "bmc.pcap", "--session", "9", "--errors");
    expect(noTrouble).toMatchObject({ code: 0, out: "", err: "" });
  });

  it("shows how long the two were silent", async () => {
    const shown = await messages("--session", "1");
    const times = shown.map(({ time }) => Number(time!.slice(17, -1)));
    const gaps = shown.slice(1).map(({ gap }, index) => gap!.value - 1000 * (times[index + 1]! - times[index]!));
    expect(Math.max(...gaps.map(Math.abs))).toBeLessThan(1e-6);
    const slow = await ruipmiOn("ipmitool-sol-cs3.pcap", "capture", "show", "bmc.pcap");
    expect(slow.out).toMatch(/> \S.* \(\d\.\d{3} s after the one before/);
    expect(slow.out).not.toMatch(/ ms after the one before/);
    expect((await ruipmiOn(suite3, "capture", "show", "-v", "bmc.pcap")).out).toMatch(/ ms after the one before/);
  });

  it("gives out no code from which a password could be guessed", async () => {
    const { out } = await ruipmiOn(suite3, "--json", "capture", "show", "bmc.pcap");
    expect(out).not.toMatch(/keyExchangeAuthenticationCode|integrityCheckValue/);
  });

  it("prints bytes with -v, and of each code with --verify whether it is right", async () => {
    const { out } = await ruipmiOn(suite3, "capture", "show", "-v", "--verify", "bmc.pcap");
    expect(out).toMatch(/< Get Device ID \(after 0\.\d{3} ms; code right\)\n {9}deviceId 0, [\s\S]*? {9}data 00030908/);
    expect(out).toMatch(/> RAKP Message 1 \(0\.\d{3} ms after the one before\)\n[^>]*username "ipmiusr"/);
    expect(out).toMatch(/^codes: 17 right, 0 wrong$/m);
  });
});

describe("capture stats", () => {
  it("counts each command", async () => {
    const rows = jsonLines<StatisticsDocument>(await ruipmiOn(inventory, "--json", "capture", "stats", "bmc.pcap"));
    expect(rows[0]).toMatchObject({ name: "Get SDR", netFn: 10, cmd: 35, requests: 95, answered: 95, errors: 0 });
    const { medianRoundTrip, p99RoundTrip } = rows[0]!;
    expect(medianRoundTrip).toMatchObject({ unit: "ms", value: expect.closeTo(0.117, 2) });
    expect(p99RoundTrip!.value).toBeGreaterThan(medianRoundTrip!.value);
    expect(rows.find(({ name }) => name === "Get PICMG Properties")).toMatchObject({
      errors: 5,
      completionCodes: [{ code: 0xc1, name: "Invalid Command", count: 5 }],
    });
    const { out } = await ruipmiOn(inventory, "capture", "stats", "bmc.pcap");
    expect(out).toMatch(/^Get SDR +0Ah\/23h +95 +0 +0 +0\.\d{3} +0\.\d{3}$/m);
  });

  it("says what it could not count", async () => {
    const { code, err } = await ruipmiIn(ioWith(suite3), "capture", "stats", "bmc.pcap");
    expect([code, err]).toEqual([0, expect.stringMatching(/^ruipmi: 1\d packets are encrypted and not counted/)]);
  });
});

describe("capture decrypt", () => {
  const decrypt = (io: FakeIo, ...argv: string[]): Promise<Outcome> =>
    ruipmiIn(io, "capture", "decrypt", "bmc.pcap", "plain.pcapng", ...argv);

  it("writes a capture that needs no password, with the managed system's port 623", async () => {
    const io = ioWith(suite3);
    const { code, out } = await decrypt(io, ...user);
    expect([code, out]).toEqual([0, "22 packets written, 14 of them decrypted\n"]);
    expect([...io.files.keys()]).toEqual(["bmc.pcap", "plain.pcapng"]);
    const plain = ioHolding(io.files.get("plain.pcapng")!);
    const shown = jsonLines<MessageDocument>(await ruipmiIn(plain, "--json", "capture", "show", "bmc.pcap"));
    const names = jsonLines<MessageDocument>(await ruipmiOn(suite3, "--json", "capture", "show", "bmc.pcap"));
    const essence = ({ time, name, data, netFn, number }: MessageDocument): object => ({
      time,
      name,
      data,
      netFn,
      number,
    });
    expect(shown.map(essence)).toEqual(names.map(essence));
    expect(shown.every(({ source, destination }) => `${source} ${destination}`.includes("127.0.0.1:623"))).toBe(true);
    expect(shown.some(({ decrypted }) => decrypted === true)).toBe(false);
  });

  it("leaves ports with --keep-ports, and says what it left encrypted", async () => {
    const io = ioWith(suite3);
    const { out } = await decrypt(io, "--keep-ports");
    expect(out).toMatch(/^22 packets written, 0 of them decrypted\n14 left encrypted for want of keys: session 1\n$/);
    const shown = jsonLines<MessageDocument>(
      await ruipmiIn(ioHolding(io.files.get("plain.pcapng")!), "--json", "capture", "show", "bmc.pcap", ...user),
    );
    expect(shown.filter(({ decrypted }) => decrypted === true)).toHaveLength(14);
    expect(shown[0]!.destination).toBe("127.0.0.1:9623");
  });

  it("keeps packets that are not IPMI", async () => {
    const bytes = Uint8Array.from(recordingBytes(suite3));
    // The first packet's UDP protocol number becomes TCP's.
    bytes[24 + 16 + 14 + 9] = 6;
    const io = ioHolding(bytes);
    expect((await decrypt(io, ...user)).out).toMatch(/^22 packets written/);
    const items = [...new CaptureReader().push(io.files.get("plain.pcapng")!)];
    expect(items[0]).toMatchObject({ type: "packet", linkType: 1 });
  });

  it("replaces a file only when told to", async () => {
    const io = ioWith(suite3);
    io.files.set("plain.pcapng", Uint8Array.of(1));
    expect(await decrypt(io, ...user)).toMatchObject({
      code: 1,
      err: 'ruipmi: "plain.pcapng" exists: --yes replaces it\n',
    });
    expect(io.files.get("plain.pcapng")).toEqual(Uint8Array.of(1));
    expect((await decrypt(io, ...user, "--yes")).code).toBe(0);
    expect(io.files.get("plain.pcapng")!.length).toBeGreaterThan(1000);
  });

  it.each([
    ["y", 0],
    ["n", 1],
  ])("asks where there is a terminal: %s", async (answer, code) => {
    const io = new FakeIo({ isTerminal: true, lines: [answer] });
    io.files.set("bmc.pcap", recordingBytes(suite3));
    io.files.set("plain.pcapng", Uint8Array.of(1));
    expect((await decrypt(io, ...user)).code).toBe(code);
    expect(io.files.get("plain.pcapng")!.length > 1).toBe(code === 0);
  });

  it("leaves no half file behind", async () => {
    const noCapture = ioHolding(Uint8Array.from(Buffer.from("this is no capture")));
    expect((await decrypt(noCapture)).code).toBe(1);
    expect([...noCapture.files.keys()]).toEqual(["bmc.pcap"]);
    const interrupted = ioWith(suite3);
    interrupted.controller.abort("SIGINT");
    expect((await decrypt(interrupted)).code).toBe(130);
    expect([...interrupted.files.keys()]).toEqual(["bmc.pcap"]);
    const full = ioWith(suite3);
    const makeFile = full.makeFile.bind(full);
    full.makeFile = (path) => ({
      ...makeFile(path),
      finish: () => {
        throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
      },
    });
    expect(await decrypt(full)).toMatchObject({ code: 1, err: expect.stringContaining("no space left on device") });
    expect([...full.files.keys()]).toEqual(["bmc.pcap"]);
  });

  it("writes to standard output, and says there nothing else", async () => {
    const io = ioWith(suite3);
    const { code, out, err } = await ruipmiIn(io, "capture", "decrypt", "bmc.pcap", "-", ...user);
    expect([code, err]).toEqual([0, "22 packets written, 14 of them decrypted\n"]);
    const items = [...new CaptureReader().push(Uint8Array.from(Buffer.from(out, "latin1")))];
    expect(items).toHaveLength(22);
    const terminal = new FakeIo({ isTerminal: true });
    terminal.files.set("bmc.pcap", recordingBytes(suite3));
    const refused = await ruipmiIn(terminal, "capture", "decrypt", "bmc.pcap", "-", ...user);
    expect(refused).toMatchObject({ code: 2, out: "", err: expect.stringContaining("does not write to a terminal") });
  });
});

describe("a capture file", () => {
  const list = (io: FakeIo, file = "bmc.pcap"): Promise<Outcome> => ruipmiIn(io, "capture", "list", file, ...user);
  const whole = recordingBytes(inventory);

  it("is read the same in pieces of any length, compressed or not, from standard input too", async () => {
    const { out } = await list(ioHolding(whole));
    for (const pieceLength of [1, 7, 100_000]) {
      const io = ioHolding(gzipSync(whole), "-");
      io.pieceLength = pieceLength;
      expect((await list(io, "-")).out).toBe(out);
    }
    expect(
      (await list(ioHolding(Buffer.concat([gzipSync(whole.subarray(0, 999)), gzipSync(whole.subarray(999))])))).out,
    ).toBe(out);
  });

  it("that is cut or damaged is read as far as can be, with a note of where", async () => {
    const cut = await list(ioHolding(whole.slice(0, 5000)));
    expect([cut.code, cut.err]).toEqual([
      0,
      expect.stringMatching(/^ruipmi: byte 4\d\d\d: the file ends inside a packet/),
    ]);
    const zipped = await list(ioHolding(gzipSync(whole).subarray(0, 3000)));
    expect([zipped.code, zipped.err]).toEqual([
      0,
      expect.stringMatching(/^ruipmi: byte \d+: the file ends inside a packet/),
    ]);
    const damaged = Uint8Array.from(whole);
    damaged.fill(0xff, 3000, 3100);
    const { code, err } = await list(ioHolding(damaged));
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/^ruipmi: byte 3\d\d\d: no packet header is here; \d+ bytes/),
    ]);
    const zippedDamage = Uint8Array.from(gzipSync(Buffer.concat(new Array(30).fill(whole)), { level: 0 }));
    zippedDamage.fill(0xff, 500_000, 500_100);
    const outcome = await list(ioHolding(zippedDamage));
    expect(outcome).toMatchObject({ code: 0, out: expect.stringContaining("suite 3") });
    expect(outcome.err).toMatch(/the compressed file is damaged|no packet header is here/);
  });

  it.each([
    [Buffer.from("GET / HTTP/1.1"), /^ruipmi: "bmc\.pcap": the file is not a capture that can be read/],
    [Buffer.alloc(0), /^ruipmi: "bmc\.pcap": the file is too short to be a capture/],
    [gzipSync("nothing of the kind"), /^ruipmi: "bmc\.pcap": the file is not a capture/],
  ])("that is none is refused: %#", async (bytes, message) => {
    expect(await list(ioHolding(bytes))).toMatchObject({ code: 1, out: "", err: expect.stringMatching(message) });
  });

  it("that is not there is said in one line", async () => {
    expect(await list(new FakeIo())).toEqual({
      code: 1,
      out: "",
      err: 'ruipmi: cannot read "bmc.pcap": no such file\n',
    });
  });

  it("is read no further when nobody reads the result, or when interrupted", async () => {
    const unread = ioHolding(whole);
    unread.stdout.isRead = false;
    unread.pieceLength = 8000;
    const { code, out } = await ruipmiIn(unread, "--json", "capture", "show", "bmc.pcap", ...user);
    expect(code).toBe(0);
    expect(jsonLines({ code, out, err: "" }).length).toBeLessThan(80);
    const interrupted = ioHolding(whole);
    interrupted.controller.abort("SIGTERM");
    expect((await list(interrupted)).code).toBe(143);
  });

  it("shows how far it is to whoever watches", async () => {
    const io = new FakeIo({ isTerminal: true });
    const many = Buffer.concat([whole, ...new Array<Uint8Array>(600).fill(whole.subarray(24))]);
    io.files.set("bmc.pcap", many);
    io.pieceLength = 1 << 20;
    const { err } = await ruipmiIn(io, "capture", "stats", "bmc.pcap");
    expect(err).toMatch(/\rreading "bmc\.pcap": \d+ %/);
  }, 60_000);
});

describe("passwords", () => {
  it("come from a file, a user a line", async () => {
    const io = ioWith(suite3);
    io.files.set("users", Buffer.from("admin:other\r\n\nipmiusr:test\nipmiusr:wrong"));
    const [session] = jsonLines<SessionDocument>(
      await ruipmiIn(io, "--json", "capture", "list", "bmc.pcap", "--password-file", "users"),
    );
    expect(session!.passwordValid).toBe(true);
  });

  it.each([
    ["admin", /line 1 takes name:password/],
    ["a:b\nseventeen-letters:x", /line 2: the name has 17 bytes/],
    ["admin:hunter2-hunter2-hunter2", /line 1: the password has 23 bytes/],
  ])("are never repeated where the file is wrong: %j", async (text, message) => {
    const io = ioWith(suite3);
    io.files.set("users", Buffer.from(text));
    const { code, err } = await ruipmiIn(io, "capture", "list", "bmc.pcap", "--password-file", "users");
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
    expect(err).not.toMatch(/hunter2|seventeen/);
  });

  it.each([
    [["--user", "hunter2"], /--user takes name:password/],
    [["--kg", "twenty-one-bytes-long"], /--kg: the BMC key has 21 bytes/],
    [["--kg-hex", "abc"], /--kg-hex takes an even number/],
    [["--password-file", "nowhere"], /--password-file cannot read "nowhere" \(ENOENT\)/],
  ])("that cannot be are refused: %j", async (argv, message) => {
    const { code, err } = await ruipmiIn(ioWith(suite3), "capture", "list", "bmc.pcap", ...argv);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
    expect(err).not.toMatch(/hunter2|twenty-one/);
  });
});

describe("what means nothing to captures", () => {
  it.each([
    [["list", "f", "-H", "h"], /-H means nothing to capture list/],
    [["show", "f", "-P", "p"], /-P means nothing to capture show/],
    [["list", "f", "--command", "Get SDR"], /--command means nothing to capture list/],
    [["stats", "f", "--verify"], /--verify means nothing to capture stats/],
    [["list", "f", "--keep-ports"], /--keep-ports means nothing to capture list/],
    [["list"], /capture list takes one file name/],
    [["decrypt", "f"], /takes two file names/],
    [["decrypt", "f", "f"], /does not write onto what it reads/],
    [["show", "f", "--command", "Get Devise ID"], /did you mean Get Device ID\?/],
    [["show", "f", "--command", "99/1"], /--command takes NETFN\/CMD/],
    [["show", "f", "--host", "bmc.example"], /--host is an IPv4 or IPv6 address/],
    [["show", "f", "--session", "0"], /--session is a number from 1/],
  ])("%j", async (argv, message) => {
    const { code, out, err } = await ruipmi("capture", ...argv);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });

  it("--user needs no level here, and one for sim", async () => {
    expect((await ruipmi("sim", "--user", "a:b")).err).toMatch(/--user takes name:password:level/);
    expect((await ruipmi("help", "capture", "list")).out).toMatch(/^ {2}--user NAME:PASSWORD {2}/m);
    expect((await ruipmi("--user", "a:b:user", "mc", "info", "-H", "h")).err).toMatch(
      /--user means nothing to mc info/,
    );
  });
});

import { readCassette } from "@ruipmi/bmc";
import { describe, expect, it } from "vitest";
import { recordMock } from "../../../capture/test/support/mock-capture.ts";
import type { ReplayDocument } from "../../src/output/capture/replay-document.ts";
import { FakeIo } from "../support/fake-io.ts";
import { ioWith, jsonLines, recordingBytes, ruipmiOn } from "../support/recordings.ts";
import { ruipmiIn } from "../support/ruipmi.ts";

const inventory = "ipmitool-inventory-cs3.pcap";
const user = ["--user", "ipmiusr:test"];

function ioHolding(bytes: Uint8Array): FakeIo {
  const io = new FakeIo();
  io.files.set("bmc.pcap", bytes);
  return io;
}

/** A session of ruipmi's own. */
function ownCapture(): Uint8Array {
  const request = { type: "command", netFn: 6, cmd: 1, data: new Uint8Array(0) } as const;
  return recordMock({
    consoles: [
      {
        inputs: [
          [200, { type: "request", requestId: 1, request }],
          [400, { type: "closeSession" }],
        ],
      },
    ],
  });
}

describe("capture replay", () => {
  it("finds no difference in a capture of ruipmi, byte for byte", async () => {
    const { code, out, err } = await ruipmiIn(
      ioHolding(ownCapture()),
      "capture",
      "replay",
      "bmc.pcap",
      "--user",
      "admin:mock-password",
    );
    expect([code, err]).toEqual([0, ""]);
    expect(out).toBe("session 1, 198.51.100.1:40000 to 192.0.2.100:623: no difference in 6 messages\n");
  });

  it("says the first difference, and that --by-meaning there is none", async () => {
    const bytes = await ruipmiOn(inventory, "capture", "replay", "bmc.pcap", "--session", "2");
    expect(bytes.code).toBe(1);
    expect(bytes.out).toMatch(
      /^session 2, \S+ to \S+: packet 25: byte 16: recorded 00, now [0-9a-f]{2}, after 1 message without a difference; no difference with --by-meaning\n$/,
    );
    const meaning = await ruipmiOn(inventory, "capture", "replay", "bmc.pcap", "--by-meaning");
    expect([meaning.code, meaning.err]).toEqual([0, ""]);
    expect(meaning.out.match(/no difference in \d+ messages/g)).toHaveLength(5);
    expect(meaning.out.match(/^session \d/gm)).toEqual([1, 2, 3, 4, 5].map((number) => `session ${number}`));
  });

  it("tries every password of the user, and says where there is none", async () => {
    const given = ["--user", "ipmiusr:wrong", "--user", "ipmiusr:test", "--user", "other:test"];
    const both = await ruipmiIn(ioWith(inventory), "--json", "capture", "replay", "bmc.pcap", "--by-meaning", ...given);
    expect(both.code).toBe(0);
    expect(jsonLines<ReplayDocument>(both).map(({ difference }) => difference)).toEqual([null, null, null, null, null]);
    const none = await ruipmiIn(ioWith(inventory), "capture", "replay", "bmc.pcap", "--session", "1");
    expect([none.code, none.err]).toEqual([1, "ruipmi: no session was replayed\n"]);
    expect(none.out).toContain("not replayed: no password of its user was given");
    const wrong = await ruipmiIn(
      ioWith(inventory),
      "--json",
      "capture",
      "replay",
      "bmc.pcap",
      "--session",
      "1",
      "--by-meaning",
      "--user",
      "ipmiusr:wrong",
    );
    expect(wrong.code).toBe(1);
    expect(jsonLines<ReplayDocument>(wrong)[0]).toMatchObject({
      outcome: "notOpened",
      difference: { sent: expect.any(String) },
    });
  });

  it("says what cannot be replayed", async () => {
    const { code, out } = await ruipmiOn("ipmitool-lan15-md5.pcap", "capture", "replay", "bmc.pcap");
    expect(code).toBe(1);
    expect(out).toContain("not replayed: it is one of IPMI v1.5, which this engine does not speak");
  });

  it("takes one file", async () => {
    expect(await ruipmiIn(new FakeIo(), "capture", "replay")).toMatchObject({ code: 2 });
    expect(await ruipmiIn(new FakeIo(), "capture", "replay", "a", "b")).toMatchObject({ code: 2 });
    expect(await ruipmiIn(new FakeIo(), "capture", "replay", "a", "--scrub")).toMatchObject({ code: 2 });
  });
});

describe("capture cassette", () => {
  it("writes what the managed system answered", async () => {
    const io = ioWith(inventory);
    const { code, out, err } = await ruipmiIn(io, "capture", "cassette", "bmc.pcap", "bmc.json", ...user);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toBe("bmc.json: 160 answers of 127.0.0.1:9623, from 5 sessions\n");
    const cassette = readCassette(JSON.parse(Buffer.from(io.files.get("bmc.json")!).toString()));
    expect(cassette.exchanges).toHaveLength(160);
    expect(cassette.about).toBe("what 127.0.0.1:9623 answered");
    expect(Buffer.from(io.files.get("bmc.json")!).toString()).toContain(
      Buffer.from("CHSERIAL").toString("hex").slice(0, 6),
    );
  });

  it("scrubs, and does not say whose it was", async () => {
    const io = ioWith(inventory);
    const { code, err } = await ruipmiIn(io, "capture", "cassette", "bmc.pcap", "bmc.json", "--scrub", ...user);
    expect([code, err]).toEqual([0, ""]);
    const text = Buffer.from(io.files.get("bmc.json")!).toString();
    expect(text).not.toContain("127.0.0.1");
    expect(text).not.toContain("a123456789abcdefa123456789abcdef");
    expect(text).not.toContain(Buffer.from("PSN123").toString("hex"));
  });

  it("writes only what was asked for, or to standard output", async () => {
    const io = ioWith(inventory);
    const { code, out, err } = await ruipmiIn(io, "capture", "cassette", "bmc.pcap", "-", "--session", "1", ...user);
    expect([code, err]).toEqual([0, "-: 5 answers of 127.0.0.1:9623, from 1 session\n"]);
    expect(readCassette(JSON.parse(out)).exchanges).toHaveLength(5);
  });

  it("does not replace a file unless told to", async () => {
    const io = ioWith(inventory);
    io.files.set("bmc.json", new Uint8Array(1));
    const refused = await ruipmiIn(io, "capture", "cassette", "bmc.pcap", "bmc.json", ...user);
    expect([refused.code, refused.err]).toEqual([1, 'ruipmi: "bmc.json" exists: --yes replaces it\n']);
    expect(io.files.get("bmc.json")).toHaveLength(1);
    expect(await ruipmiIn(io, "capture", "cassette", "bmc.pcap", "bmc.json", "--yes", ...user)).toMatchObject({
      code: 0,
    });
    expect(io.files.get("bmc.json")!.length).toBeGreaterThan(1000);
  });

  it("says what it cannot make one of", async () => {
    const io = ioWith(inventory);
    const sealed = await ruipmiIn(io, "capture", "cassette", "bmc.pcap", "bmc.json", "--session", "1");
    expect(sealed.code).toBe(1);
    expect(sealed.err).toMatch(/^ruipmi: session 1 cannot be read: its password is not known\nruipmi: nothing in /);
    const none = await ruipmiIn(
      ioWith(inventory),
      "capture",
      "cassette",
      "bmc.pcap",
      "bmc.json",
      "--host",
      "192.0.2.1",
      ...user,
    );
    expect([none.code, none.err]).toEqual([1, 'ruipmi: there is no such session in "bmc.pcap"\n']);
    expect(io.files.has("bmc.json")).toBe(false);
    const [first, second] = [
      recordMock({ host: "192.0.2.1", consoles: [{ inputs: [] }] }),
      recordMock({ host: "192.0.2.2", consoles: [{ inputs: [] }] }),
    ];
    const two = ioHolding(Buffer.concat([first, second]));
    const refused = await ruipmiIn(two, "capture", "cassette", "bmc.pcap", "bmc.json", ...user);
    expect(refused.err).toContain(
      '"bmc.pcap" has 2 managed systems (192.0.2.1:623, 192.0.2.2:623): choose one with --host or --session',
    );
    expect(await ruipmiIn(new FakeIo(), "capture", "cassette", "a")).toMatchObject({ code: 2 });
    expect(await ruipmiIn(new FakeIo(), "capture", "cassette", "a", "a")).toMatchObject({ code: 2 });
  });
});

describe("sim --cassette", () => {
  async function withSim(
    argv: readonly string[],
    files: Readonly<Record<string, string>>,
    use: (port: string) => Promise<void>,
  ): Promise<string> {
    const io = new FakeIo();
    for (const [name, text] of Object.entries(files)) io.files.set(name, Buffer.from(text));
    const done = ruipmiIn(io, "sim", "--port", "0", ...argv);
    const [, port] = (await io.stdout.seen(/ready on [^,]*?:(\d+),/)) as unknown as [string, string];
    await use(port);
    io.controller.abort("SIGINT");
    expect((await done).code).toBe(0);
    return io.stderr.text;
  }

  async function cassetteOf(name: string): Promise<string> {
    const io = new FakeIo();
    io.files.set("bmc.pcap", recordingBytes(name));
    await ruipmiIn(io, "capture", "cassette", "bmc.pcap", "bmc.json", ...user);
    return Buffer.from(io.files.get("bmc.json")!).toString();
  }

  it("answers as was recorded, and says what was not", async () => {
    const files = { "bmc.json": await cassetteOf(inventory) };
    const notes = await withSim(["--cassette", "bmc.json", "--unknown", "0xd5"], files, async (port) => {
      const at = ["-H", "127.0.0.1", "-p", port, "-U", "admin", "-P", "password", "--no-cache"];
      const info = await ruipmiIn(new FakeIo(), ...at, "mc", "info");
      expect(info.out).toMatch(/Manufacturer ID +: 4753/);
      for (const _ of [1, 2]) {
        const poh = await ruipmiIn(new FakeIo(), ...at, "raw", "0", "0x0f");
        expect(poh.code).toBe(1);
        expect(poh.err).toContain("completion code 0xd5");
      }
      const asked = await ruipmiIn(new FakeIo(), ...at, "raw", "6", "0x37");
      expect(asked.code).toBe(1);
    });
    expect(notes).toBe(
      "ruipmi sim: not recorded, answered D5h: Get POH Counter (netFn 00h, command 0Fh, no data)\n" +
        "ruipmi sim: not recorded, answered D5h: Get System GUID (netFn 06h, command 37h, no data)\n",
    );
  });

  it.each([
    [["--cassette", "none.json"], /--cassette cannot read "none\.json" \(ENOENT\)/],
    [["--cassette", "text"], /--cassette "text" is not JSON/],
    [["--cassette", "wrong"], /--cassette "wrong": version: expected 1, the only version there is, got 2/],
    [["--cassette", "right", "--device", "right"], /--cassette and --device both say what the machine is/],
    [["--cassette", "right", "--unknown", "0"], /--unknown is a number from 1 to 255/],
    [["--unknown", "1"], /--unknown goes with --cassette/],
  ])("refuses %j", async (argv, message) => {
    const io = new FakeIo();
    io.files.set("text", Buffer.from("{"));
    io.files.set("wrong", Buffer.from('{"version":2}'));
    io.files.set("right", Buffer.from('{"version":1,"exchanges":[]}'));
    const { code, err } = await ruipmiIn(io, "sim", "--port", "0", ...argv);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

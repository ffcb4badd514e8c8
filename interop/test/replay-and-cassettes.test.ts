import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type IpmiSim, startIpmiSim } from "./support/ipmi-sim.ts";
import { installed } from "./support/peers.ts";
import { type RecordingRelay, startRecordingRelay } from "./support/recording-relay.ts";
import { type RunningSim, ruipmi, startRuipmiSim } from "./support/ruipmi.ts";
import { run } from "./support/run.ts";

const recorded = fileURLToPath(new URL("../../packages/capture/test/captures/", import.meta.url));

/** One line of `capture replay --json`. */
interface Replayed {
  readonly outcome: string;
  readonly compared: number;
  readonly difference: unknown;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ruipmi-replay-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function replay(file: string, ...options: readonly string[]): Promise<readonly Replayed[]> {
  const { stdout, stderr, code } = await ruipmi(["--json", "capture", "replay", file, ...options]);
  const lines = stdout.trim().split("\n");
  const sessions = lines.map((line) => JSON.parse(line) as Replayed);
  for (const { difference } of sessions) expect(difference).toBeNull();
  expect([code, stderr]).toEqual([0, ""]);
  return sessions;
}

describe.skipIf(!installed("ipmi_sim"))("ruipmi against ipmi_sim, recorded and replayed", () => {
  let sim: IpmiSim;
  let relay: RecordingRelay;
  beforeAll(async () => {
    sim = await startIpmiSim();
    relay = await startRecordingRelay(sim.port);
  });
  afterAll(async () => {
    await relay.stop();
    await sim.stop();
  });

  it("gives the same bytes again, whatever the command and the suite", async () => {
    const lines = [
      ["-C", "3", "mc", "info"],
      ["mc", "info"],
      ["-C", "11", "chassis", "status"],
      ["-C", "0", "mc", "info"],
      ["-C", "3", "--no-cache", "sdr", "elist"],
      ["-C", "3", "--no-cache", "sel", "elist"],
      ["-C", "3", "fru", "print"],
      ["-C", "3", "-t", "0x30", "mc", "info"],
      ["-C", "3", "raw", "0x06", "0x01"],
    ];
    for (const line of lines) {
      const at = ["-H", "127.0.0.1", "-p", String(relay.port), "-U", "ipmiusr", "-P", "test"];
      const { code, stderr } = await ruipmi([...at, ...line]);
      expect(code, `${line.join(" ")}: ${stderr}`).toBe(0);
    }
    const file = join(folder, "ruipmi.pcapng");
    relay.save(file);
    const sessions = await replay(file, "--user", "ipmiusr:test");
    expect(sessions.filter(({ outcome }) => outcome === "closed")).toHaveLength(lines.length);
    for (const { compared } of sessions) expect(compared).toBeGreaterThan(0);
    await expect(replay(file, "--user", "ipmiusr:wrong")).rejects.toThrow();
  });
});

describe("captures of other programs, replayed by meaning", () => {
  it.each(["ipmitool-inventory-cs3.pcap", "freeipmi-cs11.pcap", "ipmitool-fakebmc-sol-cs3.pcap"])(
    "%s",
    async (name) => {
      const user = name.includes("fakebmc") ? "admin:password" : "ipmiusr:test";
      await replay(join(recorded, name), "--user", user, "--by-meaning");
    },
  );
});

describe.skipIf(!installed("ipmitool"))("a cassette, played to the program that was recorded", () => {
  const lines: readonly (readonly string[])[] = [
    ["mc", "info"],
    ["chassis", "status"],
    ["sdr", "elist"],
    ["sel", "elist"],
    ["fru", "print"],
  ];
  const ipmitool = (port: number, ...line: readonly string[]): ReturnType<typeof run> => {
    const user = ["-U", "admin", "-P", "password", "-C", "17"];
    const at = ["-I", "lanplus", "-H", "127.0.0.1", "-p", String(port), ...user];
    return run("ipmitool", [...at, ...line], { env: { TZ: "UTC" } });
  };

  async function withCassette(options: readonly string[], use: (sim: RunningSim) => Promise<void>): Promise<string> {
    const file = join(folder, `cassette${options.join("")}.json`);
    const from = join(recorded, "ipmitool-inventory-cs3.pcap");
    const made = await ruipmi(["capture", "cassette", from, file, "--user", "ipmiusr:test", "--yes", ...options]);
    expect([made.code, made.stderr]).toEqual([0, ""]);
    const sim = await startRuipmiSim(["--cassette", file]);
    let notes = "";
    try {
      await use(sim);
    } finally {
      notes = (await sim.stop()).stderr;
    }
    return notes;
  }

  it("prints what it printed then, and asks nothing that was not recorded", async () => {
    const notes = await withCassette([], async ({ port }) => {
      let printed = "";
      for (const line of lines) {
        const { stdout } = await ipmitool(port, ...line);
        printed += stdout;
      }
      const then = readFileSync(join(recorded, "ipmitool-inventory-cs3.stdout"), "utf8");
      expect(printed).toBe(then);
    });
    expect(notes).toBe("");
  });

  it("prints the same in another order, and again", async () => {
    const notes = await withCassette([], async ({ port }) => {
      const once = await ipmitool(port, "fru", "print");
      const elist = await ipmitool(port, "sdr", "elist");
      expect((await ipmitool(port, "sdr", "elist")).stdout).toBe(elist.stdout);
      expect((await ipmitool(port, "fru", "print")).stdout).toBe(once.stdout);
      const then = readFileSync(join(recorded, "ipmitool-inventory-cs3.stdout"), "utf8");
      expect(then).toContain(once.stdout);
      expect(then).toContain(elist.stdout);
    });
    expect(notes).toBe("");
  });

  it("is enough for ruipmi, which reads records in other pieces", async () => {
    const notes = await withCassette([], async ({ port }) => {
      const at = ["-H", "127.0.0.1", "-p", String(port), "-U", "admin", "-P", "password", "--no-cache"];
      const then = readFileSync(join(recorded, "ipmitool-inventory-cs3.stdout"), "utf8");
      const { code, stdout } = await ruipmi([...at, "sdr", "elist"]);
      expect(code).toBe(0);
      // Names aside: ipmitool prints the bytes of those that are packed in 6-bit ASCII.
      const rows = (text: string): readonly string[] => text.split("\n").map((row) => row.slice(row.indexOf("|")));
      expect(rows(then)).toEqual(expect.arrayContaining([...rows(stdout)]));
      expect(stdout.split("\n")).toHaveLength(12);
    });
    expect(notes).toBe("");
  });

  it("says what was not recorded, and refuses it", async () => {
    const notes = await withCassette([], async ({ port }) => {
      const { code, stderr } = await ipmitool(port, "chassis", "poh");
      expect(code).not.toBe(0);
      expect(stderr).toMatch(/Invalid command/i);
    });
    expect(notes).toBe("ruipmi sim: not recorded, answered C1h: Get POH Counter (netFn 00h, command 0Fh, no data)\n");
  });

  it("prints no serial number of the machine when it was scrubbed", async () => {
    await withCassette(["--scrub"], async ({ port }) => {
      const { stdout } = await ipmitool(port, "fru", "print");
      expect(stdout).toContain("Chassis Serial        : 000000000001");
      expect(stdout).toContain("Product Serial        : 000000003");
      expect(stdout).toContain("Product Asset Tag     : xxxx0-x00");
      expect(stdout).not.toMatch(/CHSERIAL|BSN00042|PSN123456|DSN777|rack7/);
      expect(stdout).toContain("Board Product         : X1 Mainboard");
    });
  });
});

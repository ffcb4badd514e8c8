import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeIo } from "../support/fake-io.ts";
import { ruipmi, ruipmiIn } from "../support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "../support/test-bmc.ts";

let bmc: TestBmc;
beforeEach(async () => {
  bmc = await startTestBmc();
});
afterEach(() => bmc.close());

const json = async (...words: string[]): Promise<unknown> => {
  const { out } = await ruipmi(...bmc.options, "--json", ...words);
  return JSON.parse(out);
};

describe("sel clear", () => {
  it("asks where somebody can answer, and does nothing on a no", async () => {
    const io = new FakeIo({ isTerminal: true, lines: ["n"] });
    const { code, err } = await ruipmiIn(io, ...bmc.options, "sel", "clear");
    expect(code).toBe(1);
    expect(err).toContain("nothing was done");
    expect(io.stdin.asked[0]?.prompt).toBe("Clear the event log? [y/N] ");
    expect(bmc.device.sel.records).toHaveLength(12);
  });

  it("clears on a yes, with --yes without asking, and where nobody can answer", async () => {
    for (const [io, words] of [
      [new FakeIo({ isTerminal: true, lines: ["y"] }), []],
      [new FakeIo({ isTerminal: true }), ["--yes"]],
      [new FakeIo(), []],
    ] as const) {
      bmc.device.sel.records = [bmc.device.sel.records[0]!].filter((record) => record !== undefined);
      const { code } = await ruipmiIn(io, ...bmc.options, ...words, "sel", "clear");
      expect([code, bmc.device.sel.records]).toStrictEqual([0, []]);
    }
  });

  it("waits until the log is erased", async () => {
    bmc.device.sel.eraseDuration = 300;
    expect(await json("sel", "clear")).toStrictEqual({ completed: true });
    expect((await json("sel", "info")) as object).toMatchObject({ entries: 0 });
  });
});

describe("sel list --json", () => {
  it("gives times as moments and readings with their units", async () => {
    const { entries, complete } = (await json("sel", "elist", "last", "6")) as {
      entries: readonly Record<string, unknown>[];
      complete: boolean;
    };
    expect(complete).toBe(true);
    expect(entries[0]).toMatchObject({
      recordId: 7,
      kind: "event",
      sensorName: "Inlet Temp",
      event: "Upper Non-critical going high",
      direction: "asserted",
      severity: "nonCritical",
      reading: { value: 39, unit: "degrees C" },
      threshold: { value: 38, unit: "degrees C" },
      timestamp: { kind: "seconds" },
    });
  });

  it("counts the log's offset from UTC, where it is told", async () => {
    const at = async (): Promise<number> => {
      const { entries } = (await json("sel", "list", "1")) as { entries: readonly { timestamp: { time: string } }[] };
      return Date.parse(entries[0]!.timestamp.time);
    };
    const before = await at();
    bmc.device.sel.utcOffset = 60;
    expect(before - (await at())).toBe(3_600_000);
  });

  it("warns where a record is odd, and carries that in the document", async () => {
    const [first, second] = bmc.device.sel.records;
    bmc.device.sel.records = [first!, { ...second!, recordId: 1 }];
    const { code, err, out } = await ruipmi(...bmc.options, "--json", "sel", "list");
    expect(code).toBe(1);
    expect(err).toMatch(/leads back to record 0001h/);
    expect(JSON.parse(out)).toMatchObject({ complete: false, tolerated: [{ field: "nextRecordId" }] });
  });
});

describe("sel time set", () => {
  it("sets the time of this machine, or the one given", async () => {
    const io = new FakeIo();
    io.time = new Date("2026-11-22T12:00:00.900Z");
    const now = await ruipmiIn(io, ...bmc.options, "-Z", "sel", "time", "set", "NOW");
    expect(now).toMatchObject({ code: 0, out: "11/22/26 12:00:00 GMT\n" });
    const given = await ruipmi(...bmc.options, "-Z", "sel", "time", "set", "2/29/2028 1:02:03");
    expect(given).toMatchObject({ code: 0, out: "02/29/28 01:02:03 GMT\n" });
  });
});

describe("event", () => {
  it("sends what a sensor would: trigger reading and threshold in its raw counts", async () => {
    const { code } = await ruipmi(...bmc.options, "event", "Inlet Temp", "ucr");
    expect(code).toBe(0);
    const record = bmc.device.sel.records.at(-1)!;
    // 42 °C and one count of hysteresis above it, both bytes marked as such.
    expect(record).toMatchObject({ kind: "systemEvent", sensorNumber: 1, asserted: true, eventType: 1 });
    expect(record.kind === "systemEvent" && [...record.eventData]).toStrictEqual([0x59, 44, 42]);
  });

  it("says which state is meant where it does not know the one given", async () => {
    const { code, err, out } = await ruipmi(...bmc.options, "event", "PSU1 Status", "Failure detectd");
    expect([code, out]).toStrictEqual([1, "Finding sensor PSU1 Status... ok\n"]);
    expect(err).toContain("did you mean Failure detected?");
  });

  it("prints one document with --json, and none of the lines", async () => {
    expect(await json("event", "Inlet Temp", "list")).toStrictEqual({
      sent: [],
      states: ["lnr", "lcr", "lnc", "unc", "ucr", "unr"],
    });
  });
});

describe("wrong words", () => {
  it.each([
    [["sel", "list", "frist", "3"], /did you mean "?first"?/],
    [["sel", "list", "first"], /needs a count/],
    [["sel", "list", "0"], /from 1 to/],
    [["sel", "list", "first", "3", "4"], /not "4" too/],
    [["sel", "get"], /needs the ID/],
    [["sel", "get", "0x10000"], /0 to 65535/],
    [["sel", "delete", "0x1", "one"], /not "one"/],
    [["sel", "clear", "all"], /takes no arguments/],
    [["sel", "time", "set"], /needs now or a time/],
    [["sel", "time", "set", "11/22/26", "14:18:32"], /quote the time/],
    [["sel", "time", "set", "02/30/26 00:00:00"], /no such time/],
    [["sel", "time", "set", "01/01/2150 00:00:00"], /before 1970 or after 2105/],
    [["sel", "time", "set", "noon"], /MM\/DD\/YY/],
    [["sel", "save"], /takes one file name/],
    [["event"], /event needs/],
    [["event", "1", "2"], /takes no arguments/],
    [["event", "FAN1", "lcr", "asert"], /did you mean "?assert"?/],
    [["event", "FAN1", "lcr", "assert", "now"], /takes no "now"/],
    [["event", "file"], /takes one file name/],
  ])("%j: exit code 2, and nothing is sent", async (words, message) => {
    const { code, err, out } = await ruipmi(...bmc.options, ...words);
    expect([code, out]).toStrictEqual([2, ""]);
    expect(err).toMatch(message);
    expect(bmc.events).toStrictEqual([]);
  });

  it("a file that is not there: exit code 1, said by its name", async () => {
    for (const words of [
      ["sel", "add"],
      ["sel", "readraw"],
      ["event", "file"],
    ]) {
      const { code, err } = await ruipmi(...bmc.options, ...words, "missing");
      expect(code).toBe(1);
      expect(err).toContain('cannot read "missing"');
    }
  });
});

import { NetworkError } from "@ruipmi/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  readSdrRepository,
  type SdrRepository,
  sdrEntriesOf,
  sdrName,
  sdrRepositoryTolerated,
} from "../../src/index.ts";
import { runProcedure } from "../support/run-procedure.ts";
import { refusal, sdrMachine, threeRecords } from "../support/sdr-machine.ts";

type Options = Parameters<typeof readSdrRepository>[0];

function read(machine: ReturnType<typeof sdrMachine>, options: Options = {}) {
  const { settled, log } = runProcedure(readSdrRepository(options), machine);
  const requests = log.filter((line) => !/^(progress|wait)/.test(line));
  return { settled, repository: settled.status === "fulfilled" ? settled.value : undefined, requests, log };
}

const names = (repository: SdrRepository | undefined) => repository?.entries.map(({ record }) => sdrName(record));
const all = ["Watchdog", "Chassis Intru", "SEL0"];

describe("readSdrRepository", () => {
  it("reads whole records, one request each", () => {
    const { repository, requests, log } = read(sdrMachine());
    expect(names(repository)).toStrictEqual(all);
    expect(repository).toMatchObject({ complete: true, fromCache: false, problems: [] });
    expect(requests).toStrictEqual([
      ...["Get SDR Repository Info", "Reserve SDR Repository", "Get SDR", "Get SDR", "Get SDR"],
      "Get SDR Repository Info",
    ]);
    expect(log).toContain('progress {"records":2,"recordCount":3}');
  });

  it.each([1, 2, 5, 7, 16, 25])("reads pieces where only %i bytes fit", (mostBytes) => {
    const { repository } = read(sdrMachine({ mostBytes: Math.max(mostBytes, 5) }), { pieceLength: mostBytes });
    expect(repository?.cache.records).toStrictEqual(threeRecords());
    expect(repository?.complete).toBe(true);
  });

  it("asks for less where a piece is too long, and goes on with that", () => {
    const { repository, requests } = read(sdrMachine({ mostBytes: 8 }));
    expect(repository?.cache.records).toStrictEqual(threeRecords());
    // 32, 16 and 8 of the first; whole once, then a header and pieces of eight and less for each.
    expect(requests.filter((name) => name === "Get SDR").length).toBeLessThan(20);
  });

  it("goes on with the same record where the reservation is lost, with another one", () => {
    const refuse = (_: unknown, count: number) => (count === 3 || count === 6 ? 0xc5 : undefined);
    const { repository, requests } = read(sdrMachine({ mostBytes: 12, refuse }), { pieceLength: 12 });
    expect(repository?.cache.records).toStrictEqual(threeRecords());
    expect(requests.filter((name) => name === "Reserve SDR Repository")).toHaveLength(3);
  });

  it("gives up a record whose reservation is lost each time", () => {
    const refuse = ({ recordId }: { readonly recordId: number }) => (recordId === 2 ? 0xc5 : undefined);
    const { repository, requests } = read(sdrMachine({ refuse }));
    expect(names(repository)).toStrictEqual(["Watchdog"]);
    expect(repository).toMatchObject({ complete: false, problems: [{ recordId: 2 }] });
    expect(requests.length).toBeLessThan(30);
  });

  it("waits a little where the managed system is busy", () => {
    const { repository, log } = read(sdrMachine({ refuse: (_, count) => (count < 3 ? 0xc0 : undefined) }));
    expect(names(repository)).toStrictEqual(all);
    expect(log.filter((line) => line === "wait 100")).toHaveLength(3);
  });

  it.each([
    ["to itself", { 2: 2 }],
    ["back", { 2: 1 }],
    ["to the first by its other name", { 2: 0 }],
  ])("ends where the list leads %s", (_, next) => {
    const { repository } = read(sdrMachine({ next }));
    expect(names(repository)).toStrictEqual(all.slice(0, 2));
    expect(repository?.complete).toBe(false);
    expect(repository?.problems[0]?.problem).toContain("was read before");
  });

  it("ends at the most records that are wanted", () => {
    const records = Array.from({ length: 50 }, (_, index) => threeRecords()[index % 3]!);
    expect(names(read(sdrMachine({ records }), { maxRecords: 10 }).repository)).toHaveLength(10);
  });

  it("ends at a last record that times out, as a Dell FC830's does, and is complete", () => {
    const refuse = ({ recordId }: { readonly recordId: number }) => (recordId === 3 ? 0xc3 : undefined);
    const { repository } = read(sdrMachine({ refuse }));
    expect(names(repository)).toStrictEqual(all.slice(0, 2));
    expect(repository).toMatchObject({ complete: true, problems: [{ recordId: 3 }] });
  });

  it("says where the count is wrong, and reads all the same", () => {
    for (const recordCount of [0, 2, 200]) {
      const { repository } = read(sdrMachine({ recordCount }));
      expect(names(repository)).toStrictEqual(all);
      expect(repository?.problems).toHaveLength(1);
    }
  });

  it("is empty where there is nothing", () => {
    const { repository } = read(sdrMachine({ records: [] }));
    expect(repository).toMatchObject({ entries: [], complete: true, problems: [] });
  });

  it("reads the controller's own records where there is no repository", () => {
    const { repository, requests } = read(sdrMachine({ isDevice: true }));
    expect(names(repository)).toStrictEqual(all);
    expect(repository?.cache).toMatchObject({ source: "device", recordCount: 3, mostRecentAddition: 7 });
    expect(requests.slice(0, 4)).toStrictEqual([
      ...["Get SDR Repository Info", "Get Device SDR Info", "Reserve Device SDR Repository", "Get Device SDR"],
    ]);
  });

  it("takes a record that is shorter than it says", () => {
    const records = threeRecords().map((record, index) => (index === 1 ? record.slice(0, 22) : record));
    const { repository } = read(sdrMachine({ records }));
    expect(names(repository)).toStrictEqual(["Watchdog", "Chass", "SEL0"]);
    expect(sdrRepositoryTolerated(repository!)).toMatchObject([
      { field: "SDR 0002h: recordLength" },
      { field: "SDR 0002h: idString" },
    ]);
  });

  it("leaves out what cannot be understood, and says so", () => {
    const records = threeRecords().map((record, index) => (index === 1 ? record.slice(0, 9) : record));
    const { repository } = read(sdrMachine({ records }));
    expect(names(repository)).toStrictEqual(["Watchdog", "SEL0"]);
    expect(repository?.problems).toMatchObject([{ recordId: 2 }]);
    expect(repository?.cache.records).toHaveLength(3);
  });

  it("is not complete where records came meanwhile", () => {
    let time = 1000;
    const { repository } = read(sdrMachine({ added: () => time++ }));
    expect(names(repository)).toStrictEqual(all);
    expect(repository?.complete).toBe(false);
  });

  it("throws where nothing can be read, and where nobody answers", () => {
    const failing = (code: number) => read(sdrMachine({ refuse: () => code })).settled;
    expect(failing(0xd4)).toMatchObject({ status: "rejected", reason: { completionCode: 0xd4 } });
    const silent = new NetworkError("timeout", "nobody", 3, 1000);
    const machine = sdrMachine();
    const { settled } = read((command, request) => {
      if (command.name === "Get SDR" && (request as { recordId: number }).recordId === 2) throw silent;
      return machine(command, request);
    });
    expect(settled).toStrictEqual({ status: "rejected", reason: silent });
  });

  it("ends and stays within bounds, whatever the managed system says", () => {
    const code = fc.constantFrom(undefined, undefined, undefined, 0xc0, 0xc3, 0xc5, 0xc9, 0xca, 0xcb, 0xce, 0xff);
    const next = fc.dictionary(fc.constantFrom("1", "2", "3", "4", "5"), fc.integer({ min: 0, max: 7 }));
    const record = fc.uint8Array({ minLength: 0, maxLength: 60 });
    fc.assert(
      fc.property(
        fc.infiniteStream(code),
        next,
        fc.array(fc.oneof(record, fc.constantFrom(...threeRecords())), { maxLength: 5 }),
        fc.integer({ min: 1, max: 70 }),
        (codes, order, records, mostBytes) => {
          const machine = sdrMachine({ next: order, records, mostBytes, refuse: () => codes.next().value });
          let requests = 0;
          const { settled } = read((command, request) => {
            if (++requests > 20_000) throw new Error("does not end");
            return machine(command, request);
          });
          if (settled.status === "rejected")
            expect(settled.reason).toMatchObject({ completionCode: expect.anything() });
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("a copy of the records", () => {
  const copy = () => read(sdrMachine()).repository!.cache;

  it("costs one request where nothing has changed", () => {
    const { repository, requests } = read(sdrMachine(), { cache: copy() });
    expect(requests).toStrictEqual(["Get SDR Repository Info"]);
    expect(names(repository)).toStrictEqual(all);
    expect(repository).toMatchObject({ fromCache: true, complete: true });
  });

  it("costs none where it is trusted", () => {
    const { repository, requests } = read(
      () => {
        throw refusal(0xff);
      },
      { cache: copy(), trustCache: true },
    );
    expect(requests).toStrictEqual([]);
    expect(names(repository)).toStrictEqual(all);
    expect(sdrEntriesOf(copy()).map(({ record }) => sdrName(record))).toStrictEqual(all);
  });

  it.each([
    ["added", { mostRecentAddition: 999 }],
    ["deleted", { mostRecentErase: 499 }],
    ["counted", { recordCount: 2 }],
    ["elsewhere", { source: "device" as const }],
  ])("is read anew where records were %s since", (_, stamp) => {
    const { repository, requests } = read(sdrMachine(), { cache: { ...copy(), ...stamp } });
    expect(repository?.fromCache).toBe(false);
    expect(requests).toContain("Get SDR");
  });

  it("keeps every record's bytes", () => {
    expect(copy().records).toStrictEqual(threeRecords());
  });
});

import { RefusalError } from "@ruipmi/core";
import { CompletionCode } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AnyCommand,
  type ClearSelRequest,
  clearSelAndWait,
  type GetSelEntryRequest,
  type ReadSelOptions,
  type ReadSelResult,
  readSel,
} from "../../src/index.ts";
import { type Answer, runProcedure } from "../support/run-procedure.ts";

const refusal = (completionCode: number): RefusalError =>
  new RefusalError("completionCode", "refused", { completionCode });

/** A record's bytes: a system event whose timestamp is a hundred times its ID. */
function bytesOf(recordId: number, timestamp = 0x60000000 + recordId): Uint8Array {
  const bytes = new Uint8Array(16).fill(0xff);
  bytes.set([recordId & 0xff, recordId >>> 8, 0x02]);
  new DataView(bytes.buffer).setUint32(3, timestamp, true);
  return bytes;
}

const info = {
  selVersion: 0x51,
  entries: 0,
  freeSpace: 1000,
  mostRecentAddition: 1,
  mostRecentErase: 2,
  overflow: false,
  deleteSupported: true,
  partialAddSupported: false,
  reserveSupported: true,
  getAllocationInfoSupported: false,
};

/** A log that tests change while it is read. */
class Log {
  ids: number[];
  erase = 2;
  reservation = 0;
  largestRead = 16;
  /** Called before each answer. */
  before: (name: string, request: unknown) => void = () => {};

  constructor(ids: readonly number[]) {
    this.ids = [...ids];
  }

  readonly answer: Answer = ({ name }: AnyCommand, request) => {
    this.before(name, request);
    switch (name) {
      case "Get SEL Info":
        return { ...info, entries: this.ids.length, mostRecentErase: this.erase };
      case "Reserve SEL":
        this.reservation++;
        return { reservationId: this.reservation };
      case "Get SEL Entry":
        return this.entry(request as GetSelEntryRequest);
      default:
        throw new Error(`not asked for: ${name}`);
    }
  };

  entry({ recordId, offset, bytesToRead, reservationId }: GetSelEntryRequest): unknown {
    if (reservationId !== 0 && reservationId !== this.reservation) throw refusal(CompletionCode.reservationCanceled);
    const index = recordId === 0 ? 0 : this.ids.indexOf(recordId);
    const id = this.ids[index];
    if (id === undefined) throw refusal(CompletionCode.notPresent);
    const length = bytesToRead === 0xff ? 16 : bytesToRead;
    if (length > this.largestRead) throw refusal(CompletionCode.cannotReturnRequestedBytes);
    return { nextRecordId: this.ids[index + 1] ?? 0xffff, recordData: bytesOf(id).subarray(offset, offset + length) };
  }
}

function read(log: Log, options?: ReadSelOptions): ReadSelResult & { readonly log: readonly string[] } {
  const { settled, log: steps } = runProcedure(readSel(options), log.answer);
  if (settled.status === "rejected") throw settled.reason;
  return { ...settled.value, log: steps };
}

const idsOf = ({ entries }: ReadSelResult): readonly number[] => entries.map(({ record }) => record.recordId);

describe("reading the log", () => {
  it("takes one request for what it says of itself and one a record, and reports each", () => {
    const result = read(new Log([3, 4, 9]));
    expect(idsOf(result)).toStrictEqual([3, 4, 9]);
    expect(result).toMatchObject({ ended: "end", continued: false, info: { entries: 3 } });
    expect(result.tolerated).toBeUndefined();
    expect(result.log).toStrictEqual([
      "Get SEL Info",
      "Get SEL Entry",
      'progress {"read":1,"entries":3}',
      "Get SEL Entry",
      'progress {"read":2,"entries":3}',
      "Get SEL Entry",
      'progress {"read":3,"entries":3}',
    ]);
  });

  it("asks for no record where there is none", () => {
    expect(read(new Log([])).log).toStrictEqual(["Get SEL Info"]);
  });

  it("ends at the limit", () => {
    const result = read(new Log([1, 2, 3]), { limit: 2 });
    expect([idsOf(result), result.ended]).toStrictEqual([[1, 2], "limit"]);
  });

  it("reads what was added meanwhile, too", () => {
    const log = new Log([1, 2]);
    log.before = (name, request) => {
      if (name === "Get SEL Entry" && (request as GetSelEntryRequest).recordId === 2) log.ids = [1, 2, 3];
    };
    const result = read(log);
    expect(idsOf(result)).toStrictEqual([1, 2, 3]);
    expect(result.tolerated?.[0]).toMatchObject({ field: "entries", problem: "says 2, and there are 3" });
  });

  it("goes on after a record that is known", () => {
    const log = new Log([1, 2, 3, 4]);
    expect(read(log, { since: { recordId: 2, timestamp: 0x60000002 } })).toMatchObject({
      continued: true,
      ended: "end",
    });
    expect(idsOf(read(log, { since: { recordId: 2 } }))).toStrictEqual([3, 4]);
    expect(idsOf(read(log, { since: { recordId: 4 } }))).toStrictEqual([]);
  });

  it("reads all where that record is gone, or is another by now", () => {
    const log = new Log([5, 6]);
    for (const since of [{ recordId: 4 }, { recordId: 5, timestamp: 7 }]) {
      const result = read(log, { since });
      expect([idsOf(result), result.continued]).toStrictEqual([[5, 6], false]);
    }
  });

  it("reads in parts where a whole record is too much, with a new reservation where that is lost", () => {
    const log = new Log([1, 2]);
    log.largestRead = 8;
    let lost = 0;
    log.before = (name, request) => {
      if (name === "Get SEL Entry" && (request as GetSelEntryRequest).offset === 8 && lost++ === 0) log.reservation++;
    };
    const result = read(log);
    expect(idsOf(result)).toStrictEqual([1, 2]);
    expect(result.entries.map(({ bytes }) => bytes)).toStrictEqual([bytesOf(1), bytesOf(2)]);
    expect(result.log.filter((step) => step === "Reserve SEL")).toHaveLength(3);
  });

  it("gives up a reservation that is lost again and again, with what was read", () => {
    const log = new Log([1, 2]);
    log.largestRead = 8;
    log.before = (name, request) => {
      if (name === "Get SEL Entry" && (request as GetSelEntryRequest).offset === 8) log.reservation++;
    };
    const result = read(log);
    expect([idsOf(result), result.ended]).toStrictEqual([[], "failed"]);
    expect(result.failure).toBeInstanceOf(RefusalError);
  });

  it("ends where the log is cleared meanwhile, with what was read", () => {
    const log = new Log([1, 2, 3, 4, 5]);
    log.before = (name, request) => {
      if (name !== "Get SEL Entry" || (request as GetSelEntryRequest).recordId !== 3) return;
      log.ids = [];
      log.erase = 99;
    };
    const result = read(log);
    expect([idsOf(result), result.ended]).toStrictEqual([[1, 2], "cleared"]);
  });

  it("goes on past a record that is deleted when its turn comes", () => {
    const log = new Log([1, 2, 3, 4, 5]);
    log.before = (name, request) => {
      if (name === "Get SEL Entry" && (request as GetSelEntryRequest).recordId === 3) log.ids = [1, 2, 4, 5];
    };
    const result = read(log);
    expect([idsOf(result), result.ended]).toStrictEqual([[1, 2, 4, 5], "end"]);
  });

  it("gives up a record that is there whenever it is looked for, and gone whenever it is read", () => {
    const log = new Log([1, 2, 3]);
    let asked = 0;
    log.before = (name, request) => {
      if (name !== "Get SEL Entry" || (request as GetSelEntryRequest).recordId !== 3) return;
      if (++asked > 100) throw new Error("does not end");
      if (asked % 2 === 1) throw refusal(CompletionCode.notPresent);
    };
    const result = read(log);
    expect([idsOf(result), result.ended, asked]).toStrictEqual([[1, 2], "failed", 7]);
  });

  it("ends where a next record ID leads back", () => {
    const log = new Log([1, 2, 3]);
    const entry = log.entry.bind(log);
    log.entry = (request) => {
      const answer = entry(request) as { nextRecordId: number };
      return answer.nextRecordId === 0xffff ? { ...answer, nextRecordId: 2 } : answer;
    };
    const result = read(log);
    expect([idsOf(result), result.ended]).toStrictEqual([[1, 2, 3], "loop"]);
    expect(result.tolerated?.[0]).toMatchObject({ field: "nextRecordId" });
  });

  it("says where a record's ID is not the one asked for, and where the count is wrong", () => {
    const log = new Log([1, 2, 3]);
    const entry = log.entry.bind(log);
    log.entry = (request) => {
      const answer = entry(request) as { recordData: Uint8Array };
      return request.recordId === 2 ? { ...answer, recordData: bytesOf(3) } : answer;
    };
    const result = read(log);
    expect(idsOf(result)).toStrictEqual([1, 3, 3]);
    expect(result.tolerated?.map(({ problem }) => problem)).toStrictEqual(["record 0002h says that it is 0003h"]);
  });

  it("leaves out a record too short to tell its type, and reads short ones", () => {
    const log = new Log([1, 2, 3]);
    const entry = log.entry.bind(log);
    log.entry = (request) => {
      const answer = entry(request) as { recordData: Uint8Array };
      if (request.recordId === 2) return { ...answer, recordData: new Uint8Array(2) };
      return request.recordId === 3 ? { ...answer, recordData: bytesOf(3).subarray(0, 10) } : answer;
    };
    const result = read(log);
    expect(idsOf(result)).toStrictEqual([1, 3]);
    expect(result.entries[1]?.tolerated).toHaveLength(1);
    expect(result.tolerated?.map(({ field }) => field)).toStrictEqual(["record", "entries"]);
  });

  it("throws what Get SEL Info is refused with", () => {
    const { settled } = runProcedure(readSel(), () => {
      throw refusal(0x81);
    });
    expect(settled).toMatchObject({ status: "rejected", reason: { completionCode: 0x81 } });
  });

  it("ends against any managed system that lies, and reads no record twice", () => {
    const next = fc.oneof(fc.nat(20), fc.constant(0xffff), fc.nat(0xffff));
    fc.assert(
      fc.property(fc.array(next, { minLength: 1, maxLength: 40 }), fc.nat(5), (nexts, gone) => {
        let asked = 0;
        const { settled } = runProcedure(readSel(), ({ name }, request) => {
          if (++asked > 2000) throw new Error("does not end");
          if (name === "Get SEL Info") return { ...info, entries: 5, mostRecentErase: asked % 3 };
          const { recordId } = request as GetSelEntryRequest;
          if (gone > 0 && asked % (gone + 2) === 0) throw refusal(CompletionCode.notPresent);
          return { nextRecordId: nexts[recordId % nexts.length]!, recordData: bytesOf(recordId) };
        });
        expect(settled.status).toBe("fulfilled");
        if (settled.status !== "fulfilled") return;
        const ids = idsOf(settled.value);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

describe("clearing the log", () => {
  /** Answers with these progresses, or refuses with these completion codes, in turn. */
  function clear(...answers: readonly (number | RefusalError)[]): ReturnType<typeof runProcedure> {
    let turn = 0;
    return runProcedure(clearSelAndWait({ pollInterval: 10, maxPolls: 3 }), ({ name }, request) => {
      if (name === "Reserve SEL") return { reservationId: 7 };
      const { confirmed, reservationId } = request as ClearSelRequest;
      expect({ confirmed, reservationId }).toStrictEqual({ confirmed: true, reservationId: 7 });
      const answer = answers[Math.min(turn++, answers.length - 1)]!;
      if (answer instanceof RefusalError) throw answer;
      return { erasureProgress: answer };
    });
  }

  it("waits until the erasure is over", () => {
    const { settled, log } = clear(0, 0, 1);
    expect(settled).toStrictEqual({ status: "fulfilled", value: { completed: true, polls: 2 } });
    expect(log.filter((step) => !step.startsWith("progress"))).toStrictEqual([
      "Reserve SEL",
      "Clear SEL",
      "wait 10",
      "Clear SEL",
      "wait 10",
      "Clear SEL",
    ]);
  });

  it("looks no further where it is over at once", () => {
    expect(clear(1).log).toStrictEqual(["Reserve SEL", "Clear SEL"]);
  });

  it("ends after so many looks", () => {
    expect(clear(0).settled).toStrictEqual({ status: "fulfilled", value: { completed: false, polls: 3 } });
  });

  it("takes a lost reservation again, to erase and to look", () => {
    const lost = refusal(CompletionCode.reservationCanceled);
    expect(clear(lost, 1).log).toStrictEqual(["Reserve SEL", "Clear SEL", "Reserve SEL", "Clear SEL"]);
    expect(clear(0, lost, 1).settled).toStrictEqual({ status: "fulfilled", value: { completed: true, polls: 2 } });
    expect(clear(lost).settled).toMatchObject({ status: "rejected", reason: { completionCode: 0xc5 } });
  });

  it("throws what the erasure is refused with, and looks on where a look is", () => {
    expect(clear(refusal(0xd4)).settled).toMatchObject({ status: "rejected", reason: { completionCode: 0xd4 } });
    expect(clear(0, refusal(0x81), 1).settled).toStrictEqual({
      status: "fulfilled",
      value: { completed: true, polls: 2 },
    });
  });

  it("needs no reservations where there are none", () => {
    const { settled } = runProcedure(clearSelAndWait(), ({ name }, request) => {
      if (name === "Reserve SEL") throw refusal(CompletionCode.invalidCommand);
      expect((request as ClearSelRequest).reservationId).toBe(0);
      return { erasureProgress: 1 };
    });
    expect(settled).toMatchObject({ status: "fulfilled", value: { completed: true } });
  });
});

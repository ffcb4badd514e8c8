import { MalformedMessageError, RefusalError } from "@ruipmi/core";
import { describe, expect, it } from "vitest";
import { readAlertPolicies, readEventFilters, readPefParameter, setPefParameter } from "../../src/index.ts";
import { type Answer, runProcedure } from "../support/run-procedure.ts";

const refusal = (completionCode: number): RefusalError =>
  new RefusalError("completionCode", "refused", { completionCode });

/** Entries by number; those that are errors are thrown. */
function table(count: number, entries: Readonly<Record<number, unknown>>): Answer {
  return (command, request) => {
    if (command.name === "Get PEF Capabilities") return { eventFilterCount: count };
    const { parameterSelector, setSelector } = request as { parameterSelector: number; setSelector: number };
    if (parameterSelector === 8) return { parameterRevision: 0x11, parameter: { value: count } };
    const entry = entries[setSelector] ?? { entry: setSelector };
    if (entry instanceof Error) throw entry;
    return { parameterRevision: 0x11, parameter: { value: entry } };
  };
}

describe("the tables of PEF", () => {
  it("are read as far as there are entries, and those that are not read are told", () => {
    const answer = table(20, { 3: refusal(0xcc), 17: new MalformedMessageError("eventFilter", 4, "is short") });
    const { settled, log } = runProcedure(readEventFilters(), answer);
    expect(settled).toMatchObject({
      value: { count: 20, entries: { length: 18 }, unread: [{ entry: 3 }, { entry: 17 }] },
    });
    expect(log).toHaveLength(21);
  });

  it("may be empty", () => {
    expect(runProcedure(readAlertPolicies(), table(0, {})).settled).toStrictEqual({
      status: "fulfilled",
      value: { count: 0, entries: [], unread: [] },
    });
  });

  it("are given up when nobody answers", () => {
    const { settled } = runProcedure(readAlertPolicies(), table(4, { 2: new Error("silent") }));
    expect(settled).toMatchObject({ status: "rejected", reason: { message: "silent" } });
  });
});

describe("a PEF parameter", () => {
  it("is asked for by its number and set, and set by it", () => {
    const requests: unknown[] = [];
    const answer: Answer = (_command, request) => {
      requests.push(request);
      return { parameterRevision: 0x11, parameter: { parameter: "startupDelay", value: 60 } };
    };
    expect(runProcedure(readPefParameter("startupDelay"), answer).settled).toMatchObject({ value: 60 });
    runProcedure(setPefParameter("startupDelay", 30), answer);
    expect(requests).toStrictEqual([
      { revisionOnly: false, parameterSelector: 3, setSelector: 0, blockSelector: 0 },
      { parameterSelector: 3, parameter: { parameter: "startupDelay", value: 30 } },
    ]);
  });
});

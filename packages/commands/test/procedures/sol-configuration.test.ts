import { RefusalError } from "@ruipmi/core";
import { describe, expect, it } from "vitest";
import {
  type AnyCommand,
  readSolConfiguration,
  readSolParameter,
  type SetSolConfigurationParametersRequest,
  setSolParameter,
} from "../../src/index.ts";
import { runProcedure } from "../support/run-procedure.ts";

const refuse = (completionCode: number): never => {
  throw new RefusalError("completionCode", "refused", { completionCode });
};

/** What was set, in order. */
function setter(refusals: Readonly<Record<string, number>> = {}) {
  const sets: unknown[] = [];
  const answer = (_command: AnyCommand, request: unknown): void => {
    const { parameter } = request as SetSolConfigurationParametersRequest;
    const what = parameter.type === "setInProgress" ? `progress ${parameter.state}` : parameter.type;
    sets.push(what);
    const code = refusals[what];
    if (code !== undefined) refuse(code);
  };
  return { sets, answer };
}

describe("readSolConfiguration", () => {
  it("gives what there is, and leaves out what is not supported", () => {
    const { settled, log } = runProcedure(readSolConfiguration(1), (_command, request) => {
      const { selector } = request as { selector: number };
      if (selector === 1) return { revision: 0x11, parameter: { type: "enable", enabled: true } };
      return refuse(0x80);
    });
    expect(settled).toStrictEqual({ status: "fulfilled", value: { enable: { type: "enable", enabled: true } } });
    expect(log).toHaveLength(9);
  });

  it("asks once where all of it is refused", () => {
    const { settled, log } = runProcedure(readSolConfiguration(1), () => refuse(0xc1));
    expect(settled).toMatchObject({ status: "rejected", reason: { completionCode: 0xc1 } });
    expect(log).toHaveLength(1);
  });

  it("refuses an answer that holds no parameter", () => {
    const { settled } = runProcedure(readSolParameter(1, "retry"), () => ({ revision: 0x11 }));
    expect(settled).toMatchObject({ status: "rejected", reason: { code: "malformedMessage" } });
  });
});

describe("setSolParameter", () => {
  const parameter = { type: "enable", enabled: true } as const;

  it("sets between set in progress and set complete", () => {
    const { sets, answer } = setter();
    expect(runProcedure(setSolParameter(1, parameter), answer).settled.status).toBe("fulfilled");
    expect(sets).toStrictEqual(["progress 1", "enable", "progress 2", "progress 0"]);
  });

  it("does not need a commit, nor a guard", () => {
    const uncommitted = setter({ "progress 2": 0x80 });
    expect(runProcedure(setSolParameter(1, parameter), uncommitted.answer).settled.status).toBe("fulfilled");
    expect(uncommitted.sets.at(-1)).toBe("progress 0");
    const unguarded = setter();
    runProcedure(setSolParameter(1, parameter, false), unguarded.answer);
    expect(unguarded.sets).toStrictEqual(["enable"]);
  });

  it("says set complete after a refusal, and nothing while somebody else sets", () => {
    const refused = setter({ enable: 0xd4 });
    expect(runProcedure(setSolParameter(1, parameter), refused.answer).settled.status).toBe("rejected");
    expect(refused.sets).toStrictEqual(["progress 1", "enable", "progress 0"]);
    const busy = setter({ "progress 1": 0x81 });
    expect(runProcedure(setSolParameter(1, parameter), busy.answer).settled.status).toBe("rejected");
    expect(busy.sets).toStrictEqual(["progress 1"]);
  });
});

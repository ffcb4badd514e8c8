import type { AnyCommand } from "../../src/messages/command.ts";
import type { Procedure, ProcedureStep, Settled } from "../../src/messages/procedure.ts";

/** What a scripted managed system does with a command: returns the response's body, or throws. */
export type Answer = (command: AnyCommand, request: unknown) => unknown;

/** What a procedure did. */
export interface Run<T> {
  readonly settled: Settled<T>;
  readonly log: readonly string[];
}

/** Runs a procedure to its end against a script: the least a runner must do. */
export function runProcedure<T>(procedure: Procedure<T>, answer: Answer): Run<T> {
  const log: string[] = [];
  const perform = (step: ProcedureStep): unknown => {
    switch (step.type) {
      case "call":
        log.push(step.command.name);
        return answer(step.command, step.request);
      case "all":
        return step.procedures.map((each) => settle(each, perform));
      case "wait":
        log.push(`wait ${step.milliseconds}`);
        return undefined;
      case "progress":
        log.push(`progress ${JSON.stringify(step.value)}`);
        return undefined;
    }
  };
  return { settled: settle(procedure, perform), log };
}

function settle<T>(procedure: Procedure<T>, perform: (step: ProcedureStep) => unknown): Settled<T> {
  try {
    let next = procedure.next();
    while (!next.done) {
      let outcome: { readonly value: unknown } | { readonly error: unknown };
      try {
        outcome = { value: perform(next.value) };
      } catch (error) {
        outcome = { error };
      }
      next = "error" in outcome ? procedure.throw(outcome.error) : procedure.next(outcome.value);
    }
    return { status: "fulfilled", value: next.value };
  } catch (reason) {
    return { status: "rejected", reason };
  }
}

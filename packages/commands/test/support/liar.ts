import { IpmiError, MalformedMessageError, RefusalError } from "@ruipmi/core";
import { type AnyCommand, decodeFromBytes, encodeToBytes } from "@ruipmi/core/wire";
import { fromHex } from "../../../core/test/crypto/bytes.ts";
import type { Procedure, ProcedureStep, Settled } from "../../src/index.ts";
import { goldenExchanges } from "./goldens.ts";

/** Answers a command: the bytes of a response, or the completion code of a refusal. */
export type Lie = (command: AnyCommand, request: Uint8Array, golden: Uint8Array, count: number) => Uint8Array | number;

/** How a procedure ended, and how many commands it took; `endless` where it was stopped. */
export type Outcome =
  | { readonly calls: number; readonly settled: Settled<unknown> }
  | { readonly calls: number; readonly settled: "endless" };

/** Runs a procedure against a managed system that says what `lie` says, and stops it after so many commands. */
export function runAgainst(procedure: Procedure<unknown>, lie: Lie, mostCalls: number): Outcome {
  let calls = 0;
  let steps = 0;
  const perform = (step: ProcedureStep): unknown => {
    // Waiting and telling must come to an end as well.
    if (++steps > 20 * mostCalls) throw new Endless();
    if (step.type === "all") return step.procedures.map((each) => settle(each));
    if (step.type !== "call") return undefined;
    if (++calls > mostCalls) throw new Endless();
    const { command } = step;
    const said = lie(command, encodeToBytes(command.request, step.request), goldenResponse(command), calls);
    if (typeof said !== "number") return decodeFromBytes(command.response, said, command.name, step.request);
    throw new RefusalError("completionCode", "refused", { completionCode: said });
  };
  const settle = (each: Procedure<unknown>): Settled<unknown> => {
    try {
      let next = each.next();
      while (!next.done) {
        const outcome = attempt(perform, next.value);
        next = "error" in outcome ? each.throw(outcome.error) : each.next(outcome.value);
      }
      return { status: "fulfilled", value: next.value };
    } catch (reason) {
      if (reason instanceof Endless) throw reason;
      return { status: "rejected", reason };
    }
  };
  try {
    const settled = settle(procedure);
    return { calls, settled };
  } catch (error) {
    if (error instanceof Endless) return { calls, settled: "endless" };
    throw error;
  }
}

/** Whether an error is one that the library speaks of. */
export function isSpokenOf(error: unknown): boolean {
  return error instanceof IpmiError;
}

/** Never given to the procedure, which might catch it. */
class Endless extends Error {}

function attempt(
  perform: (step: ProcedureStep) => unknown,
  step: ProcedureStep,
): { value: unknown } | { error: unknown } {
  try {
    return { value: perform(step) };
  } catch (error) {
    if (error instanceof Endless) throw error;
    if (!(error instanceof RefusalError || error instanceof MalformedMessageError)) throw error;
    return { error };
  }
}

function goldenResponse({ name }: AnyCommand): Uint8Array {
  return goldenResponses.get(name) ?? new Uint8Array(0);
}

const goldenResponses: ReadonlyMap<string, Uint8Array> = new Map(
  Object.entries(goldenExchanges).map(([key, exchanges]) => {
    const response = exchanges.find(([, found]) => found !== undefined)?.[1] ?? "";
    return [key.slice(key.indexOf(" ") + 1), fromHex(response)];
  }),
);

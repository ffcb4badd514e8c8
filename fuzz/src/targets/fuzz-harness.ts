import { ok } from "node:assert/strict";
import type { CipherSuiteId } from "@ruipmi/core";
import { EngineHarness } from "../../../packages/core/test/support/engine-harness.ts";

/** An engine and a managed system that are the same in each run; the laws of every trace are checked as it is drained. */
export function fuzzHarness(suite: CipherSuiteId): EngineHarness {
  return new EngineHarness(
    {
      cipherSuites: [suite],
      dangerouslyAllowUnprotectedCipherSuites: true,
      maxInFlight: 4,
      retry: { tries: 2, firstWait: 100, maxWait: 200 },
    },
    { dropsSilently: true },
  );
}

/** Closes, lets all time pass, and holds that everything was settled: `sessionClosed` says so (the harness checks it). */
export function endOf(harness: EngineHarness): string {
  harness.runOut();
  harness.feed({ type: "closeSession" });
  harness.lose().runOut();
  ok(harness.closed !== undefined, "closing ends in sessionClosed");
  return harness.closed.error?.code ?? "closed";
}

/** Kinds of events and drops: what tells one outcome from another. */
export function traceOf(harness: EngineHarness): string {
  const kinds = harness.events.map((event) => {
    if (event.type === "requestFailed") return `${event.requestId}:${event.error.code}`;
    if (event.type === "response") return `${event.requestId}:${event.response.type}`;
    if (event.type === "phaseChanged") return event.to;
    return event.type;
  });
  return [...new Set([...kinds, ...Object.keys(harness.dropped)])].join();
}

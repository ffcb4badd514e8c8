import fc from "fast-check";
import { describe, it } from "vitest";
import { lawRuns } from "../support/law-runs.ts";
import { modelCommands } from "./model-commands.ts";
import { RealRequests } from "./real-requests.ts";
import { RequestModel } from "./request-model.ts";

const waits = [100, 200, 400, 400];

describe("requests, against a model of them", () => {
  it.each([1, 2, 8])(
    "%i in flight: wait, go, are repeated, answered, given up, cancelled and lost as the model says",
    (maxInFlight) => {
      const rules = { maxInFlight, waits, lostAfter: 2 };
      fc.assert(
        fc.property(fc.commands(modelCommands, { maxCommands: 60, size: "max" }), (commands) => {
          fc.modelRun(() => ({ model: new RequestModel(rules), real: new RealRequests(rules) }), commands);
        }),
        lawRuns(150),
      );
    },
    120_000,
  );
});

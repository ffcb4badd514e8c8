import { bodyPrefix } from "@ruipmi/core/wire";
import { procedures as allProcedures, mostCalls } from "../../../packages/commands/test/support/all-procedures.ts";
import { isSpokenOf, type Lie, runAgainst } from "../../../packages/commands/test/support/liar.ts";
import type { FuzzTarget } from "../fuzz-target.ts";
import { once } from "../once.ts";
import { bucket, shapeOf } from "../shape.ts";
import { LiePlan, lieSeeds, TrueMachine } from "./lies.ts";

/** Every procedure against a machine whose answers were changed. */
export const procedures: FuzzTarget = {
  name: "procedures",
  about:
    "every procedure against changed answers, golden ones and those of a simulated machine: over after a bounded number of calls",
  order: "sequence",
  mostBytes: 40,
  mostPieces: 16,
  seeds: once(() =>
    Object.keys(allProcedures).flatMap((name) =>
      lieSeeds.map((pieces, index) => ({ subject: `${name} ${index % 2 === 0 ? "golden" : "simulated"}`, pieces })),
    ),
  ),
  run({ subject, pieces }) {
    const [name = "", truth] = subject.split(" ");
    const plan = new LiePlan(pieces);
    const machine = truth === "simulated" ? new TrueMachine() : undefined;
    const lie: Lie = (command, request, golden) => {
      if (machine === undefined) return plan.say(golden);
      const prefix = bodyPrefix(command);
      const said = machine.ask(command.netFn, command.cmd, Uint8Array.from([...prefix, ...request])) ?? 0xc0;
      return plan.say(typeof said === "number" ? said : said.slice(prefix.length));
    };
    const { calls, settled } = runAgainst(allProcedures[name]!(), lie, mostCalls);
    if (settled === "endless") throw new Error(`not over after ${calls} commands`);
    if (settled.status === "fulfilled") return `${name} ${bucket(calls)} ${shapeOf(settled.value, 3)}`;
    if (!isSpokenOf(settled.reason)) throw settled.reason;
    return `${name} ${bucket(calls)} ${(settled.reason as { code?: string }).code}`;
  },
};

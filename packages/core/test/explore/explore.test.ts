import { SeededRandom } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { audit } from "./audit.ts";
import { Explorer, type Figures, ScheduleViolation } from "./explorer.ts";
import { documentedRow, figuresRow, writeRow } from "./figures.ts";
import { describeViolation, replay } from "./replay.ts";
import { SmallWorld } from "./small-world.ts";
import type { WorldRules } from "./world-rules.ts";
import { lawlessWorld, tinyWorld, wholeWorlds } from "./worlds.ts";

const { RUIPMI_EXPLORE_DEPTH, RUIPMI_EXPLORE_STEPS, RUIPMI_EXPLORE_UPDATE, RUIPMI_EXPLORE_REPLAY } = process.env;

describe("a small world, explored whole", () => {
  it.each(wholeWorlds)("$name: no schedule breaks a promise", (rules) => {
    const misfortunes = Number(RUIPMI_EXPLORE_DEPTH ?? rules.misfortunes);
    const { explorer, figures } = explore({ ...rules, misfortunes });
    report(asMisfortunes(misfortunes), figures, RUIPMI_EXPLORE_DEPTH === undefined);
    audit(explorer, explorer.someSchedules(30, new SeededRandom(1)), true);
  });

  it("lawless: no beginning of any schedule breaks a promise", () => {
    const steps = Number(RUIPMI_EXPLORE_STEPS ?? 10);
    const { figures } = explore(lawlessWorld, steps);
    report(`${steps} steps`, figures, RUIPMI_EXPLORE_STEPS === undefined);
  });

  it("tiny: every schedule, replayed by itself on fresh engines, leads where the merged states say", () => {
    const { explorer, figures } = explore(tinyWorld);
    report(asMisfortunes(tinyWorld.misfortunes), figures, true);
    const schedules = [...explorer.everySchedule()];
    expect(BigInt(schedules.length)).toBe(figures.schedules);
    audit(explorer, schedules, false);
  });
});

describe("a schedule", () => {
  it("is replayed from its steps", () => {
    const { lines, violation } = replay(
      wholeWorlds[0]!,
      "c1 m1 c2 -m2 pass c3 m3 c4 m4 c5 m5 c6 +m6 m6 c7 m6 m7 close c8 m8",
    );
    expect(violation).toBeUndefined();
    expect(lines).toHaveLength(20);
    expect(lines.at(-1)).toContain("delivered: answer to 3ch");
  });

  if (RUIPMI_EXPLORE_REPLAY === undefined) return;
  it("that was asked for", () => {
    const [name, schedule] = RUIPMI_EXPLORE_REPLAY.split(": ");
    const rules = [...wholeWorlds, lawlessWorld, tinyWorld].find((each) => each.name === name);
    const { lines, violation } = replay(rules!, schedule!);
    console.log(lines.join("\n"));
    expect(violation).toBeUndefined();
  });
});

function explore(rules: WorldRules, stepLimit?: number): { readonly explorer: Explorer; readonly figures: Figures } {
  const world = new SmallWorld(rules);
  const explorer = new Explorer(world, stepLimit);
  try {
    return { explorer, figures: explorer.explore() };
  } catch (error) {
    throw error instanceof ScheduleViolation ? new Error(describeViolation(world, error)) : error;
  }
}

function asMisfortunes(count: number): string {
  return count === 1 ? "1 misfortune" : `${count} misfortunes`;
}

/** Says the figures; those of an ordinary run are what the page says. */
function report(depth: string, figures: Figures, isOrdinaryRun: boolean): void {
  const row = figuresRow(depth, figures);
  console.log(`${row} from ${figures.consoleStates} and ${figures.systemStates} states of the two engines`);
  if (!isOrdinaryRun) return;
  if (RUIPMI_EXPLORE_UPDATE !== undefined) writeRow(figures.world, row);
  expect(row, "docs/small-world.md; RUIPMI_EXPLORE_UPDATE=1 writes the figures").toBe(documentedRow(figures.world));
}

import type { ScheduleViolation } from "./explorer.ts";
import { LiveWorld } from "./live-world.ts";
import type { SmallWorld } from "./small-world.ts";
import { Violation } from "./subject.ts";
import type { WorldRules } from "./world-rules.ts";

/** What a replayed schedule came to. */
export interface Replay {
  /** A line for each step. */
  readonly lines: readonly string[];
  /** The promise it breaks; `undefined` where it breaks none on its way. */
  readonly violation: string | undefined;
}

/** Takes two fresh engines through a schedule; its steps are those of {@link LiveWorld}, separated by blanks. */
export function replay(rules: WorldRules, schedule: string): Replay {
  const world = new LiveWorld(rules);
  const lines: string[] = [];
  for (const [index, step] of schedule.split(/\s+/).filter(Boolean).entries()) {
    const place = `${String(index + 1).padStart(4)}  ${step.padEnd(6)}`;
    try {
      lines.push(`${place} ${world.step(step)}`);
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      return { lines: [...lines, `${place} ${error.message}`], violation: error.message };
    }
  }
  return { lines, violation: undefined };
}

/** A violation as it is to be read, with the schedule to replay it by. */
export function describeViolation(world: SmallWorld, { message, actions }: ScheduleViolation): string {
  const live = new LiveWorld(world.rules);
  const steps: string[] = [];
  for (const action of actions) {
    const step = live.nameOf(action, (number) => world.datagram(number));
    steps.push(step);
    try {
      live.step(step);
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      break;
    }
  }
  const schedule = steps.join(" ");
  const title = `${message}, in the world "${world.rules.name}", after this schedule:`;
  return [
    title,
    ...replay(world.rules, schedule).lines,
    `RUIPMI_EXPLORE_REPLAY="${world.rules.name}: ${schedule}"`,
  ].join("\n");
}

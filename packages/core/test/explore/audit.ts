import type { Explorer, Walk } from "./explorer.ts";
import { LiveWorld } from "./live-world.ts";

/**
 * Takes fresh engines through whole schedules, and compares digests and datagrams with the states that the graph leads to.
 * Exploring never walked most of them as a whole: had two states been merged that are not alike, these would come apart.
 *
 * @param everyStep - compare digests at every step, or at the end of each schedule only
 */
export function audit({ world }: Explorer, schedules: Iterable<Walk>, everyStep: boolean): void {
  for (const schedule of schedules) {
    const live = new LiveWorld(world.rules);
    const steps: string[] = [];
    for (const { action, state } of schedule) {
      steps.push(live.nameOf(action, (number) => world.datagram(number)));
      live.step(steps.at(-1)!);
      const wire = state.inFlight.map((number) => world.datagram(number));
      if (live.deadline !== world.deadline(state)) throw unequal(steps);
      if (!everyStep && steps.length < schedule.length) continue;
      const isSame =
        live.consoleDigest === world.console.digest(state.console) &&
        live.systemDigest === world.system.digest(state.system) &&
        live.hasInFlight(wire);
      if (!isSame) throw unequal(steps);
    }
  }
}

function unequal(steps: readonly string[]): Error {
  return new Error(`states were merged that are not equal: ${steps.join(" ")}`);
}

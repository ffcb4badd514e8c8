import type { SmallWorld, WorldState } from "./small-world.ts";
import { promise } from "./subject.ts";

/**
 * Judges a state by both ends together.
 *
 * @throws `Violation` for what must not be
 */
export function judgeState({ console, system, rules }: SmallWorld, state: WorldState): void {
  const { closeConfirmed, outcomes } = console.facts(state.console);
  const { openSessions } = system.facts(state.system);
  promise(!closeConfirmed || openSessions === 0, "the close is confirmed, and the managed system has the session open");
  const nothingWentWrong =
    state.misfortunes === rules.misfortunes &&
    Number.isFinite(rules.misfortunes) &&
    state.unreachables === (rules.unreachables ?? 0) &&
    state.restarts === (rules.restarts ?? 0);
  if (!nothingWentWrong || rules.closesEarly || state.inFlight.length > 0) return;
  promise(!outcomes.includes("none"), "nothing was lost, doubled or late, and something has to be sent again");
}

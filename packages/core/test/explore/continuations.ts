import type { Action, SmallWorld, WorldState } from "./small-world.ts";
import { promise } from "./subject.ts";

/** How a world goes on when nothing goes wrong any more. */
interface Rest {
  readonly steps: number;
  readonly end: WorldState;
}

/** More than any life here takes: who needs so many never comes to rest. */
const stepLimit = 500;
/** No end keeps anything for longer than this without hearing a word: the managed system's idle limit. */
const silenceLimit = 60_000;

/** What must follow from every state, whatever led to it. */
export class Continuations {
  readonly #world: SmallWorld;
  readonly #rests = new Map<string, Rest>();
  readonly #silentConsoles = new Set<number>();
  readonly #silentSystems = new Set<number>();

  constructor(world: SmallWorld) {
    this.#world = world;
  }

  /**
   * Judges a state by what follows when nothing goes wrong any more: everything under way arrives, and time passes only when
   * nothing is. Returns the steps to rest.
   *
   * @throws `Violation` for what must not follow
   */
  judgeRest(state: WorldState): number {
    const { steps, end } = this.#rest(state);
    this.#judgeRequests(state, end);
    return steps;
  }

  /**
   * Judges a state by what follows when nothing arrives any more.
   *
   * @throws `Violation` for what must not follow
   */
  judgeSilence({ console, system }: WorldState): void {
    this.#consoleInSilence(console);
    this.#systemInSilence(system);
  }

  /** The steps to rest, or to the first that breaks a promise. */
  actionsToRest(state: WorldState): readonly Action[] {
    const actions: Action[] = [];
    let at = state;
    while (actions.length < stepLimit) {
      const action = this.#kindAction(at);
      if (action === undefined) break;
      actions.push(action);
      try {
        at = this.#world.after(at, action);
      } catch {
        break;
      }
    }
    return actions;
  }

  /** Whatever state this is, it comes to rest, and a world at rest holds nothing. */
  #rest(state: WorldState): Rest {
    const path: string[] = [];
    let at = state;
    let rest: Rest | undefined;
    for (;;) {
      const key = this.#world.key(at);
      rest = this.#rests.get(key);
      if (rest !== undefined) break;
      path.push(key);
      promise(path.length < stepLimit, "everything is delivered, and still it never comes to rest");
      const action = this.#kindAction(at);
      if (action === undefined) {
        this.#judgeEnd(at);
        rest = { steps: -1, end: at };
        break;
      }
      at = this.#world.after(at, action);
    }
    let { steps } = rest;
    for (const key of path.reverse()) {
      steps += 1;
      this.#rests.set(key, { steps, end: rest.end });
    }
    return { steps, end: rest.end };
  }

  #kindAction(state: WorldState): Action | undefined {
    const [datagram] = state.inFlight;
    if (datagram !== undefined) return { do: "deliver", datagram };
    const { outcomes } = this.#world.console.facts(state.console);
    if (!outcomes.includes("none") && this.#world.mayClose(state)) return { do: "close" };
    return this.#world.deadline(state) === undefined ? undefined : { do: "pass" };
  }

  #judgeEnd({ console, system }: WorldState): void {
    const { phase, outcomes } = this.#world.console.facts(console);
    promise(phase === "closed", `everything is at rest and the remote console is not closed: ${phase}`);
    promise(!outcomes.includes("none"), "everything is at rest and a request has no outcome");
    const { openSessions, halfOpenSessions } = this.#world.system.facts(system);
    promise(openSessions + halfOpenSessions === 0, "everything is at rest and the managed system has a session left");
  }

  /** What may still be sent is answered: an open session, a half-made one and a lost answer are no reason to fail. */
  #judgeRequests({ console, system }: WorldState, end: WorldState): void {
    const { phase, hopeful } = this.#world.console.facts(console);
    const { openSessions } = this.#world.system.facts(system);
    const isInSession = phase === "open" || phase === "awaitSetSessionPrivilegeLevel";
    if (isInSession && openSessions === 0) return;
    // A session that the managed system opened and then forgot is lost, and rightly so.
    const mayBeForgotten = (this.#world.rules.restarts ?? 0) > 0;
    if (mayBeForgotten && (isInSession || phase === "awaitRakpMessage4")) return;
    const { outcomes } = this.#world.console.facts(end.console);
    for (const request of hopeful) {
      const what = `request ${request} may still be sent, nothing goes wrong any more, and it is not answered (${phase})`;
      promise(outcomes[request] === "answered", what);
    }
  }

  /** From here on the console hears nothing: every request has its outcome, and a close is over, in bounded time. */
  #consoleInSilence(state: number): void {
    const { console } = this.#world;
    let at = state;
    for (let elapsed = 0; !this.#silentConsoles.has(at); ) {
      this.#silentConsoles.add(at);
      const { deadline, phase, outcomes } = console.facts(at);
      if (deadline === undefined) {
        promise(!outcomes.includes("none"), "the remote console waits for nothing, and a request has no outcome");
        if (phase === "closed") return;
        at = console.next(at, "close", () => ({ type: "closeSession" })).to;
      } else {
        elapsed += deadline;
        promise(elapsed <= silenceLimit, "the remote console waits in silence for ever");
        at = console.next(at, `pass ${deadline}`, () => ({ type: "pass", milliseconds: deadline })).to;
      }
    }
  }

  /** From here on the managed system hears nothing: it forgets every session in bounded time. */
  #systemInSilence(state: number): void {
    const { system } = this.#world;
    let at = state;
    for (let elapsed = 0; !this.#silentSystems.has(at); ) {
      this.#silentSystems.add(at);
      const { deadline, openSessions, halfOpenSessions } = system.facts(at);
      if (deadline === undefined) {
        promise(openSessions + halfOpenSessions === 0, "the managed system waits for nothing, and has a session");
        return;
      }
      elapsed += deadline;
      promise(elapsed <= silenceLimit, "the managed system keeps a session beyond its idle limit");
      at = system.next(at, `pass ${deadline}`, () => ({ type: "pass", milliseconds: deadline })).to;
    }
  }
}

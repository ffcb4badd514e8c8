import type { SeededRandom } from "@ruipmi/transport-mock";
import { Continuations } from "./continuations.ts";
import { countSchedules } from "./count-schedules.ts";
import { judgeState } from "./judge-state.ts";
import type { Action, SmallWorld, WorldState } from "./small-world.ts";
import { Violation } from "./subject.ts";

/** A promise broken, and the shortest schedule that breaks it. */
export class ScheduleViolation extends Error {
  override readonly name = "ScheduleViolation";
  readonly actions: readonly Action[];

  constructor(message: string, actions: readonly Action[]) {
    super(message);
    this.actions = actions;
  }
}

/** What an exploration came to. */
export interface Figures {
  readonly world: string;
  readonly states: number;
  /** Steps that led to a state that another schedule had led to before. */
  readonly merged: number;
  readonly transitions: number;
  /** Different sequences of actions from the beginning to an end, or to the limit on steps. */
  readonly schedules: bigint;
  /** Steps of the longest schedule. */
  readonly longest: number;
  /** States of each end, which the world's are made of. */
  readonly consoleStates: number;
  readonly systemStates: number;
  /** The most steps that it takes any state to come to rest when nothing goes wrong any more. */
  readonly stepsToRest: number;
}

/** A schedule from the beginning, with the state that each step leads to. */
export type Walk = readonly { readonly action: Action; readonly state: WorldState }[];

/**
 * Every schedule of a small world, breadth first, so that what is found first is shortest. States are met once, however many
 * schedules lead to them.
 */
export class Explorer {
  readonly world: SmallWorld;
  readonly #stepLimit: number;
  readonly #states: WorldState[] = [];
  readonly #numbers = new Map<string, number>();
  /** How a state was first reached. */
  readonly #parents: number[] = [];
  readonly #actions: Action[] = [];
  /** Where each state's edges begin; those of a state stand in the order of its actions. */
  readonly #edgesFrom: number[] = [];
  readonly #edges: number[] = [];
  readonly #continuations: Continuations;

  /** @param stepLimit - schedules are followed for so many steps; all the way to their ends when left out */
  constructor(world: SmallWorld, stepLimit = Number.POSITIVE_INFINITY) {
    this.world = world;
    this.#stepLimit = stepLimit;
    this.#continuations = new Continuations(world);
  }

  /**
   * Explores everything.
   *
   * @throws {@link ScheduleViolation} for the first promise that is broken
   */
  explore(): Figures {
    this.#number(this.world.begin(), 0, { do: "pass" });
    let longest = 0;
    for (let first = 0; first < this.#states.length && longest < this.#stepLimit; longest++) {
      const end = this.#states.length;
      for (; first < end; first++) this.#expand(first);
    }
    // Those at the limit have no edges.
    const expanded = this.#edgesFrom.length;
    for (let state = expanded; state <= this.#states.length; state++) this.#edgesFrom.push(this.#edges.length);
    const stepsToRest = this.#judgeAll();
    const counted = countSchedules(this.#edges, this.#edgesFrom, this.#stepLimit);
    return {
      world: this.world.rules.name,
      states: this.#states.length,
      merged: this.#edges.length - (this.#states.length - 1),
      transitions: this.#edges.length,
      schedules: counted.schedules,
      longest: counted.longest,
      consoleStates: this.world.console.size,
      systemStates: this.world.system.size,
      stepsToRest,
    };
  }

  /** The shortest schedule to a state. */
  pathTo(state: number): Action[] {
    const path: Action[] = [];
    for (let at = state; at !== 0; at = this.#parents[at]!) path.push(this.#actions[at]!);
    return path.reverse();
  }

  /** Every schedule there is. */
  *everySchedule(from = 0, walked: Walk = []): Generator<Walk> {
    const steps = this.#stepsFrom(from);
    if (steps.length === 0) yield walked;
    for (const { to, ...step } of steps) yield* this.everySchedule(to, [...walked, step]);
  }

  /** Some schedules, each step any of those that there are. */
  *someSchedules(count: number, chance: SeededRandom): Generator<Walk> {
    for (let drawn = 0; drawn < count; drawn++) {
      const walked: Walk[number][] = [];
      for (let steps = this.#stepsFrom(0); steps.length > 0; ) {
        const { to, ...step } = steps[chance.below(steps.length)]!;
        walked.push(step);
        steps = this.#stepsFrom(to);
      }
      yield walked;
    }
  }

  #stepsFrom(state: number): (Walk[number] & { readonly to: number })[] {
    const targets = this.#edges.slice(this.#edgesFrom[state], this.#edgesFrom[state + 1]);
    const actions = targets.length === 0 ? [] : this.world.actions(this.#states[state]!);
    return targets.map((to, index) => ({ to, action: actions[index]!, state: this.#states[to]! }));
  }

  #expand(state: number): void {
    const world = this.#states[state]!;
    this.#edgesFrom.push(this.#edges.length);
    for (const action of this.world.actions(world)) {
      const next = this.#guarded(
        state,
        () => this.world.after(world, action),
        () => [action],
      );
      this.#edges.push(this.#number(next, state, action));
    }
  }

  #number(state: WorldState, parent: number, action: Action): number {
    const key = this.world.key(state);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#states.push(state) - 1;
    this.#numbers.set(key, number);
    this.#parents.push(parent);
    this.#actions.push(action);
    return number;
  }

  /** In the order of their depth, like the states themselves. Returns the most steps to rest. */
  #judgeAll(): number {
    let most = 0;
    for (const [number, state] of this.#states.entries()) {
      const steps = this.#guarded(
        number,
        () => this.#continuations.judgeRest(state),
        () => this.#continuations.actionsToRest(state),
      );
      most = Math.max(most, steps);
      this.#guarded(number, () => this.#continuations.judgeSilence(state));
      this.#guarded(number, () => judgeState(this.world, state));
    }
    return most;
  }

  #guarded<T>(state: number, work: () => T, following: () => readonly Action[] = () => []): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      throw new ScheduleViolation(error.message, [...this.pathTo(state), ...following()]);
    }
  }
}

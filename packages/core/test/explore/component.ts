import { promise, type Sent, type Subject } from "./subject.ts";

/** What an input leads to: a state, and what was sent on the way. */
export interface Transition {
  readonly to: number;
  /** As the world names its datagrams. */
  readonly sent: readonly number[];
}

interface State<Input, Facts> {
  readonly digest: string;
  readonly facts: Facts;
  /** How it was first reached; the first state has neither. */
  readonly from: number;
  readonly input: Input | undefined;
  readonly transitions: Map<string | number, Transition>;
}

/** So many engines are kept alive in the state they are in, which saves replaying what led there. */
const aliveLimit = 1500;

/**
 * One end of the wire as a graph of its states. An engine cannot be copied, so each state keeps the inputs that first led to
 * it, and what an input leads to from there is learnt once, by giving a fresh engine these inputs and then that one. Worlds
 * that differ only at the other end or on the wire share what was learnt.
 */
export class Component<Input, Facts> {
  readonly #create: () => Subject<Input, Facts>;
  readonly #name: (sent: Sent) => number;
  readonly #counts: (input: Input) => boolean;
  readonly #states: State<Input, Facts>[] = [];
  readonly #byDigest = new Map<string, number>();
  readonly #alive = new Map<number, Subject<Input, Facts>>();
  /** Inputs given to engines, replays not counted: how many transitions are known. */
  learnt = 0;

  /**
   * @param create - a fresh engine
   * @param name - gives a datagram its number
   * @param counts - whether an input is a datagram with a session sequence number, which counts once
   */
  constructor(create: () => Subject<Input, Facts>, name: (sent: Sent) => number, counts: (input: Input) => boolean) {
    this.#create = create;
    this.#name = name;
    this.#counts = counts;
    this.#enter(create(), 0, undefined);
  }

  /** How many states are known. The first is number 0. */
  get size(): number {
    return this.#states.length;
  }

  facts(state: number): Facts {
    return this.#states[state]!.facts;
  }

  digest(state: number): string {
    return this.#states[state]!.digest;
  }

  /** What an input leads to from a state; equal keys are equal inputs. */
  next(state: number, key: string | number, input: () => Input): Transition {
    const { transitions } = this.#states[state]!;
    const known = transitions.get(key);
    if (known !== undefined) return known;
    const given = input();
    const subject = this.#revive(state);
    const sent = subject.feed(given).map(this.#name);
    const transition = { to: this.#enter(subject, state, given), sent };
    if (this.#counts(given)) {
      const again = subject.feed(given);
      const isSame = again.length === 0 && subject.digest() === this.digest(transition.to);
      promise(isSame, "a datagram of the session that comes twice is taken twice");
    }
    transitions.set(key, transition);
    this.learnt += 1;
    return transition;
  }

  #enter(subject: Subject<Input, Facts>, from: number, input: Input | undefined): number {
    const digest = subject.digest();
    let state = this.#byDigest.get(digest);
    if (state === undefined) {
      state = this.#states.push({ digest, facts: subject.facts(), from, input, transitions: new Map() }) - 1;
      this.#byDigest.set(digest, state);
    }
    this.#alive.delete(state);
    this.#alive.set(state, subject);
    if (this.#alive.size > aliveLimit) this.#alive.delete(this.#alive.keys().next().value!);
    return state;
  }

  /** An engine in that state, for one input. */
  #revive(state: number): Subject<Input, Facts> {
    const alive = this.#alive.get(state);
    if (alive !== undefined) {
      this.#alive.delete(state);
      return alive;
    }
    const inputs: Input[] = [];
    for (let at = state; at !== 0; at = this.#states[at]!.from) inputs.push(this.#states[at]!.input!);
    const subject = this.#create();
    for (const input of inputs.reverse()) subject.feed(input);
    return subject;
  }
}

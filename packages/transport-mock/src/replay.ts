/** One input of an engine and all that was drained before the next. */
export interface EngineStep<Input, Output> {
  /** What went in. */
  readonly input: Input;
  /** What came out. */
  readonly outputs: readonly Output[];
}

/** All that went into an engine and came out of it, in order. */
export type EngineRun<Input, Output> = readonly EngineStep<Input, Output>[];

/** The two doors of an engine, whichever it is. */
export interface TwoDoors<Input, Output> {
  /** Does all the work. */
  handleInput(input: Input): void;
  /** Only dequeues. */
  pollOutput(): Output;
}

/** Where a replay is not what was recorded. */
export interface ReplayDifference<Output> {
  /** Which step, from 0. */
  readonly step: number;
  /** What came out when it was recorded. */
  readonly expected: readonly Output[];
  /** What came out now. */
  readonly actual: readonly Output[];
}

/**
 * An engine that keeps a copy of all that goes in and comes out. Fits wherever an engine is driven: put it into
 * `attachConsole` in the place of the engine.
 *
 * @typeParam Input - what the engine takes
 * @typeParam Output - what it gives
 *
 * @example
 * ```ts
 * const recorded = new RecordedEngine<Input, Output>(makeEngine(7));
 * attachConsole(network, { address: "console", peer: "bmc", engine: recorded });
 * // …when something went wrong:
 * console.log(runToJson(recorded.run));
 * // …and anywhere else, with the same seed:
 * console.log(replayRun(makeEngine(7), recorded.run)); // undefined: the very same run again
 * ```
 */
export class RecordedEngine<Input, Output> {
  readonly #engine: TwoDoors<Input, Output>;
  readonly #run: { readonly input: Input; readonly outputs: Output[] }[] = [];

  /** @param engine - driven by nobody else */
  constructor(engine: TwoDoors<Input, Output>) {
    this.#engine = engine;
  }

  /** What has happened so far. */
  get run(): EngineRun<Input, Output> {
    return this.#run;
  }

  /** Hands the input on. */
  handleInput(input: Input): void {
    this.#run.push({ input: copy(input), outputs: [] });
    this.#engine.handleInput(input);
  }

  /** Hands the output on. */
  pollOutput(): Output {
    const output = this.#engine.pollOutput();
    this.#run.at(-1)?.outputs.push(copy(output));
    return output;
  }
}

/**
 * Gives an engine the inputs of a run again and compares what comes out, byte for byte. The engine is a new one with the
 * configuration and the seed of the first.
 *
 * @returns the number of the first step that differs, and both; `undefined` when the run is the same
 */
export function replayRun<Input, Output>(
  engine: TwoDoors<Input, Output>,
  run: EngineRun<Input, Output>,
): ReplayDifference<Output> | undefined {
  for (const [step, { input, outputs: expected }] of run.entries()) {
    engine.handleInput(copy(input));
    const actual = expected.map(() => copy(engine.pollOutput()));
    if (toJson(actual) !== toJson(expected)) return { step, expected, actual };
  }
  return undefined;
}

/** A run as text, one step a line; bytes in hex. It holds no secret that the engine does not put out. */
export function runToJson<Input, Output>(run: EngineRun<Input, Output>): string {
  return run.map(toJson).join("\n");
}

/**
 * The run that {@link runToJson} wrote; errors in its events are plain objects then.
 *
 * @throws `SyntaxError` where the text is no such run
 */
export function runFromJson<Input, Output>(text: string): EngineRun<Input, Output> {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line, revive) as EngineStep<Input, Output>);
}

/** A deep copy; errors keep what tells them apart, and lose their stacks. */
function copy<T>(value: T): T {
  if (value instanceof Uint8Array) return value.slice() as T;
  if (value instanceof Error) return { ...value, name: value.name, message: value.message } as T;
  if (Array.isArray(value)) return value.map(copy) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copy(each)])) as T;
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_name, each: unknown) =>
    each instanceof Uint8Array
      ? { hex: Array.from(each, (byte) => byte.toString(16).padStart(2, "0")).join("") }
      : each,
  );
}

function revive(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("hex" in value) || typeof value.hex !== "string") return value;
  return Uint8Array.from(value.hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

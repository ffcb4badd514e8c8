import type { EngineConfig, RandomPurpose } from "../../src/engine/config.ts";
import { IpmiEngine } from "../../src/engine/engine.ts";
import type { EngineEvent, Input, Output } from "../../src/engine/types.ts";
import { IpmiError } from "../../src/errors.ts";

/** A configuration but for its randomness, which a recording brings itself. */
export type RecordedConfig = Omit<EngineConfig, "randomBytes">;

/** One draw from the source of chance. */
export interface Draw {
  readonly purpose: RandomPurpose;
  readonly bytes: Uint8Array;
}

/** One input and all that was drained before the next. */
export interface RecordedStep {
  readonly input: Input;
  readonly outputs: Output[];
}

/** All that went into an engine and came out of it: by law 2 enough to run it again. */
export interface Recording {
  readonly config: RecordedConfig;
  readonly draws: Draw[];
  readonly steps: RecordedStep[];
}

/** An engine that remembers everything; fits wherever an engine is driven. */
export class RecordingEngine {
  readonly engine: IpmiEngine;
  readonly recording: Recording;
  /** Called before each input; may give it another time. */
  clockOf: (now: number) => number = (now) => now;

  constructor(config: RecordedConfig, randomBytes: EngineConfig["randomBytes"]) {
    const draws: Draw[] = [];
    this.recording = { config: structuredClone(config), draws, steps: [] };
    this.engine = new IpmiEngine({
      ...config,
      randomBytes: (length, purpose) => {
        const bytes = randomBytes(length, purpose);
        draws.push({ purpose, bytes: bytes.slice() });
        return bytes;
      },
    });
  }

  handleInput(input: Input): void {
    const given = { ...input, now: this.clockOf(input.now) };
    this.recording.steps.push({ input: structuredClone(given), outputs: [] });
    this.engine.handleInput(given);
  }

  pollOutput(): Output {
    const output = this.engine.pollOutput();
    this.recording.steps.at(-1)?.outputs.push(copyOf(output));
    return output;
  }
}

/**
 * A fresh engine with a recording's configuration and chance.
 *
 * @param beyond - what gives chance once the engine takes another way than the recorded one; left out, that is an error
 */
export function reenact({ config, draws }: Recording, beyond?: EngineConfig["randomBytes"]): IpmiEngine {
  let drawn = 0;
  return new IpmiEngine({
    ...structuredClone(config),
    randomBytes: (length, purpose) => {
      const draw = draws[drawn++];
      if (draw === undefined || draw.purpose !== purpose || draw.bytes.length !== length) {
        if (beyond !== undefined) return beyond(length, purpose);
        throw new Error(`draw ${drawn} of a recording is ${draw?.purpose} now ${purpose} of ${length}`);
      }
      return draw.bytes.slice();
    },
  });
}

/** All outputs that wait, copied. */
export function drain(engine: { pollOutput(): Output }): Output[] {
  const outputs: Output[] = [];
  for (;;) {
    const output = copyOf(engine.pollOutput());
    outputs.push(output);
    if (output.type === "timeout") return outputs;
  }
}

/** A deep copy in which errors keep what tells them apart and lose their stacks. */
export function copyOf<T>(value: T): T {
  if (value instanceof Error) return errorFields(value) as T;
  if (value instanceof Uint8Array) return value.slice() as T;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copyOf(each)])) as T;
}

/** Datagrams and events in order, drops left out: what the drain's timing must not change (law 1). */
export function lastingOutputs(outputs: readonly Output[]): Output[] {
  return outputs.filter(
    (output) => output.type === "transmit" || (output.type === "event" && output.event.type !== "datagramDropped"),
  );
}

/** How many datagrams the drained events say were dropped, by reason. */
export function reportedDrops(outputs: readonly Output[]): Record<string, number> {
  const drops: Record<string, number> = {};
  for (const output of outputs) {
    if (output.type !== "event" || output.event.type !== "datagramDropped") continue;
    const { reason, count } = output.event;
    drops[reason] = (drops[reason] ?? 0) + count;
  }
  return drops;
}

/** Every output of a recording in order. */
export function outputsOf(recording: Recording): Output[] {
  return recording.steps.flatMap(({ outputs }) => outputs);
}

/** Every event of a recording in order. */
export function eventsOf(recording: Recording): EngineEvent[] {
  return outputsOf(recording).flatMap((output) => (output.type === "event" ? [output.event] : []));
}

/** Every datagram a recording's engine sent. */
export function datagramsOf(recording: Recording): Uint8Array[] {
  return outputsOf(recording).flatMap((output) => (output.type === "transmit" ? [output.datagram] : []));
}

function errorFields(error: Error): object {
  const code = error instanceof IpmiError ? error.code : undefined;
  return { ...error, name: error.name, message: error.message, code };
}

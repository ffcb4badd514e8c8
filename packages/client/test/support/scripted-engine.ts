import type { DrivenEngine, DriverOutput } from "@ruipmi/client";

/** An input as the scripted engine was given it. */
export interface ScriptedInput {
  readonly type: string;
  readonly now: number;
  readonly label?: string;
}

export type ScriptedTransmit = { readonly type: "transmit"; readonly label: string };
export type ScriptedOutput = DriverOutput<ScriptedTransmit, string>;

/** An engine that puts out what a test tells it to, and remembers what it was given. */
export class ScriptedEngine implements DrivenEngine<ScriptedInput, ScriptedTransmit, string> {
  readonly inputs: ScriptedInput[] = [];
  readonly outputs: ScriptedOutput[] = [];
  deadline: number | undefined;
  onInput: ((input: ScriptedInput) => void) | undefined;

  handleInput(input: ScriptedInput): void {
    this.inputs.push(input);
    this.onInput?.(input);
  }

  pollOutput(): ScriptedOutput {
    return this.outputs.shift() ?? { type: "timeout", at: this.deadline, reason: "scripted" };
  }
}

import type { Io, TextSink } from "../io.ts";

/** Ways to make text stand out; each gives the text unchanged where colours are off. */
export interface Style {
  /** Stands out. */
  bold(text: string): string;
  /** Steps back. */
  dim(text: string): string;
  /** What the remote console does. */
  cyan(text: string): string;
  /** What the managed system does. */
  green(text: string): string;
  /** What is proved, and what came out. */
  yellow(text: string): string;
}

/** Colours on a terminal, and never under `NO_COLOR` (https://no-color.org) or on a dumb terminal. */
export function styleFor(sink: TextSink, env: Io["env"]): Style {
  const { NO_COLOR, TERM } = env;
  const colours = sink.isTerminal && !NO_COLOR && TERM !== "dumb";
  const paint = (on: number, off: number) => (text: string) => (colours ? `\u001b[${on}m${text}\u001b[${off}m` : text);
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    cyan: paint(36, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
  };
}

import type { TextSink } from "../io.ts";

/** A line on stderr that says how far something is, overwritten by the next and wiped at the end. */
export interface ProgressLine {
  /** Shows a text in place of the last. */
  show(text: string): void;
  /** Wipes it. */
  clear(): void;
}

/** Shown to a person who watches, and to nobody else: where stderr is no terminal nothing is written. */
export function progressLine(stderr: TextSink): ProgressLine {
  let shown = false;
  return {
    show(text) {
      if (!stderr.isTerminal) return;
      shown = true;
      stderr.write(`\r${text}\u001b[K`);
    },
    clear() {
      if (shown) stderr.write("\r\u001b[K");
      shown = false;
    },
  };
}

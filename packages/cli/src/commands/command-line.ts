import type { Io } from "../io.ts";
import type { OptionKey } from "../options/option-table.ts";
import type { SharedSession } from "./shared-session.ts";

/** A command line to run: that of the process, or one of `shell` and `exec`. */
export interface CommandLine {
  /** The command and its arguments. */
  readonly words: readonly string[];
  /** For each option that was given its values in order. */
  readonly given: ReadonlyMap<OptionKey, readonly string[]>;
  /** The outside world. */
  readonly io: Io;
  /** The session to use; absent for one of its own. */
  readonly shared?: SharedSession;
}

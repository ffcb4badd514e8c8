/**
 * `@ruipmi/cli`: the `ruipmi` command as a function, for those who want to run it in a process of their own.
 *
 * @module
 */

export type { Io, TextSink } from "./io.ts";
export { run } from "./run.ts";

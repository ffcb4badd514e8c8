/**
 * `@ruipmi/cli`: the `ruipmi` command as a function, for those who want to run it in a process of their own.
 *
 * @module
 */

export type { BytesHandler, FileInMaking, Input, InterruptionScope, Io, LineOptions, TextSink } from "./io.ts";
export { run } from "./run.ts";

import type { TextSink } from "../io.ts";
import { toJson } from "./json.ts";

/** In what form results are printed: text by default, `csv` with `-c`, `json` with `--json`. */
export type OutputFormat = "text" | "csv" | "json";

/** Where a command's one result goes. */
export interface Output {
  /** In what form; `result` looks at it by itself. */
  readonly format: OutputFormat;
  /**
   * Prints a result: as JSON one document on one line; else the text that `text` makes of it, or with `-c` the one that
   * `csv` makes. A command without `csv` prints its text with `-c` too, as ipmitool does.
   *
   * @param value - typed values, units beside numbers; bytes become lower-case hex, `undefined` fields are left out.
   * It must fit the command's `schema`
   * @param text - lines that end with `\n`
   * @param csv - lines that end with `\n`
   */
  result<Value>(value: Value, text: (value: Value) => string, csv?: (value: Value) => string): void;
}

/** Results on standard output. */
export function outputTo(stdout: TextSink, format: OutputFormat): Output {
  return {
    format,
    result(value, text, csv = text) {
      if (format === "json") stdout.write(`${toJson(value)}\n`);
      else stdout.write(format === "csv" ? csv(value) : text(value));
    },
  };
}

import type { TextSink } from "../io.ts";
import { toJson } from "./json.ts";

/** Where a command's one result goes. */
export interface Output {
  /** Prints a result: as JSON one document on one line, else the text that `text` makes of it. */
  result<Value>(value: Value, text: (value: Value) => string): void;
}

/** Results on standard output. */
export function standardOutput(stdout: TextSink, json: boolean): Output {
  return {
    result(value, text) {
      stdout.write(json ? `${toJson(value)}\n` : text(value));
    },
  };
}

import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import {
  array,
  boolean,
  byte,
  dateTime,
  hexBytes,
  integer,
  type JsonSchema,
  literal,
  nameOrNumber,
  nullable,
  number,
  object,
  oneOf,
  optional,
  quantity,
  record,
  string,
  tolerated,
  words,
} from "../../src/output/json-schema.ts";

const ajv = new Ajv2020({ strict: true, formats: { "date-time": true } });
const accepts = (schema: JsonSchema, value: unknown): boolean => ajv.validate(schema, value);

describe("the builders of JSON Schema", () => {
  it.each<[string, JsonSchema, readonly unknown[], readonly unknown[]]>([
    [
      "object",
      object({ a: integer(), b: optional(string()) }),
      [{ a: 1 }, { a: 1, b: "" }],
      [{}, { a: 1, c: 1 }, { a: 1, b: 1 }, null],
    ],
    ["object of nothing required", object({ a: optional(integer()) }), [{}, { a: 1 }], [{ b: 1 }]],
    ["record", record(integer()), [{}, { x: 1 }], [{ x: "1" }]],
    ["array", array(byte()), [[], [0, 255]], [[256], "00"]],
    ["string", string("any"), ["", "x"], [1]],
    ["words", words(["on", "off"]), ["on"], ["in"]],
    ["nameOrNumber", nameOrNumber({ on: 0, off: 1 }), ["on", 7], ["in", 0.5]],
    ["integer", integer("from 1 to 3", 1, 3), [1, 3], [0, 4, 1.5, "1"]],
    ["byte", byte(), [0, 255], [-1, 256]],
    ["number", number(), [1.5, -2], ["1"]],
    ["boolean", boolean(), [true], [0]],
    ["literal", literal("V"), ["V"], ["A"]],
    ["hexBytes", hexBytes(), ["", "00ff"], ["0", "0F", "zz"]],
    ["dateTime", dateTime(), ["2026-11-22T12:00:00Z"], [1]],
    ["nullable", nullable(string()), ["", null], [1]],
    ["oneOf", oneOf([string(), integer()]), ["", 1], [true]],
    ["quantity", quantity("V"), [{ value: 1.5, unit: "V" }], [{ value: 1.5 }, { value: 1, unit: "A" }, 1.5]],
    ["quantity of any unit", quantity(), [{ value: 1.5, unit: "RPM" }], [{ value: 1.5 }]],
    [
      "tolerated",
      object({ tolerated }),
      [{}, { tolerated: [{ field: "f", offset: 0, problem: "p" }] }],
      [{ tolerated: [{ field: "f" }] }],
    ],
  ])("%s", (_name, schema, right, wrong) => {
    for (const value of right) expect(accepts(schema, value), JSON.stringify(value)).toBe(true);
    for (const value of wrong) expect(accepts(schema, value), JSON.stringify(value)).toBe(false);
  });
});

/** Builders of JSON Schema 2020-12, for what `--json` prints. Objects are closed: what is not named is an error. */

/** A JSON Schema, or a part of one. */
export interface JsonSchema {
  /** Keywords of JSON Schema. */
  readonly [keyword: string]: unknown;
}

/** The fields of an {@link object}: all required, but for those made with {@link optional}. */
export type Fields = Readonly<Record<string, JsonSchema | OptionalField>>;

/** A field that may be absent. */
export interface OptionalField {
  /** What it is where it is present. */
  readonly optional: JsonSchema;
}

/**
 * An object with these fields and no others.
 *
 * @example
 * ```ts
 * object({ powerIsOn: boolean("whether power is on"), uptime: optional(quantity("s")) })
 * ```
 */
export function object(fields: Fields, description?: string): JsonSchema {
  const names = Object.keys(fields);
  const required = names.filter((name) => !isOptional(fields[name]!));
  return {
    type: "object",
    ...describe(description),
    properties: Object.fromEntries(names.map((name) => [name, schemaOf(fields[name]!)])),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

/** A field of an {@link object} that may be absent: what the managed system did not say. */
export function optional(schema: JsonSchema): OptionalField {
  return { optional: schema };
}

/** An object that maps any name to values of one kind. */
export function record(values: JsonSchema, description?: string): JsonSchema {
  return { type: "object", ...describe(description), additionalProperties: values };
}

/** A list of values of one kind. */
export function array(items: JsonSchema, description?: string): JsonSchema {
  return { type: "array", ...describe(description), items };
}

/** Text. */
export function string(description?: string): JsonSchema {
  return { type: "string", ...describe(description) };
}

/** One of a few words. */
export function words(values: readonly string[], description?: string): JsonSchema {
  return { type: "string", ...describe(description), enum: values };
}

/** The name of a value, or the number itself where it has no name: what `keyOf` gives for an open enum. */
export function nameOrNumber(names: Readonly<Record<string, number>>, description?: string): JsonSchema {
  return { ...describe(description), anyOf: [{ enum: Object.keys(names) }, { type: "integer" }] };
}

/** A whole number, with its bounds where they are known. */
export function integer(description?: string, minimum?: number, maximum?: number): JsonSchema {
  return {
    type: "integer",
    ...describe(description),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

/** A number from 0 to 255. */
export function byte(description?: string): JsonSchema {
  return integer(description, 0, 255);
}

/** A number, fractions included. */
export function number(description?: string): JsonSchema {
  return { type: "number", ...describe(description) };
}

/** True or false. */
export function boolean(description?: string): JsonSchema {
  return { type: "boolean", ...describe(description) };
}

/** Exactly this value. */
export function literal(value: string | number | boolean | null, description?: string): JsonSchema {
  return { ...describe(description), const: value };
}

/** Bytes, as `--json` prints a `Uint8Array`: lower-case hex, two digits a byte. */
export function hexBytes(description?: string): JsonSchema {
  return { type: "string", ...describe(description), pattern: "^([0-9a-f]{2})*$" };
}

/** A point in time, in ISO 8601 with its offset. */
export function dateTime(description?: string): JsonSchema {
  return { type: "string", ...describe(description), format: "date-time" };
}

/** A value, or null. */
export function nullable(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: "null" }] };
}

/** One of several kinds. */
export function oneOf(schemas: readonly JsonSchema[], description?: string): JsonSchema {
  return { ...describe(description), anyOf: schemas };
}

/** A number with its unit: `{ "value": 41.5, "unit": "degrees C" }`. Without `unit` it may be any. */
export function quantity(unit?: string, description?: string): JsonSchema {
  return object({ value: number(), unit: unit === undefined ? string() : literal(unit) }, description);
}

/** What a lenient decoder put up with: the `tolerated` field beside a value. */
export const tolerated: OptionalField = optional(
  array(
    object({
      field: string("which field"),
      offset: integer("where it begins, in bytes", 0),
      problem: string("what was wrong, and what was read instead"),
    }),
    "what was wrong in the managed system's bytes and read all the same",
  ),
);

function isOptional(field: JsonSchema | OptionalField): field is OptionalField {
  return "optional" in field;
}

function schemaOf(field: JsonSchema | OptionalField): JsonSchema {
  return isOptional(field) ? field.optional : field;
}

function describe(description: string | undefined): JsonSchema {
  return description === undefined ? {} : { description };
}

import type { Json, JsonObject } from "../../src/description/index.ts";

/**
 * Whether a value is what a JSON Schema wants. Knows the keywords that the device schema uses and throws for any other, so
 * that none is passed over.
 */
export function isValid(schema: Json, value: unknown, root: Json = schema): boolean {
  return Object.entries(schema as JsonObject).every(([keyword, rule]) => {
    const check = keywords[keyword];
    if (check === undefined) throw new Error(`the schema uses ${keyword}, which this validator does not know`);
    return check(rule, value, (each, inner) => isValid(each, inner, root), { schema, root } as Context);
  });
}

interface Context {
  readonly schema: JsonObject;
  readonly root: JsonObject;
}
type Check = (rule: Json, value: unknown, test: (schema: Json, value: unknown) => boolean, context: Context) => boolean;
const always: Check = () => true;

const keywords: Readonly<Record<string, Check>> = {
  $schema: always,
  $defs: always,
  title: always,
  $ref: (name, value, test, { root }) =>
    test((root["$defs"] as JsonObject)[(name as string).replace("#/$defs/", "")]!, value),
  description: always,
  default: always,
  type: (type, value) => typeTests[type as string]!(value),
  enum: (allowed, value) => (allowed as readonly Json[]).includes(value as Json),
  const: (only, value) => only === value,
  anyOf: (schemas, value, test) => (schemas as readonly Json[]).some((each) => test(each, value)),
  oneOf: (schemas, value, test) => (schemas as readonly Json[]).filter((each) => test(each, value)).length === 1,
  not: (schema, value, test) => !test(schema, value),
  minimum: (least, value) => typeof value !== "number" || value >= (least as number),
  maximum: (most, value) => typeof value !== "number" || value <= (most as number),
  multipleOf: (unit, value) => typeof value !== "number" || value % (unit as number) === 0,
  maxLength: (most, value) => typeof value !== "string" || value.length <= (most as number),
  pattern: (pattern, value) => typeof value !== "string" || new RegExp(pattern as string).test(value),
  minItems: (least, value) => !Array.isArray(value) || value.length >= (least as number),
  maxItems: (most, value) => !Array.isArray(value) || value.length <= (most as number),
  items: (item, value, test) => !Array.isArray(value) || value.every((each) => test(item, each)),
  required: (keys, value) => !isObject(value) || (keys as readonly string[]).every((key) => Object.hasOwn(value, key)),
  properties: (schemas, value, test) =>
    !isObject(value) ||
    Object.entries(schemas as JsonObject).every(([key, each]) => !Object.hasOwn(value, key) || test(each, value[key])),
  additionalProperties: (allowed, value, test, { schema: { properties = {} } }) =>
    !isObject(value) ||
    Object.keys(value)
      .filter((key) => !Object.hasOwn(properties as JsonObject, key))
      .every((key) => (typeof allowed === "object" ? test(allowed, value[key]) : allowed === true)),
};

const typeTests: Readonly<Record<string, (value: unknown) => boolean>> = {
  array: Array.isArray,
  boolean: (value) => typeof value === "boolean",
  integer: Number.isInteger,
  null: (value) => value === null,
  number: (value) => typeof value === "number",
  object: isObject,
  string: (value) => typeof value === "string",
};

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

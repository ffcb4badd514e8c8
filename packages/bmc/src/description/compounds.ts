import { didYouMean } from "@ruipmi/commands";
import { flag, orNothing } from "./scalars.ts";
import { DescriptionError, type Json, type JsonObject, keyAt, type Shape, unexpected } from "./shape.ts";

/** A key of an object. */
export interface Field<T> {
  /** What it may be. */
  readonly shape: Shape<T>;
  /** What it means, for the schema. */
  readonly about: string;
  /** Whether a machine may be without. */
  readonly isOptional?: true;
}

/** The keys of an object that a description may say. */
export type Fields<T, Key extends keyof T> = { readonly [K in Key]-?: Field<T[K]> };

/** A key of an object. */
export function field<T>(shape: Shape<T>, about: string): Field<T> {
  return { shape, about };
}

/** A key of an object that may be without. */
export function optionalField<T>(shape: Shape<T>, about: string): Field<T | undefined> {
  return { shape: shape as Shape<T | undefined>, about, isOptional: true };
}

/**
 * An object. What the file leaves out is as in `base`, else as `defaults` has it; keys without a default are required.
 *
 * @param fields - what a file may say
 * @param defaults - a whole object, or what it has where nothing is said
 */
export function object<T extends object, Key extends keyof T & string>(
  fields: Fields<T, Key>,
  defaults: () => T | Partial<T>,
): Shape<T> {
  const known = Object.keys(fields) as Key[];
  const isRequired = (key: Key): boolean => !(fields[key].isOptional || fields[key].shape.takesNothing);
  return {
    schema() {
      const sample = defaults();
      const required = known.filter((key) => !(key in sample) && isRequired(key));
      return {
        type: "object",
        properties: Object.fromEntries(known.map((key) => [key, fieldSchema(fields[key], sample[key])])),
        ...(required.length === 0 ? {} : { required }),
        additionalProperties: false,
      };
    },
    read(value, at, base) {
      const given = requireObject(value, at);
      for (const key of Object.keys(given)) {
        if (!Object.hasOwn(fields, key)) throw unknownKey(keyAt(at, key), key, known);
      }
      const whole: Partial<T> = { ...(base ?? defaults()) };
      for (const key of known) {
        if (Object.hasOwn(given, key)) {
          const value = fields[key].shape.read(given[key], keyAt(at, key), whole[key]);
          if (value === undefined && fields[key].isOptional) delete whole[key];
          else whole[key] = value;
        } else if (!(key in whole) && isRequired(key)) throw missing(fields[key], keyAt(at, key));
      }
      return whole as T;
    },
    write(value, base) {
      const silent: Partial<T> = base ?? defaults();
      const said: Record<string, Json> = {};
      for (const key of known) {
        const { shape } = fields[key];
        if (value[key] !== undefined || shape.takesNothing) said[key] = shape.write(value[key], silent[key]);
        else if (silent[key] !== undefined) said[key] = null;
      }
      return said;
    },
  };
}

/** An object of switches, and what each is for. */
export function switches<Name extends string>(
  about: Readonly<Record<Name, string>>,
  defaults: () => Readonly<Record<Name, boolean>>,
): Shape<Record<Name, boolean>> {
  const names = Object.keys(about) as Name[];
  const fields = Object.fromEntries(names.map((name) => [name, field(flag, about[name])]));
  return object(fields as Fields<Record<Name, boolean>, Name>, defaults);
}

/** A key of an object that may be without although it has one by default: `null` takes it away. */
export function removableField<T>(shape: Shape<T>, about: string): Field<T | undefined> {
  const { takesNothing: _, ...removable } = orNothing(shape);
  return { shape: removable, about, isOptional: true };
}

/** A list of things of one shape. */
export function list<T>(item: Shape<T>, maxItems: number): Shape<T[]> {
  return {
    schema: () => ({ type: "array", items: item.schema(), maxItems }),
    read(value, at) {
      if (!Array.isArray(value)) throw unexpected(at, "a list", value);
      if (value.length > maxItems) throw new DescriptionError(at, `${value.length} are too many, ${maxItems} at most`);
      return value.map((each, index) => item.read(each, `${at}[${index}]`));
    },
    write: (value) => value.map((each) => item.write(each)),
  };
}

/** Objects of several kinds, told apart by the word at a key that all of them have. */
export function oneOfKinds<T extends object, Tag extends keyof T & string>(
  tag: Tag,
  kinds: Readonly<Record<T[Tag] & string, Shape<T>>>,
): Shape<T> {
  const words = Object.keys(kinds) as (T[Tag] & string)[];
  return {
    schema: () => ({ oneOf: words.map((kind) => kindSchema(kinds[kind].schema(), tag, kind)) }),
    read(value, at) {
      const given = requireObject(value, at);
      const kind = words.find((known) => known === given[tag]);
      if (kind === undefined) throw unexpected(keyAt(at, tag), `one of ${words.join(", ")}`, given[tag] ?? null);
      const { [tag]: _, ...others } = given;
      return { ...kinds[kind].read(others, at), [tag]: kind };
    },
    write(value) {
      const kind = value[tag] as T[Tag] & string;
      return { [tag]: kind, ...(kinds[kind].write(value) as JsonObject) };
    },
  };
}

/** A shape whose values a file says in another form. */
export function mapped<Said, T>(shape: Shape<Said>, toValue: (said: Said) => T, toSaid: (value: T) => Said): Shape<T> {
  return {
    schema: () => shape.schema(),
    read: (value, at, base) => toValue(shape.read(value, at, base === undefined ? undefined : toSaid(base))),
    write: (value, base) => shape.write(toSaid(value), base === undefined ? undefined : toSaid(base)),
  };
}

/** A shape that the schema says once, under `$defs`, and names wherever it is used. */
export interface DefinedShape<T> extends Shape<T> {
  /** Its name under `$defs`. */
  readonly definedAs: string;
  /** What stands there. */
  definition(): JsonObject;
}

/** Gives a shape a name of its own in the schema, which has to list it. */
export function defined<T>(definedAs: string, shape: Shape<T>): DefinedShape<T> {
  return {
    ...shape,
    definedAs,
    definition: () => shape.schema(),
    schema: () => ({ $ref: `#/$defs/${definedAs}` }),
  };
}

/** A shape with one more rule, which the schema does not know. */
export function checked<T>(shape: Shape<T>, check: (value: T, at: string) => void): Shape<T> {
  return {
    ...shape,
    read(value, at, base) {
      const read = shape.read(value, at, base);
      check(read, at);
      return read;
    },
  };
}

function requireObject(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw unexpected(at, "an object", value);
}

function missing({ shape }: Field<unknown>, at: string): DescriptionError {
  return new DescriptionError(at, `missing, expected ${expectation(shape.schema())}`);
}

function unknownKey(at: string, key: string, known: readonly string[]): DescriptionError {
  const advice = didYouMean(key, known) || `; there are ${known.join(", ")}`;
  return new DescriptionError(at, `unknown key${advice}`);
}

function fieldSchema({ shape, about }: Field<unknown>, fallback: unknown): JsonObject {
  const isScalar = ["boolean", "number", "string"].includes(typeof fallback);
  const known = isScalar ? { default: shape.write(fallback) } : {};
  return { description: about, ...shape.schema(), ...known };
}

function kindSchema(schema: JsonObject, tag: string, kind: string): JsonObject {
  const { properties = {}, required = [] } = schema;
  return {
    ...schema,
    properties: { [tag]: { const: kind }, ...(properties as JsonObject) },
    required: [tag, ...(required as readonly string[])],
  };
}

function expectation({ type, enum: words }: JsonObject): string {
  if (Array.isArray(words)) return `one of ${words.join(", ")}`;
  return typeof type === "string" ? (typeNames[type] ?? "a value") : "a value";
}

const typeNames: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
  object: "an object",
  string: "text",
};

import { ApiMisuseError } from "@ruipmi/core";

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  /** Its values by their keys. */
  readonly [key: string]: Json;
}

/**
 * What one value of a description may be: read from JSON, written to it, and told in the words of JSON Schema, so that the
 * three cannot drift apart.
 */
export interface Shape<T> {
  /** What it is in JSON Schema 2020-12. */
  schema(): JsonObject;
  /** Whether `undefined` is one of its values, `null` in JSON. */
  readonly takesNothing?: true;
  /**
   * Makes a value of what a file says.
   *
   * @param at - where it stands, for errors
   * @param base - what is kept where the file is silent
   * @throws {@link DescriptionError} for what it may not be
   */
  read(value: unknown, at: string, base?: T): T;
  /**
   * The value as a file says it.
   *
   * @param base - what it would be if the file were silent
   */
  write(value: T, base?: T): Json;
}

/** A description says what no machine can be. */
export class DescriptionError extends ApiMisuseError {
  /** Where, for example `sensors.sensors[3].thresholds.upperCritical`; empty for the description as a whole. */
  readonly path: string;

  /**
   * @param path - where
   * @param problem - what was expected there
   */
  constructor(path: string, problem: string) {
    super("invalidArgument", `${path === "" ? "the description" : path}: ${problem}`);
    this.path = path;
  }
}

/** The error for a value that is not what was expected. */
export function unexpected(at: string, expected: string, value: unknown): DescriptionError {
  return new DescriptionError(at, `expected ${expected}, got ${valueText(value)}`);
}

/** The place of a key. */
export function keyAt(at: string, key: string): string {
  const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
  return at === "" ? name : `${at}.${name}`;
}

/** A value on one short line. */
function valueText(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

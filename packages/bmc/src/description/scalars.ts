import { type Shape, unexpected } from "./shape.ts";

/** What a number may be. */
export interface NumberLimits {
  /** The least. */
  readonly least?: number;
  /** The most. */
  readonly most?: number;
}

/** A whole number. */
export function whole({ least, most }: NumberLimits = {}): Shape<number> {
  return numeric("a whole number", "integer", Number.isInteger, { least, most });
}

/** Any number. */
export function real({ least, most }: NumberLimits = {}): Shape<number> {
  return numeric("a number", "number", Number.isFinite, { least, most });
}

/** One byte, 0 to 255. */
export const byte: Shape<number> = whole({ least: 0, most: 0xff });

/** Milliseconds, up to a day. */
export const millis: Shape<number> = real({ least: 0, most: 86_400_000 });

/** `true` or `false`. */
export const flag: Shape<boolean> = {
  schema: () => ({ type: "boolean" }),
  read(value, at) {
    if (typeof value === "boolean") return value;
    throw unexpected(at, "true or false", value);
  },
  write: (value) => value,
};

/** What can be read of ISO 8859-1, the text that IPMI has room for. */
const readable = /^[ -~\u00a0-\u00ff]*$/;

/** Text of so many characters at most. */
export function text(maxLength: number): Shape<string> {
  return {
    schema: () => ({ type: "string", maxLength, pattern: readable.source }),
    read(value, at) {
      if (typeof value === "string" && value.length <= maxLength && readable.test(value)) return value;
      throw unexpected(at, `text of at most ${maxLength} characters of ISO 8859-1`, value);
    },
    write: (value) => value,
  };
}

/** Text that a pattern allows. */
export function textLike(pattern: RegExp, expected: string): Shape<string> {
  return {
    schema: () => ({ type: "string", pattern: pattern.source }),
    read(value, at) {
      if (typeof value === "string" && pattern.test(value)) return value;
      throw unexpected(at, expected, value);
    },
    write: (value) => value,
  };
}

/** Text as a terminal takes it, line ends and all. */
export function terminalText(maxLength: number): Shape<string> {
  return textLike(new RegExp(`^[\\t\\r\\n\\x1b -~]{0,${maxLength}}$`), `ASCII text of at most ${maxLength} characters`);
}

/** One of a few words. */
export function word<Word extends string>(words: readonly Word[]): Shape<Word> {
  return {
    schema: () => ({ enum: words }),
    read(value, at) {
      const known = words.find((candidate) => candidate === value);
      if (known !== undefined) return known;
      throw unexpected(at, `one of ${words.join(", ")}`, value);
    },
    write: (value) => value,
  };
}

/** A number of an open enum, by its name; where `others` has limits also a number that has no name. */
export function named<Value extends number>(
  names: Readonly<Record<string, Value>>,
  others?: Required<NumberLimits>,
): Shape<Value> {
  const words = Object.keys(names);
  const number = others && whole(others);
  return {
    schema: () => (number === undefined ? { enum: words } : { anyOf: [{ enum: words }, number.schema()] }),
    read(value, at) {
      if (typeof value === "string" && Object.hasOwn(names, value)) return names[value]!;
      if (number !== undefined && typeof value === "number") return number.read(value, at) as Value;
      throw unexpected(at, `one of ${words.join(", ")}${number === undefined ? "" : ", or a number"}`, value);
    },
    write: (value) => words.find((name) => names[name] === value) ?? value,
  };
}

/** Bytes in hex, two digits each; blanks, hyphens and colons between them are passed over. */
export function hexBytes({ least = 0, most }: { readonly least?: number; readonly most: number }): Shape<Uint8Array> {
  const count = least === most ? `${most}` : `${least} to ${most}`;
  return {
    schema: () => ({ type: "string", pattern: `^(?:[ :-]*[0-9a-fA-F]{2}){${least},${most}}$` }),
    read(value, at) {
      const digits = typeof value === "string" ? value.replace(/[ :-]/g, "") : undefined;
      const fits = digits !== undefined && digits.length >= least * 2 && digits.length <= most * 2;
      if (fits && /^(?:[0-9a-fA-F]{2})*$/.test(digits)) {
        return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
      }
      throw unexpected(at, `${count} bytes in hex`, value);
    },
    write: (value) => Array.from(value, (octet) => octet.toString(16).padStart(2, "0")).join(""),
  };
}

/** A shape, or nothing: `null` in a file, `undefined` in the machine. */
export function orNothing<T>(shape: Shape<T>): Shape<T | undefined> {
  return {
    schema: () => ({ anyOf: [shape.schema(), { type: "null" }] }),
    takesNothing: true,
    read: (value, at, base) => (value === null ? undefined : shape.read(value, at, base)),
    write: (value, base) => (value === undefined ? null : shape.write(value, base)),
  };
}

function numeric(
  kind: string,
  type: "integer" | "number",
  isKind: (value: unknown) => boolean,
  { least, most }: { readonly least: number | undefined; readonly most: number | undefined },
): Shape<number> {
  const minimum = least === undefined ? {} : { minimum: least };
  const maximum = most === undefined ? {} : { maximum: most };
  return {
    schema: () => ({ type, ...minimum, ...maximum }),
    read(value, at) {
      const number = value as number;
      const fits = isKind(value) && number >= (least ?? number) && number <= (most ?? number);
      if (fits) return number;
      throw unexpected(at, typeof value === "number" ? kind + limitsText(least, most) : kind, value);
    },
    write: (value) => value,
  };
}

function limitsText(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  if (least !== undefined) return ` of at least ${least}`;
  return most === undefined ? "" : ` of at most ${most}`;
}

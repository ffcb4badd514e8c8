/**
 * ipmitool prints what PEF says in two forms: in a row, each value after ` | `, or with `-v` a line each. These build
 * either.
 */

/** One value and what it is called. */
export interface PefField {
  /** What it is called with `-v`. */
  readonly label: string;
  /** The value. */
  readonly value: string;
}

/** Switches: in a row those that are on, with `-v` all of them. */
export interface PefFlags {
  /** What each is called, and whether it is on. */
  readonly flags: readonly (readonly [label: string, isOn: boolean])[];
  /** What `-v` says of one that is off, and of one that is on. */
  readonly words: readonly [off: string, on: string];
}

/** A value with its name. */
export function pefField(label: string, value: string | number): PefField {
  return { label, value: String(value) };
}

/** A row, or lines with `-v`; an empty line behind them. */
export function pefText(fields: readonly (PefField | PefFlags)[], isVerbose: boolean): string {
  return isVerbose ? `${fields.map(verboseLines).join("")}\n` : ` ${rowOf(fields)}\n`;
}

/** A value in hex with so many digits. */
export function pefHex(value: number, digits: number): string {
  return `0x${value.toString(16).padStart(digits, "0")}`;
}

function rowOf(fields: readonly (PefField | PefFlags)[]): string {
  const cells = fields.map((field) =>
    "label" in field
      ? field.value
      : field.flags
          .filter(([, isOn]) => isOn)
          .map(([label]) => label)
          .join(","),
  );
  // Without any switch that is on there is no cell either.
  return cells.filter((cell, index) => cell !== "" || "label" in fields[index]!).join(" | ");
}

function verboseLines(field: PefField | PefFlags): string {
  if ("label" in field) return verboseLine(field.label, field.value);
  return field.flags.map(([label, isOn]) => verboseLine(label, field.words[isOn ? 1 : 0])).join("");
}

function verboseLine(label: string, value: string): string {
  return `${label.padEnd(24)} : ${value}\n`;
}

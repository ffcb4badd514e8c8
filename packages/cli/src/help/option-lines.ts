import { type OptionRow, optionTable } from "../options/option-table.ts";
import { wrap } from "../wrap.ts";

/** Options as help shows them, those that apply to one of the scopes, in the table's order. */
export function optionLines(scopes: readonly OptionRow["scopes"][number][]): readonly string[] {
  const options = optionTable.filter((option) => option.scopes.some((scope) => scopes.includes(scope)));
  const width = Math.max(...options.map((option) => optionUsage(option).length));
  return options.flatMap((option) => {
    const [first = "", ...more] = wrap(option.help, 80 - 4 - width);
    return [
      `  ${optionUsage(option).padEnd(width)}  ${first}`,
      ...more.map((line) => `${" ".repeat(width + 4)}${line}`),
    ];
  });
}

function optionUsage({ letter, long, value }: OptionRow): string {
  const names = [letter === undefined ? undefined : `-${letter}`, long === undefined ? undefined : `--${long}`];
  const name = names.filter((part) => part !== undefined).join(", ");
  return value === undefined ? name : `${name} ${value}`;
}

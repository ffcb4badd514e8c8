/** Other words for commands, as data. They count where help, completion, `-v` and did-you-mean look, too. */

/** Words that mean other words. */
export interface WordAlias {
  /** What may be typed, at the beginning of a line. */
  readonly words: string;
  /** What it means. */
  readonly meaning: string;
}

/** Words with the same meaning as others, as with ipmitool. */
export const wordAliases: readonly WordAlias[] = [
  { words: "power", meaning: "chassis power" },
  { words: "bmc", meaning: "mc" },
  { words: "lan printconf", meaning: "lan print" },
  { words: "pef list", meaning: "pef filter list" },
];

/** What a group's word alone does, where ipmitool has such a habit. */
export const defaultVerbs: readonly WordAlias[] = [
  { words: "sdr", meaning: "sdr list" },
  { words: "sensor", meaning: "sensor list" },
  { words: "sel", meaning: "sel info" },
  { words: "fru", meaning: "fru print" },
];

/** A line in the words of the command table. */
export function withoutAliases(words: readonly string[]): readonly string[] {
  const plain = withoutWordAliases(words);
  const verb = defaultVerbs.find(({ words: typed }) => plain.join(" ") === typed);
  return verb === undefined ? plain : verb.meaning.split(" ");
}

/** The same, but a group's word alone stays what it is: the group. */
export function withoutWordAliases(words: readonly string[]): readonly string[] {
  const alias = wordAliases.find(({ words: typed }) => beginsWith(words, typed));
  return alias === undefined ? words : [...alias.meaning.split(" "), ...words.slice(alias.words.split(" ").length)];
}

function beginsWith(words: readonly string[], beginning: string): boolean {
  return beginning.split(" ").every((word, index) => words[index] === word);
}

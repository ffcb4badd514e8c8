import { UsageError } from "../errors.ts";

/**
 * A line of `shell`, or of the file of `exec`, as words: blanks part them, quotes of either kind keep blanks in them, and
 * a `#` outside quotes begins a comment. As with ipmitool, but for two things: quotes may stand inside a word as in every
 * shell, and `#` and `~` are ordinary characters inside quotes.
 *
 * @throws `UsageError` where a quote has no end
 */
export function splitLine(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (const character of line) {
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= "";
    } else if (character === "#") {
      break;
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + character;
    }
  }
  if (quote !== undefined) throw new UsageError(`a quotation mark (${quote}) has no partner on this line`);
  return word === undefined ? words : [...words, word];
}

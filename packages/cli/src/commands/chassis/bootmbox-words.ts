import { UsageError } from "../../errors.ts";
import { parseWhole } from "../../options/values.ts";

/** What the two `chassis bootmbox` commands begin with. */
export interface MailboxWords {
  /** Whether the data is text rather than bytes. */
  readonly asText: boolean;
  /** The only block that is meant; all of them where it is left out. */
  readonly block: number | undefined;
  /** The arguments behind these. */
  readonly rest: readonly string[];
}

/** Understands `[text] [block BLOCK]`, in this order. */
export function takeMailboxWords(command: string, args: readonly string[]): MailboxWords {
  const asText = args[0] === "text";
  const rest = asText ? args.slice(1) : args;
  if (rest[0] !== "block") return { asText, block: undefined, rest };
  const [, number] = rest;
  if (number === undefined) throw new UsageError(`${command}: block needs a number, for example block 1`);
  return { asText, block: parseWhole("the number of a block", number, 0, 255), rest: rest.slice(2) };
}

import type { CompletionRow } from "./completion-table.ts";

/** A row's words as a pattern of `case` in bash and zsh: `"fru read"" "*` for one argument of any kind after them. */
export function casePattern({ after, anyArguments }: CompletionRow): string {
  return `"${after}"${'" "*'.repeat(anyArguments)}`;
}

/** A word as bash and zsh take it, whatever is in it but a quotation mark. */
export function quoted(word: string): string {
  return /^[\w.-]+$/.test(word) ? word : `'${word}'`;
}

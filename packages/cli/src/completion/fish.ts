import type { CompletionRow, CompletionTable } from "./completion-table.ts";

/** The completion script for fish. */
export function fishCompletion(table: CompletionTable): string {
  const { rows, options, valueOptions, fileOptions, wordOptions } = table;
  return `${[
    "# Completion of ruipmi for fish, made by: ruipmi completion fish",
    "function __ruipmi_candidates",
    '  set -l line ""',
    '  set -l takes ""',
    '  set -l previous ""',
    "  set -l tokens (commandline -opc)",
    "  set -l current (commandline -ct)",
    "  for word in $tokens[2..-1]",
    '    if test -n "$takes"',
    '      set takes ""',
    "      continue",
    "    end",
    "    set previous $word",
    "    switch $word",
    `      case ${valueOptions.join(" ")}`,
    "        set takes 1",
    "      case '-*'",
    "      case '*'",
    '        set line (string trim -- "$line $word")',
    "    end",
    "  end",
    '  if test -n "$takes"',
    "    switch $previous",
    `      case ${fileOptions.join(" ")}`,
    '        __fish_complete_path "$current"',
    ...wordOptions.flatMap(({ names, words }) => [`      case ${names.join(" ")}`, `        ${printed(words)}`]),
    "    end",
    "  else if string match -q -- '-*' $current",
    `    ${printed(options)}`,
    "  else",
    "    switch $line",
    ...rows.flatMap((row) => [`      case '${pattern(row)}'`, `        ${printed(row.words)}`]),
    "      case '*'",
    '        __fish_complete_path "$current"',
    "    end",
    "  end",
    "end",
    "complete -c ruipmi -f -a '(__ruipmi_candidates)'",
  ].join("\n")}\n`;
}

function printed(words: readonly string[]): string {
  return `printf '%s\\n' ${words.map((word) => `'${word}'`).join(" ")}`;
}

function pattern({ after, anyArguments }: CompletionRow): string {
  return `${after}${" *".repeat(anyArguments)}`;
}

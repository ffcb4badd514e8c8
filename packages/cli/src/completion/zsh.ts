// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the braces are the shell's
import type { CompletionTable } from "./completion-table.ts";
import { casePattern, quoted } from "./patterns.ts";

/** The completion script for zsh: a file `_ruipmi` in `$fpath`, or to be sourced after `compinit`. */
export function zshCompletion(table: CompletionTable): string {
  const { rows, options, valueOptions, fileOptions, wordOptions } = table;
  return `${[
    "#compdef ruipmi",
    "# Completion of ruipmi for zsh, made by: ruipmi completion zsh",
    "_ruipmi() {",
    '  local previous="" line="" takes="" word',
    "  local -a candidates",
    '  for word in "${(@)words[2,CURRENT-1]}"; do',
    "    if [[ -n $takes ]]; then takes=; continue; fi",
    "    previous=$word",
    "    case $word in",
    `      ${valueOptions.join("|")}) takes=1 ;;`,
    "      -*) ;;",
    '      *) line="${line:+$line }$word" ;;',
    "    esac",
    "  done",
    "  if [[ -n $takes ]]; then",
    "    case $previous in",
    `      ${fileOptions.join("|")}) _files; return ;;`,
    ...wordOptions.map(
      ({ names, words }) => `      ${names.join("|")}) candidates=(${words.map(quoted).join(" ")}) ;;`,
    ),
    "    esac",
    "  elif [[ ${words[CURRENT]} == -* ]]; then",
    `    candidates=(${options.join(" ")})`,
    "  else",
    "    case $line in",
    ...rows.map((row) => `      ${casePattern(row)}) candidates=(${row.words.map(quoted).join(" ")}) ;;`),
    "      *) _files; return ;;",
    "    esac",
    "  fi",
    '  compadd -- "${candidates[@]}"',
    "}",
    'if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _ruipmi "$@"; else compdef _ruipmi ruipmi; fi',
  ].join("\n")}\n`;
}

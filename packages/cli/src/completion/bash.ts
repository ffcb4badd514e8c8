// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the braces are the shell's
import type { CompletionTable } from "./completion-table.ts";
import { casePattern, quoted } from "./patterns.ts";

/** The completion script for bash 4 and later. */
export function bashCompletion(table: CompletionTable): string {
  const { rows, options, valueOptions, fileOptions, wordOptions } = table;
  return `${[
    "# Completion of ruipmi for bash, made by: ruipmi completion bash",
    "_ruipmi() {",
    '  local current=${COMP_WORDS[COMP_CWORD]} previous="" line="" takes="" word i',
    "  local -a words=()",
    "  COMPREPLY=()",
    "  for ((i = 1; i < COMP_CWORD; i++)); do",
    "    word=${COMP_WORDS[i]}",
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
    `      ${fileOptions.join("|")}) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$current")); return ;;`,
    ...wordOptions.map(({ names, words }) => `      ${names.join("|")}) words=(${words.map(quoted).join(" ")}) ;;`),
    "    esac",
    "  elif [[ $current == -* ]]; then",
    `    words=(${options.join(" ")})`,
    "  else",
    "    case $line in",
    ...rows.map((row) => `      ${casePattern(row)}) words=(${row.words.map(quoted).join(" ")}) ;;`),
    "    esac",
    "  fi",
    // What is typed may be quoted already, and a word with a blank in it must be.
    `  current=\${current#[\\"\\']}`,
    "  current=${current//\\\\/}",
    '  for word in "${words[@]}"; do',
    `    [[ $word == "$current"* ]] && COMPREPLY+=("$(printf '%q' "$word")")`,
    "  done",
    "}",
    "complete -o default -F _ruipmi ruipmi",
  ].join("\n")}\n`;
}

/** Writes docs/sabotages.md from the rows. `tsx … scripts/sabotage/page.ts` writes the file. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sections } from "./rows/index.ts";
import { modelTest, type Red, type Sabotage, soakArguments } from "./sabotage.ts";

const pageFile = fileURLToPath(new URL("../../docs/sabotages.md", import.meta.url));

/** The whole text of docs/sabotages.md. */
export function renderPage(): string {
  return [
    "# Promises broken on purpose",
    "",
    "A test that cannot fail proves nothing. Each row is one place of the engine, or of the simulated BMC, changed on purpose, and what",
    "turns red for it. `pnpm sabotage` makes each of the changes in a copy of the tree, runs what must turn red, and fails where it",
    "stays green; `pnpm sabotage --only TEXT` those whose file, text or words contain TEXT. Rows are data, in `scripts/sabotage/rows`:",
    "the file, the text as it stands there once, what stands there instead, and what turns red. `scripts/sabotage/page.ts` writes this",
    "page, and a test holds the rows to the sources.",
    "",
    `- **soak**: \`pnpm soak ${soakArguments.join(" ")}\`; the figure that is no longer 0.`,
    `- **model**: \`${modelTest}\`; a smallest run that it shrank to.`,
    "- everything else is a test file; those of `packages/core/test/laws` are called by their names alone.",
    ...sections.flatMap(({ title, rows }) => [
      "",
      `## ${title}`,
      "",
      "| File | Line | Changed to | Red |",
      "|---|---|---|---|",
      ...rows.map(renderRow),
    ]),
    "",
    "## What does not turn red, and why",
    "",
    "The check of the *authenticated* bit in `session-opener.ts` may be left out: the bit is in the bytes that the AuthCode covers, and the",
    "suite alone says whether there is an AuthCode, so a packet without the bit fails there. The check stays: it costs less than an AuthCode.",
    "",
  ].join("\n");
}

/** What the file says now. */
export function writtenPage(): string {
  return readFileSync(pageFile, "utf8");
}

function renderRow({ file, text, replacement, line, changedTo, red }: Sabotage): string {
  const cells = [`\`${file}\``, line ?? code(text), changedTo ?? code(replacement), red.map(renderRed).join("; ")];
  return `| ${cells.join(" | ")} |`;
}

function renderRed(red: Red): string {
  if (red.by === "soak") {
    const above = red.above === undefined ? "" : ` above ${red.above}`;
    const args = red.args === undefined ? "" : ` with \`${red.args.join(" ")}\``;
    return `soak \`${red.figure}\`${above}${args}`;
  }
  if (red.file === modelTest) return `model: ${red.smallest}`;
  const name = red.file.replace("packages/core/test/laws/", "").replace("packages/", "");
  return `\`${name}\``;
}

function code(text: string): string {
  const oneLine = text.trim().replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
  return oneLine === "" ? "nothing" : `\`${oneLine}\``;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(pageFile, renderPage());

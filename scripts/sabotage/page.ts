/** Writes docs/sabotages.md from the rows. `tsx … scripts/sabotage/page.ts` writes the file. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { byHand } from "./by-hand/index.ts";
import { sections } from "./rows/index.ts";
import {
  type ByHand,
  exploreDepth,
  exploreTest,
  modelTest,
  ordinaryWorld,
  type Red,
  type Sabotage,
  soakArguments,
} from "./sabotage.ts";

const pageFile = fileURLToPath(new URL("../../docs/sabotages.md", import.meta.url));

/** The whole text of docs/sabotages.md. */
export function renderPage(): string {
  return [
    "# Promises broken on purpose",
    "",
    "A test that cannot fail proves nothing. Each row is one place of the sources changed on purpose, and what turns red for it.",
    "`pnpm sabotage` makes each of the changes in a copy of the tree, runs what must turn red, and fails where it stays green;",
    "`pnpm sabotage --only TEXT` those whose file, text or words contain TEXT. Rows are data, in `scripts/sabotage/rows`: the file, the",
    "text as it stands there once, what stands there instead, and what turns red. `scripts/sabotage/page.ts` writes this page, and a",
    "test holds the rows to the sources.",
    "",
    `- **soak**: \`pnpm soak ${soakArguments.join(" ")}\`; the figure that is no longer 0.`,
    `- **model**: \`${modelTest}\`; a smallest run that it shrank to.`,
    `- **explore**: \`${exploreTest}\`, a [small world explored whole](small-world.md), with ${exploreDepth} misfortunes, and`,
    `  the world is *${ordinaryWorld}* where none is named; what it says of the promise that is broken, and a shortest schedule that`,
    "  breaks it, to be replayed with `RUIPMI_EXPLORE_REPLAY`.",
    "- **lint**: `pnpm lint`, by the rule of `scripts/lint/constant-time.grit`.",
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
    "# Broken by hand",
    "",
    "What turns red for these takes sockets, other programs, or a fuzzer's minutes: `pnpm sabotage` leaves them out.",
    "",
    "- **fuzz**: `pnpm fuzz --target NAME --cases 4000`, or `pnpm fuzz --memory 20000`; in brackets what it came down to.",
    ...byHand.flatMap(({ title, rows }) => [
      "",
      `## ${title}`,
      "",
      "| File | Line | Changed to | Red |",
      "|---|---|---|---|",
      ...rows.map(renderByHand),
    ]),
    "",
    "Core's `crypto/` and `engine/` are broken by machine at every place: [mutation.md](mutation.md).",
    "",
    "# What stays green",
    "",
    "## What turns red for its reason only",
    "",
    "The check of the *authenticated* bit in `session-opener.ts` may be left out and nothing is let in: the bit is in the bytes that the",
    "AuthCode covers, and the suite alone says whether there is an AuthCode, so a packet without the bit fails there. The check stays: it",
    "costs less than an AuthCode. Only the reason of the drop tells, and `core/test/adversary/payload-bits.test.ts` asks for it.",
    "",
    "## What leaves the small world green, and why",
    "",
    "Counting rqSeq numbers from 0 again after each is right as long as numbers rest. RAKP Message 4 taken with the newest tag only",
    "costs a repetition and loses no session. And a deadline that counts as reached 0.6 s early is never seen there, where nothing wakes",
    "the console between its deadlines; law 4 is tried at other times elsewhere.",
    "",
  ].join("\n");
}

/** What the file says now. */
export function writtenPage(): string {
  return readFileSync(pageFile, "utf8");
}

function renderRow({ file, text, replacement, line, changedTo, red }: Sabotage): string {
  const cells = [
    `\`${file.replace("../", "")}\``,
    line ?? code(text),
    changedTo ?? code(replacement),
    red.map(renderRed).join("; "),
  ];
  return `| ${cells.join(" | ")} |`;
}

function renderByHand({ file, line, changedTo, red }: ByHand): string {
  return `| \`${file}\` | ${line} | ${changedTo} | ${red} |`;
}

function renderRed(red: Red): string {
  if (red.by === "soak") {
    const above = red.above === undefined ? "" : ` above ${red.above}`;
    const args = red.args === undefined ? "" : ` with \`${red.args.join(" ")}\``;
    return `soak \`${red.figure}\`${above}${args}`;
  }
  if (red.by === "lint") return "lint";
  if (red.by === "explore") {
    const world = red.world === ordinaryWorld ? "" : `, *${red.world}*`;
    const schedule = red.schedule === undefined ? "" : `: ${red.schedule}`;
    return `explore${world}, "${red.says}"${schedule}`;
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

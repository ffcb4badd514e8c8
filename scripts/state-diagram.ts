/** Draws docs/states.md from the engine's own transition table. `tsx … scripts/state-diagram.ts` writes the file. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { phaseTransitions } from "../packages/core/src/engine/phases.ts";

/** Where the diagram stands. */
export const statesFile: string = fileURLToPath(new URL("../docs/states.md", import.meta.url));

/** The whole text of docs/states.md, as the table says today. */
export function renderStates(): string {
  const moves = Object.entries(phaseTransitions).flatMap(([from, causes]) =>
    Object.entries(causes).map(([cause, to]) => ({ from, cause, to })),
  );
  return [
    "# The phases of an engine",
    "",
    "Drawn from the table in `packages/core/src/engine/phases.ts` by `scripts/state-diagram.ts`; a test holds the two together.",
    "What is not drawn cannot happen. Data lives only where it is valid: there are no keys before RAKP Message 2 was verified.",
    "",
    "```mermaid",
    "stateDiagram-v2",
    "  [*] --> idle",
    ...moves.map(({ from, cause, to }) => `  ${from} --> ${to}: ${cause}`),
    "  closed --> [*]",
    "```",
    "",
    "| from | what happens | to |",
    "|---|---|---|",
    ...moves.map(({ from, cause, to }) => `| \`${from}\` | \`${cause}\` | \`${to}\` |`),
    "",
  ].join("\n");
}

/** What the file says now. */
export function writtenStates(): string {
  return readFileSync(statesFile, "utf8");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(statesFile, renderStates());

import { readFileSync, writeFileSync } from "node:fs";
import type { Figures } from "./explorer.ts";

const page = new URL("../../../../docs/small-world.md", import.meta.url);

/** A world's row in the table of docs/small-world.md. */
export function figuresRow(depth: string, figures: Figures): string {
  const { world, states, merged, transitions, schedules, longest, stepsToRest } = figures;
  const numbers = [states, merged, transitions, schedules].map(grouped);
  return `| ${[world, depth, ...numbers, longest, stepsToRest].join(" | ")} |`;
}

/** A world's row as the page has it. */
export function documentedRow(world: string): string | undefined {
  return pageLines().find((line) => isRowOf(line, world));
}

/** Puts a row in the place of the one that the page has for its world. */
export function writeRow(world: string, row: string): void {
  const lines = pageLines().map((line) => (isRowOf(line, world) ? row : line));
  writeFileSync(page, lines.join("\n"));
}

function pageLines(): string[] {
  return readFileSync(page, "utf8").split("\n");
}

function isRowOf(line: string, world: string): boolean {
  return line.startsWith(`| ${world} |`);
}

function grouped(number: number | bigint): string {
  return number.toLocaleString("en").replaceAll(",", " ");
}

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const rule = join(root, "scripts/lint/constant-time.grit");

/** The numbers of the lines, from 1, on which the rule finds something. */
function linesFound(code: readonly string[]): number[] {
  const folder = mkdtempSync(join(tmpdir(), "ruipmi-rule-"));
  try {
    writeFileSync(join(folder, "biome.json"), JSON.stringify({ plugins: [rule] }));
    writeFileSync(join(folder, "planted.ts"), code.join("\n"));
    const biome = join(root, "node_modules/.bin/biome");
    const { stdout } = spawnSync(biome, ["lint", "--reporter=json", "--max-diagnostics=none", "planted.ts"], {
      cwd: folder,
      encoding: "utf8",
    });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string; location: Location }[] };
    return diagnostics.filter(({ category }) => category === "plugin").map(({ location }) => location.start.line);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Location {
  readonly start: { readonly line: number };
}

const violations = [
  "export const every = (a: Uint8Array, b: Uint8Array) => a.every((byte, at) => byte === b[at]);",
  "export const everyOf = (a: Uint8Array, b: Uint8Array) => a.every((byte, at) => b[at]! === byte);",
  "export const everyAt = (a: Uint8Array, b: Uint8Array) => a.every((byte, at) => byte === b.at(at));",
  "export const everyBlock = (a: Uint8Array, b: Uint8Array) => a.every((byte, at) => { return byte === b[at]; });",
  "export const everyFunction = (a: Uint8Array, b: Uint8Array) => a.every(function (byte, at) { return byte === b[at]; });",
  "export const everyOfAll = (a: Uint8Array, b: Uint8Array) => a.every((byte, at, all) => byte === b[at] && all.length > 9);",
  "export const some = (a: Uint8Array, b: Uint8Array) => !a.some((byte, at) => byte !== b[at]);",
  "export const first = (a: Uint8Array, b: Uint8Array) => a.findIndex((byte, at) => byte !== b[at]) < 0;",
  "export const loop = (a: Uint8Array, b: Uint8Array) => { for (const at of a.keys()) if (a[at] !== b[at]) return false; };",
  "export const sure = (a: Uint8Array, b: Uint8Array, at: number) => a[at]! === b[at]!;",
  "export const loose = (a: Uint8Array, b: Uint8Array, at: number) => a[at] == b[at];",
  "export const joined = (a: Uint8Array, b: Uint8Array) => a.join() === b.join();",
  "export const text = (a: Uint8Array, b: Uint8Array) => String(a) === String(b);",
  'export const hex = (a: Buffer, b: Buffer) => a.toString("hex") === b.toString("hex");',
  "export const hexOf = (a: Uint8Array, b: Uint8Array) => toHex(a) === toHex(b);",
  "export const node = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;",
  "export const buffers = (a: Buffer, b: Buffer) => a.equals(b);",
];

const innocent = [
  'import { equalConstantTime } from "@ruipmi/core/wire";',
  "export const right = (a: Uint8Array, b: Uint8Array) => equalConstantTime(a, b);",
  "export const zeros = (a: Uint8Array) => a.every((byte) => byte === 0);",
  "export const header = (a: Uint8Array, at: number) => a[at] === 0x07 && a[at + 1] !== 0;",
  "export const xor = (a: Uint8Array, b: Uint8Array, at: number) => a[at]! ^ b[at]!;",
  "export const numbers = (a: number, b: number) => a === b;",
  "export const names = (a: { name: string }, b: { name: string }) => a.name === b.name;",
  "export const lengths = (a: Uint8Array, b: Uint8Array) => a.length === b.length;",
];

describe("the rule on comparing bytes", () => {
  it("finds each way of comparing that may stop early", () => {
    expect(linesFound(violations)).toEqual(violations.map((_line, index) => index + 1));
  });

  it("finds nothing else", () => {
    expect(linesFound(innocent)).toEqual([]);
  });

  it("is on wherever codes are verified", () => {
    const { plugins } = JSON.parse(readFileSync(join(root, "biome.json"), "utf8")) as { plugins: unknown };
    const includes = ["core", "bmc", "capture"].map((name) => `packages/${name}/src/**`);
    expect(plugins).toEqual([{ path: "./scripts/lint/constant-time.grit", includes }]);
  });
});

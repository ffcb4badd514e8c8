/** `pnpm mutation`: installs Stryker in this folder, runs it with the arguments given, and writes `docs/mutation.md` where it ran whole. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { writeReport } from "./report.ts";

const root = new URL("..", import.meta.url);

function run(command: string, args: readonly string[]): number {
  return spawnSync(command, args, { cwd: root, stdio: "inherit" }).status ?? 1;
}

const { packageManager } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as {
  packageManager: string;
};
const installed = run("npx", ["--yes", packageManager, "install", "--dir", "mutation", "--frozen-lockfile"]);
if (installed !== 0) process.exit(installed);

const stryker = fileURLToPath(new URL("node_modules/@stryker-mutator/core/bin/stryker.js", import.meta.url));
const config = "mutation/stryker.config.json";
process.exitCode = run(process.execPath, [stryker, "run", config, ...process.argv.slice(2)]);

// The page is of all files: a run of a few says what it found, and leaves the page alone.
const isPartial = process.argv.some((argument) => /^(-m|--mutate)/.test(argument));
const page = isPartial ? undefined : new URL("docs/mutation.md", root);
const commit = spawnSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).stdout.trim();
const { unexplained, unused } = writeReport(new URL("reports/mutation.json", import.meta.url), page, commit);
for (const line of isPartial ? unexplained : [...unexplained, ...unused]) console.error(line);
if (unexplained.length > 0) process.exitCode = 1;

/** `pnpm sabotage [--only TEXT]`: breaks every promise in turn and says whether what must turn red does. */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { sections } from "./rows/index.ts";
import { exploreDepth, exploreTest, type Red, type Sabotage, soakArguments } from "./sabotage.ts";
import { TreeCopy } from "./tree-copy.ts";

main();

function main(): void {
  const only = readOnly();
  if (only === false) return;
  const rows = sections.flatMap((section) => section.rows).filter((row) => isMeant(row, only));
  if (rows.length === 0) {
    console.error(`pnpm sabotage: no row's file, text or words contain ${only}`);
    process.exitCode = 2;
    return;
  }
  const tree = new TreeCopy();
  let green = 0;
  try {
    for (const row of rows) {
      for (const red of row.red) {
        const problem = tree.broken(row, () => whyGreen(red, row.file, tree.path));
        if (problem !== undefined) green += 1;
        console.log(
          `${problem === undefined ? "red  " : "GREEN"} ${row.file}: ${row.line ?? row.text.trim()} -> ${nameOf(red)}${problem ?? ""}`,
        );
      }
    }
  } finally {
    tree.remove();
  }
  console.log(green === 0 ? `${rows.length} promises broken, and each was noticed` : `${green} stayed green`);
  process.exitCode = green === 0 && rows.length > 0 ? 0 : 1;
}

/** What `--only` says, if anything; false where the command line is wrong, which is said. */
function readOnly(): string | undefined | false {
  const args = process.argv.slice(2).filter((each) => each !== "--");
  try {
    return parseArgs({ args, options: { only: { type: "string" } } }).values.only;
  } catch (error) {
    console.error(`pnpm sabotage [--only TEXT]: ${(error as Error).message}`);
    process.exitCode = 2;
    return false;
  }
}

function isMeant(row: Sabotage, only: string | undefined): boolean {
  return only === undefined || [row.file, row.text, row.line, row.changedTo].some((each) => each?.includes(only));
}

function nameOf(red: Red): string {
  switch (red.by) {
    case "soak":
      return `soak ${red.figure}`;
    case "explore":
      return `explore ${red.world}: ${red.says}`;
    case "lint":
      return "lint";
    case "test":
      return red.file;
  }
}

/** `undefined` where it is red as it should be. */
function whyGreen(red: Red, file: string, cwd: string): string | undefined {
  switch (red.by) {
    case "soak":
      return whySoakIsGreen(red, cwd);
    case "explore":
      return whyExploringIsGreen(red, cwd);
    case "lint":
      return whyLintIsGreen(red, file, cwd);
    case "test":
      return whyTestIsGreen(red, cwd);
  }
}

function whySoakIsGreen(
  { figure, above = 0, args = [] }: Red & { readonly by: "soak" },
  cwd: string,
): string | undefined {
  const onSources = ["--import", "tsx", "--conditions=@ruipmi/source"];
  const { stdout, stderr } = run(cwd, [...onSources, "soak/src/main.ts", ...soakArguments, ...args]);
  const last = stdout.trim().split("\n").at(-1) ?? "";
  if (!last.startsWith("{")) return `: the soak did not end: ${stderr.trim().split("\n").at(-1)}`;
  const value = (JSON.parse(last) as Record<string, number>)[figure];
  return value !== undefined && value > above ? undefined : `: it is ${value}`;
}

function whyTestIsGreen({ file, only }: Red & { readonly by: "test" }, cwd: string): string | undefined {
  const ran = runTests(cwd, "unit", file, only);
  return typeof ran === "string" ? ran : undefined;
}

function whyExploringIsGreen({ world, says }: Red & { readonly by: "explore" }, cwd: string): string | undefined {
  const env = { RUIPMI_EXPLORE_DEPTH: String(exploreDepth) };
  const ran = runTests(cwd, "explore", exploreTest, `whole '${world}': `, env);
  return typeof ran === "string" ? ran : whyOther(says, ran.join("\n"));
}

function whyLintIsGreen({ says }: Red & { readonly by: "lint" }, file: string, cwd: string): string | undefined {
  const { stdout, stderr, status } = run(cwd, ["node_modules/@biomejs/biome/bin/biome", "lint", `packages/${file}`]);
  return status === 0 ? ": it finds nothing" : whyOther(says, stdout + stderr);
}

/** What was said instead of what should have been. */
function whyOther(expected: string, said: string): string | undefined {
  return said.includes(expected) ? undefined : `: it says ${JSON.stringify(said.slice(0, 200))}`;
}

/** What the tests that failed say; or why none did. */
function runTests(
  cwd: string,
  project: string,
  file: string,
  only?: string,
  env: Readonly<Record<string, string>> = {},
): readonly string[] | string {
  const selected = only === undefined ? [] : ["-t", only];
  const args = ["node_modules/vitest/vitest.mjs", "run", "--project", project, "--reporter", "json", file, ...selected];
  const { stdout, stderr } = run(cwd, args, env);
  const begin = stdout.indexOf('{"numTotalTestSuites"');
  if (begin < 0) return `: no report: ${stderr.trim().split("\n").at(-1)}`;
  const report = JSON.parse(stdout.slice(begin, stdout.lastIndexOf("}") + 1)) as Report;
  const failed = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap((each) => each.failureMessages),
  );
  // A file that does not load fails no test.
  return report.numFailedTests > 0 ? failed : `: ${report.numPassedTests} tests passed and none failed`;
}

interface Report {
  readonly numFailedTests: number;
  readonly numPassedTests: number;
  readonly testResults: readonly { readonly assertionResults: readonly { readonly failureMessages: string[] }[] }[];
}

/** With a seed of its own for the property tests, so that it says the same each time. */
function run(
  cwd: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): { stdout: string; stderr: string; status: number | null } {
  const env = { ...process.env, RUIPMI_SEED: process.env["RUIPMI_SEED"] ?? "1", ...more };
  return spawnSync(process.execPath, args, { cwd, env, encoding: "utf8", maxBuffer: 1 << 26 });
}

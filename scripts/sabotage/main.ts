/** `pnpm sabotage [--only TEXT]`: breaks every promise in turn and says whether what must turn red does. */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { sections } from "./rows/index.ts";
import { type Red, type Sabotage, soakArguments } from "./sabotage.ts";
import { TreeCopy } from "./tree-copy.ts";

main();

function main(): void {
  const { values } = parseArgs({
    args: process.argv.slice(2).filter((each) => each !== "--"),
    options: { only: { type: "string" } },
  });
  const rows = sections.flatMap((section) => section.rows).filter((row) => isMeant(row, values.only));
  const tree = new TreeCopy();
  let green = 0;
  try {
    for (const row of rows) {
      for (const red of row.red) {
        const problem = tree.broken(row, () => whyGreen(red, tree.path));
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

function isMeant(row: Sabotage, only: string | undefined): boolean {
  return only === undefined || [row.file, row.text, row.line, row.changedTo].some((each) => each?.includes(only));
}

function nameOf(red: Red): string {
  return red.by === "soak" ? `soak ${red.figure}` : red.file;
}

/** `undefined` where it is red as it should be. */
function whyGreen(red: Red, cwd: string): string | undefined {
  return red.by === "soak" ? whySoakIsGreen(red, cwd) : whyTestIsGreen(red, cwd);
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
  const selected = only === undefined ? [] : ["-t", only];
  const { stdout, stderr } = run(cwd, [
    ...["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "--reporter", "json", file, ...selected],
  ]);
  const report = stdout.slice(stdout.indexOf("{"), stdout.lastIndexOf("}") + 1);
  if (report === "") return `: no report: ${stderr.trim().split("\n").at(-1)}`;
  const { numFailedTests, numPassedTests } = JSON.parse(report) as { numFailedTests: number; numPassedTests: number };
  // A file that does not load fails no test.
  return numFailedTests > 0 ? undefined : `: ${numPassedTests} tests passed and none failed`;
}

/** With a seed of its own for the property tests, so that it says the same each time. */
function run(cwd: string, args: readonly string[]): { stdout: string; stderr: string } {
  const env = { ...process.env, RUIPMI_SEED: process.env["RUIPMI_SEED"] ?? "1" };
  return spawnSync(process.execPath, args, { cwd, env, encoding: "utf8", maxBuffer: 1 << 26 });
}

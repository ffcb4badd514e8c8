import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { lineGroups } from "../lines/index.ts";
import { type Line, type LineBmc, type LineGroup, lineBmcs, reasonAt, runsOn } from "../lines/line.ts";
import { type Outcome, startLineRunner } from "./support/line-runner.ts";
import { linesDocument } from "./support/lines-document.ts";
import { installed } from "./support/peers.ts";

const document = fileURLToPath(new URL("../../docs/ipmitool-lines.md", import.meta.url));

/** Each line run by both programs. One group alone: `vitest run --project interop interop/test/same-lines.test.ts -t "sel on"`. */
describe.skipIf(!installed("ipmitool", "ipmi_sim"))("the same lines by ipmitool and by ruipmi", () => {
  for (const [index, group] of lineGroups.entries()) {
    for (const bmc of lineBmcs.filter((bmc) => group.lines.some((line) => runsOn(group, line, bmc)))) {
      // Every mistake is told at once, so that one run shows all that a change did.
      it(`${group.name} on ${bmc} (group ${index})`, async () => {
        expect((await mistakesOf(group, bmc)).join("\n")).toBe("");
      }, 180_000);
    }
  }

  it("are listed in docs/ipmitool-lines.md", () => {
    const text = linesDocument(lineGroups);
    if (process.env["RUIPMI_WRITE_DOCS"] === "1") writeFileSync(document, text);
    expect(readFileSync(document, "utf8"), "RUIPMI_WRITE_DOCS=1 writes it anew").toBe(text);
  });
});

/** Runs the group's lines by both programs, each at its own managed system, and says what is wrong with each line. */
async function mistakesOf(group: LineGroup, bmc: LineBmc): Promise<readonly string[]> {
  const runners = await Promise.all(
    (["ipmitool", "ruipmi"] as const).map((program) => startLineRunner(program, bmc, group)),
  );
  const mistakes: string[] = [];
  try {
    for (const line of group.lines.filter((line) => runsOn(group, line, bmc))) {
      const [theirs, ours] = await Promise.all(
        runners.map((runner) => (line.isStep ? runner.prepare(line) : runner.run(line))),
      );
      const mistake = line.isStep ? stepMistake(theirs!, ours!) : lineMistake(line, bmc, theirs!, ours!);
      if (mistake !== undefined) mistakes.push(`== ${line.text}\n${mistake}`);
    }
  } finally {
    await Promise.all(runners.map((runner) => runner.stop()));
  }
  return mistakes;
}

function stepMistake(...outcomes: readonly Outcome[]): string | undefined {
  const failed = outcomes.find((outcome) => outcome.failed);
  return failed === undefined ? undefined : `the step failed: ${failed.stderr}`;
}

function lineMistake(line: Line, bmc: LineBmc, theirs: Outcome, ours: Outcome): string | undefined {
  const reason = reasonAt(line, bmc);
  const same = JSON.stringify(comparable(theirs)) === JSON.stringify(comparable(ours));
  if (reason !== undefined && same) return `identical now, and still has a reason to differ: ${reason}`;
  const wanted = reason === undefined ? theirs : wantedOf(line, theirs);
  if (wanted === undefined) return undefined;
  const isRight = JSON.stringify(comparable(wanted)) === JSON.stringify(comparable(ours));
  if (isRight)
    return isSilent(ours) && !isSilent(theirs) ? `ruipmi says nothing; ipmitool: ${theirs.stderr}` : undefined;
  return `${shown("ipmitool", theirs)}${wanted === theirs ? "" : shown("wanted", wanted)}${shown("ruipmi", ours)}`;
}

/** What ruipmi must print at a line that differs; `undefined` where nothing is asked. */
function wantedOf({ ours, fails }: Line, theirs: Outcome): Outcome | undefined {
  if (ours === undefined && fails === undefined) return undefined;
  return { ...theirs, stdout: ours?.(theirs.stdout) ?? theirs.stdout, failed: fails ?? theirs.failed };
}

function comparable({ stdout, failed, files }: Outcome): Omit<Outcome, "stderr"> {
  return { stdout, failed, files };
}

/** Whether nobody would know what happened: where ipmitool tells it on standard error, so must ruipmi. */
function isSilent({ stdout, stderr }: Outcome): boolean {
  return stdout === "" && stderr === "";
}

function shown(who: string, { stdout, failed, stderr, files }: Outcome): string {
  const written = Object.entries(files).map(([name, content]) => `-- ${name}: ${JSON.stringify(content)}\n`);
  const said = stderr === "" ? "" : `-- stderr: ${stderr}${stderr.endsWith("\n") ? "" : "\n"}`;
  return `-- ${who}, ${failed ? "failed" : "done"}:\n${stdout}${written.join("")}${said}`;
}

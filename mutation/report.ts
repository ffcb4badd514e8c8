/** Writes `docs/mutation.md` from Stryker's JSON report and the reasons for the survivors that are left. */
import { writeFileSync } from "node:fs";
import { reasons } from "./reasons.ts";
import {
  isSurvivor,
  type Mutant,
  type MutatedFile,
  mutatedCode,
  oneLine,
  type Reason,
  readReport,
  reasonFor,
} from "./survivors.ts";

/** How many mutants met which end. */
interface Tally {
  readonly killed: number;
  readonly timedOut: number;
  readonly survived: number;
  readonly unreached: number;
  /** Killed and timed out, of all but the ignored. */
  readonly score: number;
}

/**
 * Writes the page, if there is one to write.
 *
 * @param commit - what was checked out
 * @returns the survivors without a reason, and the reasons without a survivor, a line for each
 */
export function writeReport(
  report: URL,
  page: URL | undefined,
  commit: string,
): { readonly unexplained: string[]; readonly unused: string[] } {
  const files = readReport(report);
  const all = files.flatMap(({ mutants }) => mutants);
  const unexplained: string[] = [];
  const unused = new Set<Reason>(reasons);
  const sections = files.flatMap((file) => survivorsOf(file, unexplained, unused));
  const withoutTexts = tally(all.filter(({ mutatorName }) => mutatorName !== "StringLiteral"));
  const whole = tally(all);
  const text = `${[
    introduction,
    `These are the figures of commit ${commit}. ${all.filter(isJudged).length} mutants: ${percent(whole.score)} killed; without those of texts (Stryker's`,
    `\`StringLiteral\`, most of them in error messages) ${percent(withoutTexts.score)}.`,
    `${all.filter(({ status }) => status === "Ignored").length} more are in code that runs only while a module is loaded`,
    "(tables of names and numbers) and are not tried: each would cost a run of all tests.",
    "",
    "| File | Mutants | Killed | Out of time | Survived | Reached by no test | Score |",
    "|---|---|---|---|---|---|---|",
    ...files.filter(({ mutants }) => mutants.some(isJudged)).map((file) => row(`\`${file.path}\``, file.mutants)),
    row("all", all),
    "",
    ...survivorsHeading,
    ...sections,
  ].join("\n")}\n`;
  if (page !== undefined) writeFileSync(page, text);
  return { unexplained, unused: [...unused].map((reason) => `no survivor for the reason: ${JSON.stringify(reason)}`) };
}

const introduction = `# The tests tested

Every row of [sabotages.md](sabotages.md) is one line broken by hand. This page is the same by machine: Stryker changes
core's \`crypto/\` and \`engine/\` at every place where it knows how to, one change (a mutant) at a time, and runs core's tests
that reach the place. A mutant that makes a test fail, or never ends, is killed. \`pnpm mutation\` installs Stryker beside
the workspace, in \`mutation/\`, runs it, writes this page, and fails where fewer than 85 % are killed, or where one survived
without a reason in \`mutation/reasons.ts\`. A second run does again only what changed; \`pnpm mutation --force\` does all,
and \`--mutate packages/core/src/crypto/rc4.ts\` one file.

So that it ends soon, the tests of core's \`crypto/\`, \`engine/\`, \`packets/\` and \`defects/\` take part, properties with a fixed
seed and a twentieth of their runs: the laws, the model and the tests of the heap come on top of what is shown here. The
managed system that the tests talk to is made of the same mutated core: a mistake that both sides make is caught by the
recorded sessions and the vectors, or not at all.
`;

const survivorsHeading = ["## What survived, and why it is left", ""];

function survivorsOf(file: MutatedFile, unexplained: string[], unused: Set<Reason>): string[] {
  const rows = file.mutants.filter(isSurvivor).map((mutant) => {
    const reason = reasonFor(file, mutant, reasons);
    const { line } = mutant.location.start;
    if (reason === undefined) unexplained.push(`${file.path}:${line} ${mutant.mutatorName} survived without a reason`);
    else unused.delete(reason);
    const change = `${code(mutatedCode(file, mutant))} → ${code(oneLine(mutant.replacement ?? ""))}`;
    return `| ${line} | ${change} | ${reason?.why ?? "**not explained**"} |`;
  });
  if (rows.length === 0) return [];
  return [`### \`${file.path}\``, "", "| Line | Mutant | Why |", "|---|---|---|", ...rows, ""];
}

function row(name: string, mutants: readonly Mutant[]): string {
  const { killed, timedOut, survived, unreached, score } = tally(mutants);
  const count = mutants.filter(isJudged).length;
  return `| ${name} | ${count} | ${killed} | ${timedOut} | ${survived} | ${unreached} | ${percent(score)} |`;
}

function tally(mutants: readonly Mutant[]): Tally {
  const count = (status: string): number => mutants.filter((mutant) => mutant.status === status).length;
  const killed = count("Killed");
  const timedOut = count("Timeout");
  const judged = mutants.filter(isJudged).length;
  const score = judged === 0 ? 1 : (killed + timedOut) / judged;
  return { killed, timedOut, survived: count("Survived"), unreached: count("NoCoverage"), score };
}

function isJudged({ status }: Mutant): boolean {
  return ["Killed", "Timeout", "Survived", "NoCoverage"].includes(status);
}

function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}

/** In Markdown, short enough for a cell. */
function code(text: string): string {
  if (text === "") return "nothing";
  const short = text.length > 90 ? `${text.slice(0, 87)}…` : text;
  const escaped = short.replaceAll("|", "\\|");
  return escaped.includes("`") ? `\`\` ${escaped} \`\`` : `\`${escaped}\``;
}

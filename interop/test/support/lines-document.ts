import { type Line, type LineGroup, lineBmcs, reasonAt, runsOn } from "../../lines/line.ts";

/** docs/ipmitool-lines.md: what the lines say of themselves, which the tests hold them to. */
export function linesDocument(groups: readonly LineGroup[]): string {
  const listed = groups.flatMap((group) => group.lines.map((line) => ({ group, line })));
  const runs = listed.flatMap(({ group, line }) =>
    line.isStep ? [] : lineBmcs.filter((bmc) => runsOn(group, line, bmc)).map((bmc) => reasonAt(line, bmc)),
  );
  const differing = runs.filter((reason) => reason !== undefined).length;
  const names = [...new Set(groups.map(({ name }) => name))];
  return [
    "# Command lines: ipmitool's and ours",
    "",
    "Written by `interop/test/same-lines.test.ts`; `RUIPMI_WRITE_DOCS=1` has it written anew. Each line is run by ipmitool 1.8.19",
    "and by ruipmi, each at a managed system of its own that is in the same state, and what the two print on standard output is",
    "compared byte for byte, as are the files they write and whether they fail. `identical`: no difference. Otherwise the reason",
    "why ours differs, on purpose; a difference without a reason fails the test, and so does a reason without a difference.",
    "",
    `${runs.length} runs: ${runs.length - differing} identical, ${differing} with a reason.`,
    ...names.flatMap((name) => sectionOf(name, groups)),
    "",
  ].join("\n");
}

function sectionOf(name: string, groups: readonly LineGroup[]): readonly string[] {
  // Lines that come again, in another state, with the same verdict are one row.
  const rows = [...new Set(groups.filter((group) => group.name === name).flatMap(rowsOf))];
  return [
    "",
    `## ${name}`,
    "",
    `| line | ${lineBmcs.join(" | ")} |`,
    `| --- | ${lineBmcs.map(() => "---").join(" | ")} |`,
    ...rows,
  ];
}

function rowsOf(group: LineGroup): readonly string[] {
  const shown = group.lines.filter((line) => !line.isStep && lineBmcs.some((bmc) => runsOn(group, line, bmc)));
  return shown.map(
    (line) => `| \`${cell(line.text)}\` | ${lineBmcs.map((bmc) => verdict(group, line, bmc)).join(" | ")} |`,
  );
}

function verdict(group: LineGroup, line: Line, bmc: (typeof lineBmcs)[number]): string {
  if (!runsOn(group, line, bmc)) return "–";
  return cell(reasonAt(line, bmc) ?? "identical");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

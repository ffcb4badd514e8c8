import { readFileSync } from "node:fs";

/** One mutant of Stryker's JSON report, as far as it is read here. */
export interface Mutant {
  readonly id: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** A source file with its mutants. */
export interface MutatedFile {
  /** Relative to `packages/core/src`. */
  readonly path: string;
  readonly lines: readonly string[];
  readonly mutants: readonly Mutant[];
}

/** Why some survivors are left alone. */
export interface Reason {
  /** Relative to `packages/core/src`; all files where left out. */
  readonly file?: string;
  /** What the line or the mutated code contains; any where left out. */
  readonly code?: string;
  /** Stryker's name of the kind of change; any where left out. */
  readonly mutator?: string;
  /** What the code was replaced with; anything where left out. */
  readonly replacement?: string;
  /** In a sentence. */
  readonly why: string;
}

/** Reads Stryker's JSON report; files in the order of their names. */
export function readReport(path: URL): MutatedFile[] {
  const report = JSON.parse(readFileSync(path, "utf8")) as {
    files: Record<string, { source: string; mutants: Mutant[] }>;
  };
  return Object.entries(report.files)
    .map(([name, { source, mutants }]) => ({
      path: name.replace("packages/core/src/", ""),
      lines: source.split("\n"),
      mutants: mutants.toSorted((a, b) => a.location.start.line - b.location.start.line || Number(a.id) - Number(b.id)),
    }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Whether no test noticed it: none failed, or none reaches it. */
export function isSurvivor({ status }: Mutant): boolean {
  return status === "Survived" || status === "NoCoverage";
}

/** The code that was replaced, in one line. */
export function mutatedCode({ lines }: MutatedFile, { location: { start, end } }: Mutant): string {
  const code = lines.slice(start.line - 1, end.line).map((line, index, all) => {
    const from = index === 0 ? start.column - 1 : 0;
    return line.slice(from, index === all.length - 1 ? end.column - 1 : undefined);
  });
  return oneLine(code.join(" "));
}

/** The first reason that fits. */
export function reasonFor(file: MutatedFile, mutant: Mutant, reasons: readonly Reason[]): Reason | undefined {
  const { start, end } = mutant.location;
  const context = oneLine(file.lines.slice(start.line - 1, end.line).join(" "));
  return reasons.find(
    (reason) =>
      (reason.file ?? file.path) === file.path &&
      context.includes(reason.code ?? "") &&
      (reason.mutator ?? mutant.mutatorName) === mutant.mutatorName &&
      (reason.replacement ?? mutant.replacement) === mutant.replacement,
  );
}

/** Without line breaks and indentation. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

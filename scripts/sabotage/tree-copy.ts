import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Sabotage } from "./sabotage.ts";

/** The root of the repository. */
export const root: string = fileURLToPath(new URL("../../", import.meta.url));

/** What no test needs, or what there may be only one of. */
const leftOut = new Set([".git", "node_modules", "dist", "docs/api", "coverage"]);

/** A copy of the tree, installed packages shared, in which anything may be broken. */
export class TreeCopy {
  readonly path: string;

  constructor() {
    this.path = mkdtempSync(join(tmpdir(), "ruipmi-sabotage-"));
    cpSync(root, this.path, {
      recursive: true,
      // The links between the workspace's packages are relative: in the copy they lead to the copy.
      verbatimSymlinks: true,
      filter: (source) => !leftOut.has(nameOf(source)),
    });
    symlinkSync(join(root, "node_modules"), join(this.path, "node_modules"));
  }

  /** Breaks it while `during` runs, and mends it. */
  broken<T>(sabotage: Sabotage, during: () => T): T {
    const file = join(this.path, "packages", sabotage.file);
    const original = readFileSync(file, "utf8");
    writeFileSync(file, applied(sabotage, original));
    try {
      return during();
    } finally {
      writeFileSync(file, original);
    }
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** The source with the sabotage in it; throws where the text does not stand there exactly once. */
export function applied({ file, text, replacement }: Sabotage, source: string): string {
  const parts = source.split(text);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times, and not once: ${text}`);
  return parts.join(replacement);
}

/** The root's own by their path, what is built by its name, wherever it is. */
function nameOf(source: string): string {
  const path = relative(root, source).split(sep).join("/");
  return path.endsWith("/dist") ? "dist" : path;
}

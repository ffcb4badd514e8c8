import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderPage, writtenPage } from "../sabotage/page.ts";
import { sections } from "../sabotage/rows/index.ts";
import { applied, root } from "../sabotage/tree-copy.ts";

const rows = sections.flatMap((section) => section.rows);

describe("the promises broken on purpose", () => {
  it.each(rows.map((row) => [`${row.file}: ${row.line ?? row.text.trim()}`, row] as const))("%s", (_, row) => {
    const source = readFileSync(join(root, "packages", row.file), "utf8");
    expect(applied(row, source)).not.toBe(source);
    expect(row.changedTo === undefined).toBe(row.line === undefined);
    expect(row.red).not.toEqual([]);
    for (const red of row.red) if (red.by === "test") expect(existsSync(join(root, red.file)), red.file).toBe(true);
  });

  it("are on the page as the rows say", () => {
    expect(writtenPage(), "run: pnpm exec tsx scripts/sabotage/page.ts").toBe(renderPage());
  });
});

import { expect, it } from "vitest";
import { commandCatalogue } from "../../packages/commands/src/index.ts";
import { renderCommands, writtenCommands } from "../commands-page.ts";

it("docs/commands.md is written from the catalogue", () => {
  expect(writtenCommands(), "run: pnpm exec tsx --conditions=@ruipmi/source scripts/commands-page.ts").toBe(
    renderCommands(),
  );
});

it("docs/commands.md has a row for every command of the catalogue", () => {
  const rows = [...writtenCommands().matchAll(/^\| [0-9A-F]{2}h\/[0-9A-F]{2}h \| (.+?) \|/gm)].map(([, name]) => name);
  expect(rows.toSorted()).toStrictEqual(commandCatalogue.map(({ name }) => name).toSorted());
});

import { expect, it } from "vitest";
import { cliPage, commandsPage, writtenCliPage, writtenCommandsPage } from "../cli-pages.ts";

const advice = "run: pnpm exec tsx --conditions=@ruipmi/source scripts/cli-pages.ts";

it("docs/cli-commands.md is written from the command table", () => {
  expect(writtenCommandsPage(), advice).toBe(commandsPage());
});

it("the tables of docs/cli.md are written from the option table", () => {
  expect(writtenCliPage(), advice).toBe(cliPage());
});

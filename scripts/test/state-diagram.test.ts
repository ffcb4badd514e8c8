import { expect, it } from "vitest";
import { renderStates, writtenStates } from "../state-diagram.ts";

it("docs/states.md is drawn from the engine's transition table", () => {
  expect(writtenStates(), "run: pnpm exec tsx scripts/state-diagram.ts").toBe(renderStates());
});

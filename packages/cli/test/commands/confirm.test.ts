import { describe, expect, it } from "vitest";
import type { CommandContext } from "../../src/commands/cli-command.ts";
import { confirm, declined } from "../../src/commands/confirm.ts";
import { parseOptions } from "../../src/options/options.ts";
import { tokenize } from "../../src/options/tokenize.ts";
import { outputTo } from "../../src/output/output.ts";
import { FakeIo, FakeSink } from "../support/fake-io.ts";

function contextOf(io: FakeIo, ...argv: string[]): CommandContext {
  const { given } = tokenize(argv);
  const output = outputTo(io.stdout, "text");
  return { options: parseOptions(given), io, output, commands: [], given, runLine: () => Promise.resolve(0) };
}

describe("confirm", () => {
  it.each<[string, boolean]>([
    ["y", true],
    ["Y", true],
    [" yes ", true],
    ["YES", true],
    ["", false],
    ["n", false],
    ["no", false],
    ["yep", false],
    ["y n", false],
  ])("%j on a terminal", async (line, expected) => {
    const io = new FakeIo({ isTerminal: true, lines: [line] });
    expect(await confirm(contextOf(io), "Clear the event log?")).toBe(expected);
    expect(io.stdin.asked).toEqual([{ prompt: "Clear the event log? [y/N] " }]);
  });

  it("takes the end of the input, or an interruption, for a no", async () => {
    const io = new FakeIo({ isTerminal: true });
    expect(await confirm(contextOf(io), "Clear?")).toBe(false);
    expect(declined(contextOf(io))).toBe(1);
    expect([io.stdout.text, io.stderr.text]).toEqual(["", "ruipmi: nothing was done\n"]);
  });

  it("asks nobody with --yes, or where nobody could answer", async () => {
    const io = new FakeIo({ isTerminal: true, lines: ["n"] });
    expect(await confirm(contextOf(io, "--yes"), "Clear?")).toBe(true);
    const script = new FakeIo({ lines: ["n"] });
    expect(await confirm(contextOf(script), "Clear?")).toBe(true);
    expect([io.stdin.asked, script.stdin.asked]).toEqual([[], []]);
  });

  it.each(["stdout", "stderr"] as const)("asks on a terminal whose %s goes to a file", async (name) => {
    const io = new FakeIo({ isTerminal: true, lines: ["n"] });
    io[name] = new FakeSink(false);
    expect(await confirm(contextOf(io), "Clear?")).toBe(false);
  });
});

import { readFileSync } from "node:fs";
import { createDevice, noFaults, readDevice } from "@ruipmi/bmc";
import { describe, expect, it } from "vitest";
import { findCommand } from "../src/commands/find-command.ts";
import { parseOptions, requireScope } from "../src/options/options.ts";
import { splitLine } from "../src/options/split-line.ts";
import { tokenize } from "../src/options/tokenize.ts";
import { ruipmi } from "./support/ruipmi.ts";
import { startTestBmc } from "./support/test-bmc.ts";

const guide = readFileSync(new URL("../../../docs/simulator.md", import.meta.url), "utf8");

function codeBlocks(language: string, page: string = guide): readonly string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map((match) => match[1]!);
}

describe("docs/simulator.md", () => {
  it("has a row for each fault, and none for others", () => {
    const rows = [...guide.matchAll(/^\| `(\w+)(=N)?` \| .+ \| .+ \|$/gm)].filter(([row]) => !row.includes("`,"));
    expect(rows.map(([, name]) => name)).toEqual(Object.keys(noFaults));
    for (const [, name, value] of rows) {
      expect(value !== undefined).toBe(typeof noFaults[name as keyof typeof noFaults] === "number");
    }
  });

  it("describes devices that can be read", () => {
    expect(codeBlocks("json")).toHaveLength(1);
    const device = readDevice(JSON.parse(codeBlocks("json")[0]!));
    expect(device.chassis).toMatchObject({
      powerIsOn: false,
      delays: { on: 800, off: createDevice().chassis.delays.off },
    });
    expect(device.sensors.map(({ name }) => name)).toEqual(["Inlet Temp", "P12V", "PSU1 Status"]);
  });

  it("has a row for each part of a device", () => {
    const rows = [...guide.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| [^|]+ \|$/gm)].flatMap(([, keys]) =>
      [...keys!.matchAll(/`(\w+)`/g)].map(([, key]) => key!),
    );
    expect(rows.toSorted()).toEqual(Object.keys(createDevice()).toSorted());
  });
});

/** Parses a line as the program would, and sends nothing. */
function understand(line: string): void {
  const { words, given } = tokenize(splitLine(line).slice(1));
  if (words[0] === "help" || given.has("help")) return;
  const { command, args } = findCommand(words);
  requireScope(given, command.scope, command.name);
  command.prepare(args);
  parseOptions(given);
}

describe.each(["README.md", "docs/simulator.md", "docs/cli.md"])("%s", (name) => {
  it("shows command lines that are understood", () => {
    const blocks = codeBlocks("sh", readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8"));
    const lines = blocks.flatMap((block) => block.split("\n").filter((line) => line.startsWith("ruipmi ")));
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(() => understand(line), line).not.toThrow();
  });
});

describe("docs/cli.md", () => {
  const blocks = codeBlocks("console", readFileSync(new URL("../../../docs/cli.md", import.meta.url), "utf8"));
  const lines = blocks.flatMap((block) => block.split(/^\$ /m).slice(1));

  it.each(lines)("shows what is printed: %s", async (text) => {
    const bmc = await startTestBmc();
    const [line, ...printed] = text.split("\n");
    const argv = splitLine(line!.replace("ruipmi -H 10.0.0.5 -U admin -E", ""));
    const { out, err } = await ruipmi(...bmc.options, ...argv);
    await bmc.close();
    expect(out + err).toBe(printed.join("\n"));
  });
});

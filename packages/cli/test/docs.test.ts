import { readFileSync } from "node:fs";
import { createDevice, noFaults, readDevice } from "@ruipmi/bmc";
import { describe, expect, it } from "vitest";
import { findCommand } from "../src/commands/find-command.ts";
import { parseOptions, requireScope } from "../src/options/options.ts";
import { tokenize } from "../src/options/tokenize.ts";

const guide = readFileSync(new URL("../../../docs/simulator.md", import.meta.url), "utf8");

function codeBlocks(language: string): readonly string[] {
  return [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map((match) => match[1]!);
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

  it("shows command lines that are understood", () => {
    const lines = codeBlocks("sh").flatMap((block) => block.split("\n").filter((line) => line.startsWith("ruipmi ")));
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      const { words, given } = tokenize(line.split(" ").slice(1));
      const { command, args } = findCommand(words);
      requireScope(given, command.scope, command.name);
      command.prepare(args);
      parseOptions(given);
    }
  });
});

import { NetFn } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { commandCatalogue, findCommand } from "../src/index.ts";
import { appendixG, groupCommands, leftOut } from "./support/appendix-g.ts";

const numbers = Object.entries(appendixG).flatMap(([netFn, ranges]) =>
  ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => ({ netFn: Number(netFn), cmd: from + index })),
  ),
);

describe("appendix G of IPMI v2.0", () => {
  it("has every command of the catalogue but those of groups", () => {
    const known = new Set(numbers.map(({ netFn, cmd }) => netFn * 256 + cmd));
    const others = commandCatalogue.filter(({ netFn, cmd }) => !known.has(netFn * 256 + cmd));
    expect(others.filter(({ netFn }) => netFn !== NetFn.groupExtension)).toStrictEqual([]);
  });

  it("is in the catalogue but for what is left out for a reason", () => {
    const missing = numbers.filter(({ netFn, cmd }) => findCommand(netFn, cmd) === undefined);
    const unexplained = missing.filter(({ netFn, cmd }) => !leftOut.some((range) => isIn(range, netFn, cmd)));
    expect(unexplained).toStrictEqual([]);
  });

  it("gives no reason for what is there, and none for nothing", () => {
    for (const range of leftOut) {
      const inRange = numbers.filter(({ netFn, cmd }) => isIn(range, netFn, cmd));
      expect(inRange, range.reason).not.toStrictEqual([]);
      expect(inRange.filter(({ netFn, cmd }) => findCommand(netFn, cmd) !== undefined)).toStrictEqual([]);
    }
  });

  it.each(Object.entries(groupCommands))("is followed by the commands of group %s", (group, commands) => {
    const there = commandCatalogue.filter(({ groupExtension }) => groupExtension === Number(group));
    expect(there.map(({ cmd }) => cmd)).toStrictEqual(commands);
    for (const command of there) expect(findCommand(command.netFn, command.cmd, Number(group))).toBe(command);
  });
});

describe("a command's section", () => {
  it.each(commandCatalogue.map((command) => ({ name: command.name, command })))("is said by $name", ({ command }) => {
    expect(command.section).toMatch(/^(IPMI v2\.0|DCMI v1\.5|PICMG 3\.0 R3\.0) §[1-9][0-9.]*[0-9]?[ab]?$/);
  });
});

function isIn({ netFn, from, to }: (typeof leftOut)[number], ofNetFn: number, cmd: number): boolean {
  return netFn === ofNetFn && cmd >= from && cmd <= to;
}

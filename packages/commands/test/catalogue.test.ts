import { describe, expect, it } from "vitest";
import { chassisControl, commandCatalogue, commandName, findCommand, getDeviceId } from "../src/index.ts";

describe("the catalogue", () => {
  it("finds each of its commands by its numbers, a response's network function included", () => {
    expect(commandCatalogue.length).toBeGreaterThanOrEqual(8);
    for (const command of commandCatalogue) {
      expect(findCommand(command.netFn, command.cmd)).toBe(command);
      expect(findCommand(command.netFn | 1, command.cmd)).toBe(command);
      expect(commandName(command.netFn, command.cmd)).toBe(command.name);
    }
    expect(findCommand(6, 1)).toBe(getDeviceId);
    expect(findCommand(0, 2)).toBe(chassisControl);
  });

  it("is in the order of its numbers and names none twice", () => {
    const numbers = commandCatalogue.map(({ netFn, cmd }) => netFn * 256 + cmd);
    expect(numbers).toStrictEqual([...new Set(numbers)].sort((a, b) => a - b));
  });

  it("gives the numbers of what it does not know", () => {
    expect(findCommand(0x2e, 0x10)).toBeUndefined();
    expect(commandName(0x2e, 0x10)).toBe("Command 2Eh/10h");
    expect(commandName(0x2f, 0x10)).toBe("Command 2Eh/10h");
  });
});

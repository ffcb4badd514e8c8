import { describe, expect, it } from "vitest";
import {
  chassisControl,
  commandCatalogue,
  commandName,
  findCommand,
  fruControl,
  getDeviceId,
  getPowerReading,
  setPowerLimit,
} from "../src/index.ts";

describe("the catalogue", () => {
  it("finds each of its commands by its numbers, a response's network function included", () => {
    expect(commandCatalogue.length).toBeGreaterThanOrEqual(8);
    for (const command of commandCatalogue) {
      const { netFn, cmd, groupExtension } = command;
      expect(findCommand(netFn, cmd, groupExtension)).toBe(command);
      expect(findCommand(netFn | 1, cmd, groupExtension)).toBe(command);
      expect(commandName(netFn, cmd, groupExtension)).toBe(command.name);
    }
    expect(findCommand(6, 1)).toBe(getDeviceId);
    expect(findCommand(0, 2)).toBe(chassisControl);
  });

  it("tells groups apart by the number that bodies begin with", () => {
    expect(findCommand(0x2c, 0x04, 0xdc)).toBe(setPowerLimit);
    expect(findCommand(0x2c, 0x04, 0x00)).toBe(fruControl);
    expect(findCommand(0x2c, 0x04, 0x01)).toBeUndefined();
    expect(findCommand(0x2c, 0x04)).toBeUndefined();
    expect(commandName(0x2c, 0x04)).toBe("FRU Control or Set Power Limit");
    expect(commandName(0x2c, 0x04, 0x01)).toBe("Command 2Ch/04h");
    expect(findCommand(0x2c, 0x02)).toBe(getPowerReading);
    expect(findCommand(0x06, 0x01, 0xdc)).toBe(getDeviceId);
  });

  it("is in the order of its numbers and names none twice", () => {
    const numbers = commandCatalogue.map(
      ({ netFn, cmd, groupExtension = 0 }) => (netFn * 256 + cmd) * 256 + groupExtension,
    );
    expect(numbers).toStrictEqual([...new Set(numbers)].sort((a, b) => a - b));
  });

  it("gives the numbers of what it does not know", () => {
    expect(findCommand(0x2e, 0x10)).toBeUndefined();
    expect(commandName(0x2e, 0x10)).toBe("Command 2Eh/10h");
    expect(commandName(0x2f, 0x10)).toBe("Command 2Eh/10h");
  });
});

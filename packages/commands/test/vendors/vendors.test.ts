import { describe, expect, it } from "vitest";
import { manufacturerName, manufacturerNames, productName } from "../../src/index.ts";

describe("manufacturerName", () => {
  it.each([
    [2, "IBM (https://w3.ibm.com/standards )"],
    [11, "Hewlett-Packard"],
    [343, "Intel Corporation"],
    [674, "Dell Inc."],
    [7154, "Intelligent Platform Management Interface forum"],
    [10876, "Super Micro Computer Inc."],
    [19046, "Lenovo Enterprise Business Group"],
    [20974, "American Megatrends, Inc"],
    [49871, "OpenBMC Project"],
    [0, "Unknown"],
    [0x0fffff, "Unspecified"],
  ])("of %i is %s", (number, name) => {
    expect(manufacturerName(number)).toBe(name);
  });

  it("is undefined for who is not in the table", () => {
    expect(manufacturerName(3)).toBeUndefined();
    expect(manufacturerName(0xabcde)).toBeUndefined();
  });

  it("has numbers of 20 bits in their order, each with a name without blanks around it", () => {
    const numbers = [...manufacturerNames.keys()];
    expect(numbers).toStrictEqual([...numbers].sort((one, other) => one - other));
    expect(numbers.every((number) => number > 0 && number < 0x0fffff)).toBe(true);
    expect([...manufacturerNames.values()].every((name) => name !== "" && name === name.trim())).toBe(true);
  });
});

describe("productName", () => {
  it("is the manufacturer's own", () => {
    expect(productName(10876, 0x0624)).toBe("X9SCM");
    expect(productName(343, 0x0624)).toBeUndefined();
    expect(productName(674, 0x0100)).toBeUndefined();
  });
});

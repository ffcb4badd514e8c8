import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/errors.ts";
import { parseSimAddresses } from "../../src/options/sim-addresses.ts";

const parse = (...texts: string[]): readonly string[] => parseSimAddresses(texts, false);

describe("parseSimAddresses", () => {
  it("takes addresses in the order they are given", () => {
    expect(parse("127.0.0.2", "::1", "127.0.0.1")).toEqual(["127.0.0.2", "::1", "127.0.0.1"]);
    expect(parse("0:0:0:0:0:0:0:1")).toHaveLength(1);
  });

  it("spells ranges out, over the ends of networks", () => {
    expect(parse("127.0.10.254-127.0.11.1")).toEqual(["127.0.10.254", "127.0.10.255", "127.0.11.0", "127.0.11.1"]);
    expect(parse("127.0.0.5-127.0.0.5")).toEqual(["127.0.0.5"]);
    const thousand = parse("127.0.10.1-127.0.13.232");
    expect([thousand.length, thousand.at(-1)]).toEqual([1000, "127.0.13.232"]);
  });

  it("leaves the loopback only where that is asked for", () => {
    for (const text of ["192.0.2.1", "0.0.0.0", "::", "2001:db8::1", "::ffff:127.0.0.1", "127.0.0.1-128.0.0.1"]) {
      expect(() => parse(text)).toThrow(/--dangerously-beyond-loopback/);
      if (!text.includes("-")) expect(parseSimAddresses([text], true)).toEqual([text]);
    }
    expect(parseSimAddresses(["223.255.255.254-224.0.0.1"], true)).toHaveLength(4);
  });

  it.each([
    [["localhost"], /takes an address such as/],
    [[""], /takes an address such as/],
    [["127.0.0.1-"], /takes an address such as/],
    [["127.0.0.1-127.0.0.2-127.0.0.3"], /takes an address such as/],
    [["127.0.0.256"], /takes an address such as/],
    [["::1-::1"], /takes an address such as/],
    [["127.0.0.9-127.0.0.1"], /ends before it begins/],
    [["127.0.0.1", "127.0.0.0-127.0.0.3"], /127\.0\.0\.1 twice/],
    [["127.0.0.0-127.255.255.255"], /more than 16384/],
    [["127.0.0.0-127.0.63.255", "127.1.0.0"], /more than 16384/],
  ])("refuses %j", (texts, message) => {
    expect(() => parse(...texts)).toThrow(UsageError);
    expect(() => parse(...texts)).toThrow(message);
  });
});

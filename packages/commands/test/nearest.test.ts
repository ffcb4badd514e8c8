import { nearest } from "@ruipmi/commands";
import { describe, expect, it } from "vitest";

describe("nearest", () => {
  it.each([
    ["staus", "status"],
    ["satus", "status"],
    ["tsatus", "status"],
    ["STATUS", "status"],
    ["cylce", "cycle"],
    ["of", "off"],
  ])("%s is %s", (given, meant) => {
    expect(nearest(given, ["status", "on", "off", "cycle", "reset", "soft"])).toBe(meant);
  });

  it.each(["", "xyzzy", "elephant"])("%j is nothing of it", (given) => {
    expect(nearest(given, ["status", "cycle", "reset"])).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { parseSimUser } from "../../src/options/sim-user.ts";

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");

describe("parseSimUser", () => {
  it.each([
    ["admin:password:administrator", "admin", "password", 4],
    ["admin:pass:word:operator", "admin", "pass:word", 3],
    ["a:::::USER", "a", ":::", 2],
    ["::user", "", "", 2],
    [":secret:administrator", "", "secret", 4],
    ["bob::Callback", "bob", "", 1],
    ["ä:ö:oem", "ä", "ö", 5],
  ])("reads %s", (given, name, password, privilegeLimit) => {
    const user = parseSimUser(given);
    expect([text(user.name), text(user.password), user.privilegeLimit]).toEqual([name, password, privilegeLimit]);
  });

  it.each([
    "",
    "admin",
    "admin:administrator",
    "admin:hunter2",
    "admin:administrator:hunter2",
    "admin:hunter2:",
    "admin:hunter2:root",
    `${"n".repeat(17)}:hunter2:user`,
    `n:hunter2${"p".repeat(14)}:user`,
  ])("refuses %j without repeating the password", (given) => {
    expect(() => parseSimUser(given)).toThrow(/--user/);
    expect(() => parseSimUser(given)).not.toThrow(/hunter2/);
  });
});

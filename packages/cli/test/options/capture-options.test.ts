import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CaptureOptions, parseCaptureOptions, parseUser } from "../../src/options/capture-options.ts";
import { parseCommandFilter } from "../../src/options/command-filter.ts";
import { tokenize } from "../../src/options/tokenize.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));
const parse = (...argv: string[]): CaptureOptions => parseCaptureOptions(tokenize(argv).given);

describe("parseCaptureOptions", () => {
  it("has nothing where nothing is given", () => {
    const given = parse();
    expect(given).toMatchObject({ users: [], kgs: [], sessions: [], commands: [], errorsOnly: false, verify: false });
    expect(given).not.toHaveProperty("host");
    expect(given).not.toHaveProperty("usersFile");
  });

  it("takes users and keys as often as they are given", () => {
    expect(
      parse("--user", "a:b", "--user", "a:c:d", "--user", ":null", "--kg", "key", "--kg-hex", "0x0102"),
    ).toMatchObject({
      users: [
        { username: bytes("a"), password: bytes("b") },
        { username: bytes("a"), password: bytes("c:d") },
        { username: bytes(""), password: bytes("null") },
      ],
      kgs: [bytes("key"), Uint8Array.of(1, 2)],
    });
  });

  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::1", "::1"],
    ["[2001:DB8:0:0::1]", "2001:db8::1"],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
  ])("has an address as packets are shown with it: %s", (typed, host) => {
    expect(parse("--host", typed).host).toBe(host);
  });

  it("never repeats a password", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{21,60}$/), (secret) => {
        for (const text of [secret, `admin:${secret}`]) {
          expect(() => parseUser("--user", bytes(text))).toThrow(/^--user/);
          expect(() => parseUser("--user", bytes(text))).not.toThrow(new RegExp(secret));
        }
      }),
    );
  });
});

describe("parseCommandFilter", () => {
  it.each([
    ["0x06/0x01", { netFn: 6, cmd: 1 }],
    ["7/1", { netFn: 6, cmd: 1 }],
    ["0X2c/62", { netFn: 0x2c, cmd: 62 }],
    ["Get Device ID", { name: "get device id" }],
    ["rakp message 1", { name: "rakp message 1" }],
    ["SOL", { name: "sol" }],
    ["asf presence ping", { name: "asf presence ping" }],
  ])("%s", (text, filter) => {
    expect(parseCommandFilter(text)).toEqual(filter);
  });

  it.each(["", "6", "0x40/1", "6/256", "6/1/2", "Get Device", "-1/2"])("refuses %j", (text) => {
    expect(() => parseCommandFilter(text)).toThrow(/^--command takes NETFN\/CMD/);
  });
});

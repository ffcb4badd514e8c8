import { AuthType } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ipmi15Session } from "../support/ipmi15-capture.ts";
import { ascii, datagramsOf, followDatagrams, sessionsOf } from "../support/mock-capture.ts";

const username = ascii("operator");
const password = ascii("secret-15");
const right = { users: [{ username, password }], kgs: [] };
const kinds = [
  ["none", AuthType.none],
  ["MD2", AuthType.md2],
  ["MD5", AuthType.md5],
  ["password", AuthType.password],
] as const;
const withCodes = kinds.filter(([, authType]) => authType !== AuthType.none);

describe("IPMI v1.5 sessions", () => {
  it("a challenge asked for again because its answer was lost is the same session's", () => {
    const [asked, answered, ...rest] = ipmi15Session({ authType: AuthType.md5, username, password });
    const all = [asked!, answered!, asked!, answered!, ...rest].map((each, at) => ({ ...each, number: at + 1 }));
    const items = followDatagrams(all, right);
    expect(sessionsOf(items)).toMatchObject([
      { state: "closed", messages: 12, retransmissions: 1, passwordValid: true },
    ]);
    expect(datagramsOf(items)[2]).toMatchObject({ retransmissionOf: 1 });
  });

  it("a challenge asked for after Activate Session begins another session", () => {
    const first = ipmi15Session({ authType: AuthType.md5, username, password });
    const items = followDatagrams([...first.slice(0, 3), ...first], right);
    expect(sessionsOf(items)).toMatchObject([{ state: "closed" }, { state: "opening" }].reverse());
  });

  it.each(kinds)("%s: followed from challenge to end, codes verified", (_name, authType) => {
    const items = followDatagrams(ipmi15Session({ authType, username, password }), right);
    expect(sessionsOf(items)).toEqual([
      {
        number: 1,
        remoteConsole: { address: "198.51.100.9", port: 50_000 },
        managedSystem: { address: "192.0.2.9", port: 623 },
        ipmiVersion: "1.5",
        state: "closed",
        authType,
        username,
        ...(authType === AuthType.none ? {} : { passwordValid: true }),
        started: 1_700_000_000_000_000_000n,
        opened: 1_700_000_003_000_000_000n,
        closed: 1_700_000_009_000_000_000n,
        messages: 10,
        retransmissions: 0,
        duplicates: 0,
        wrongCodes: 0,
      },
    ]);
    const codes = datagramsOf(items).map(({ read }) => read?.authCodeValid);
    const inSession = authType === AuthType.none ? undefined : true;
    expect(codes).toEqual([undefined, undefined, ...new Array(8).fill(inSession)]);
    expect(datagramsOf(items).map(({ answers }) => answers?.number)).toEqual(
      [1, 3, 5, 7, 9].flatMap((number) => [undefined, number]),
    );
  });

  it.each(withCodes)("%s: a password that is not the one is known as wrong", (_name, authType) => {
    const wrong = { users: [{ username, password: ascii("guess") }], kgs: [] };
    const items = followDatagrams(ipmi15Session({ authType, username, password }), wrong);
    expect(sessionsOf(items)).toMatchObject([{ state: "closed", passwordValid: false, wrongCodes: 8 }]);
    const several = { users: [...wrong.users, ...right.users], kgs: [] };
    const found = followDatagrams(ipmi15Session({ authType, username, password }), several);
    expect(sessionsOf(found)).toMatchObject([{ passwordValid: true, wrongCodes: 0 }]);
  });

  it.each(withCodes)("%s: a remote console with a wrong password is refused", (_name, authType) => {
    const plan = { authType, username, password, consolePassword: ascii("wrong") };
    const items = followDatagrams(ipmi15Session(plan), right);
    expect(sessionsOf(items)).toMatchObject([{ state: "refused", wrongCodes: 1 }]);
    expect(sessionsOf(items)[0]?.refusal).toBeDefined();
  });

  it.each(withCodes)("%s: a byte changed in a packet makes its code wrong, and only its", (_name, authType) => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.nat(200), fc.integer({ min: 1, max: 255 }), (index, at, mask) => {
        const datagrams = ipmi15Session({ authType, username, password });
        const payload = datagrams[index]!.payload.slice();
        // The AuthCode, or where the code covers it the message: not what the packet is read by.
        const codeAt = 4 + 9 + (at % 16);
        payload[codeAt]! ^= mask;
        const changed = datagrams.map((each, other) => (other === index ? { ...each, payload } : each));
        const codes = datagramsOf(followDatagrams(changed, right)).map(({ read }) => read?.authCodeValid);
        expect(codes).toEqual([undefined, undefined, ...[2, 3, 4, 5, 6, 7, 8, 9].map((other) => other !== index)]);
      }),
      { numRuns: 30 },
    );
  });

  it("in the clear: the password is not in what is given out", () => {
    const items = followDatagrams(ipmi15Session({ authType: AuthType.password, username, password }), right);
    const text = JSON.stringify(
      items.filter((item) => item.type === "session"),
      (_key, value: unknown) =>
        typeof value === "bigint" ? String(value) : value instanceof Uint8Array ? Buffer.from(value).toString() : value,
    );
    expect(text).toContain("operator");
    expect(text).not.toContain("secret-15");
  });

  it("without its beginning is named as such, and its messages are read", () => {
    const items = followDatagrams(ipmi15Session({ authType: AuthType.md5, username, password }).slice(4), right);
    expect(sessionsOf(items)).toMatchObject([{ state: "beginningMissing", ipmiVersion: "1.5", messages: 6 }]);
    for (const { message, read } of datagramsOf(items)) {
      expect(message).toBeDefined();
      expect(read?.authCodeValid).toBeUndefined();
    }
  });
});

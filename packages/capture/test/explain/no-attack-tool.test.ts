import { cipherSuite, decodeFromBytes, PayloadType, rakpMessage2, rakpMessage3, rakpMessage4 } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { explain } from "../../src/explain/explain.ts";
import { findingsOf } from "../../src/statistics/session-findings.ts";
import {
  datagramsIn,
  datagramsOf,
  defaultSecrets,
  followDatagrams,
  mockCredentials,
  recordMock,
  sessionsOf,
} from "../support/mock-capture.ts";

const kg = Uint8Array.from("the bmc key itself", (character) => character.charCodeAt(0));

/** Everything that is given out, as text: bytes in hex. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each === "bigint") return String(each);
    return each instanceof Uint8Array ? Buffer.from(each).toString("hex") : each;
  });
}

describe("what is explained is of no use to guess passwords from", () => {
  it.each([1, 3, 8, 12, 15, 17] as const)("no code of the handshake, no password and no key, suite %d", (suite) => {
    const datagrams = datagramsIn(recordMock({ suite, kg, consoles: [{ inputs: [[200, { type: "closeSession" }]] }] }));
    for (const credentials of [mockCredentials(kg), { users: [], kgs: [] }]) {
      const items = followDatagrams(datagrams, credentials);
      const codes = datagramsOf(items).flatMap(({ read }) => codeOf(read?.payloadType, read?.payload));
      expect(codes).toHaveLength(3);
      const secrets = [defaultSecrets.password, kg, ...codes].map((bytes) => Buffer.from(bytes));
      const sessions = sessionsOf(items);
      const explained = datagramsOf(items).map(explain);
      const given = textOf([explained, sessions, sessions.map(findingsOf)]);
      // What is looked for can be found: names are there, and the random numbers of the handshake.
      expect(given).toContain(Buffer.from(defaultSecrets.username).toString("hex"));
      expect(explained.filter(({ fields }) => fields !== undefined).length).toBeGreaterThanOrEqual(6);
      for (const secret of secrets) {
        expect(secret.length).toBeGreaterThan(7);
        for (const form of [secret.toString("hex"), secret.toString("base64"), secret.toString("latin1")])
          expect(given.toLowerCase().includes(form.toLowerCase())).toBe(false);
      }
    }
    expect(cipherSuite(suite)).toBeDefined();
  });
});

function codeOf(payloadType: number | undefined, payload: Uint8Array | undefined): readonly Uint8Array[] {
  if (payload === undefined) return [];
  switch (payloadType) {
    case PayloadType.rakpMessage2:
      return codesIn(decodeFromBytes(rakpMessage2, payload, ""));
    case PayloadType.rakpMessage3:
      return codesIn(decodeFromBytes(rakpMessage3, payload, ""));
    case PayloadType.rakpMessage4:
      return codesIn(decodeFromBytes(rakpMessage4, payload, ""));
    default:
      return [];
  }
}

function codesIn(message: object): readonly Uint8Array[] {
  const { keyExchangeAuthenticationCode, integrityCheckValue } = message as Record<string, Uint8Array | undefined>;
  return [keyExchangeAuthenticationCode, integrityCheckValue].filter((code) => code !== undefined);
}

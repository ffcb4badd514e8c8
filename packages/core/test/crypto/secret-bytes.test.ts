import { format, inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { SecretBytes } from "../../src/crypto/secret-bytes.ts";
import { fromText } from "./bytes.ts";

describe("SecretBytes", () => {
  it("prints as [redacted] in every way, alone and inside other values", () => {
    const secret = new SecretBytes(fromText("calvin"));
    const shown = [
      String(secret),
      `${secret}`,
      JSON.stringify(secret),
      JSON.stringify({ secret, list: [secret] }),
      inspect(secret),
      inspect({ secret }, { depth: 9, showHidden: true }),
      format("%s %o %O %j", secret, secret, secret, secret),
    ];
    for (const text of shown) {
      expect(text).toContain("[redacted]");
      expect(text).not.toMatch(/calvin|63, ?61|99, ?97|63616c76696e|Y2Fsdmlu/);
    }
    expect(Object.keys(secret)).toEqual([]);
  });

  it("keeps a copy of its own and shows it to who asks", () => {
    const bytes = fromText("calvin");
    const secret = new SecretBytes(bytes);
    bytes.fill(0);
    expect(secret.length).toBe(6);
    expect(secret.expose()).toEqual(fromText("calvin"));
  });

  it("is all zero once wiped, in views handed out before too", () => {
    const secret = new SecretBytes(fromText("calvin"));
    const view = secret.expose();
    secret.wipe();
    secret.wipe();
    expect(view).toEqual(new Uint8Array(6));
    expect(secret.length).toBe(6);
  });
});

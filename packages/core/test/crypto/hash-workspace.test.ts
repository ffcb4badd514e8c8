import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type HashState, hashFunction, md5, sha1, sha256 } from "../../src/crypto/hash-functions.ts";
import { ApiMisuseError } from "../../src/errors.ts";
import { fromText, toHex } from "./bytes.ts";

/** What became of the states of a source. */
interface Ledger {
  made: number;
  reused: number;
  destroyed: number;
}

/** A source whose states hash nothing, can only be cloned into one another, and are counted. */
function counted(): { readonly ledger: Ledger; readonly create: () => HashState } {
  const ledger: Ledger = { made: 0, reused: 0, destroyed: 0 };
  const create = (): HashState => {
    ledger.made += 1;
    const state: HashState = {
      update: () => undefined,
      digest: () => new Uint8Array(16),
      destroy: () => {
        ledger.destroyed += 1;
      },
      clone: () => {
        throw new Error("it was to be cloned into another");
      },
      _cloneInto: (into) => {
        if (into === undefined) return create();
        ledger.reused += 1;
        return into;
      },
    };
    return state;
  };
  return { ledger, create };
}

describe("the states that a hash function works with", () => {
  it("are destroyed with the key that they hold, once", () => {
    const { ledger, create } = counted();
    const primed = hashFunction("MD5", { blockLen: 64, outputLen: 16, create }).primeHmac(fromText("key"));
    expect(ledger.destroyed).toBe(0);
    primed.wipe();
    primed.wipe();
    expect(ledger.destroyed).toBe(2);
    expect(() => primed.digest(fromText("message"))).toThrow(
      new ApiMisuseError("invalidState", "the key was wiped: nothing is computed with it"),
    );
    expect(() => primed.digestOne(fromText("message"))).toThrow(expect.objectContaining({ code: "invalidState" }));
  });

  it("are used again, sixteen of them at most", () => {
    const { ledger, create } = counted();
    const hash = hashFunction("MD5", { blockLen: 64, outputLen: 16, create });
    const prime = (): { wipe(): void }[] => Array.from({ length: 10 }, () => hash.primeHmac(fromText("key")));
    const keys = prime();
    const before = ledger.made;
    for (const key of keys) key.wipe();
    expect(ledger.destroyed).toBe(20);
    prime();
    expect([ledger.made - before, ledger.reused]).toStrictEqual([4, 16]);
  });

  it("are used again after each digest", () => {
    const { ledger, create } = counted();
    const hash = hashFunction("MD5", { blockLen: 64, outputLen: 16, create });
    hash.hash(fromText("one"));
    const before = ledger.made;
    for (let digests = 0; digests < 5; digests++) hash.hash(fromText("two"));
    expect([ledger.made - before, ledger.reused, ledger.destroyed]).toStrictEqual([0, 5, 6]);
  });
});

describe("a key of about a block", () => {
  it.each([
    [md5, "md5"],
    [sha1, "sha1"],
    [sha256, "sha256"],
  ] as const)("is hashed only where it is longer: $0.name", (hash, nodeName) => {
    for (const length of [0, 63, 64, 65, 128]) {
      const key = Uint8Array.from({ length }, (_, index) => index + 1);
      const expected = createHmac(nodeName, key).update("message").digest("hex");
      expect(toHex(hash.primeHmac(key).digest(fromText("message")))).toBe(expected);
    }
  });
});

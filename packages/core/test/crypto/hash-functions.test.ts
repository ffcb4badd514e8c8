import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashFunction, hmacDigest, md5, sha1, sha256 } from "../../src/crypto/hash-functions.ts";
import { fromText, toHex } from "./bytes.ts";

const parts = fc.array(fc.uint8Array({ maxLength: 150, size: "max" }), { maxLength: 4 });

describe.each([
  { hash: md5, nodeName: "md5" },
  { hash: sha1, nodeName: "sha1" },
  { hash: sha256, nodeName: "sha256" },
])("$hash.name", ({ hash, nodeName }) => {
  it("hashes as node:crypto does", () => {
    fc.assert(
      fc.property(parts, (messages) => {
        const other = createHash(nodeName);
        for (const message of messages) other.update(message);
        const digest = hash.hash(...messages);
        expect(digest.length).toBe(hash.digestLength);
        expect(toHex(digest)).toBe(other.digest("hex"));
      }),
    );
  });

  it("makes HMACs as node:crypto does, raw and primed, for keys longer than a block too", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 100, size: "max" }),
        fc.array(parts, { maxLength: 3 }),
        (key, messages) => {
          const primed = hash.primeHmac(key);
          for (const message of messages) {
            const other = createHmac(nodeName, key);
            for (const part of message) other.update(part);
            const expected = other.digest("hex");
            expect(toHex(primed.digest(...message))).toBe(expected);
            expect(toHex(hmacDigest(hash, key, message))).toBe(expected);
            expect(toHex(hmacDigest(hash, primed, message))).toBe(expected);
          }
        },
      ),
    );
  });

  it("gives digests that the next digest leaves alone", () => {
    const primed = hash.primeHmac(fromText("key"));
    const first = primed.digest(fromText("one"));
    const before = toHex(first);
    primed.digest(fromText("two"));
    expect(toHex(first)).toBe(before);
  });

  it("keeps keys apart, whichever was used, or wiped, last", () => {
    const [one, other] = [hash.primeHmac(fromText("one")), hash.primeHmac(fromText("other"))];
    const expected = createHmac(nodeName, "one").update("message").digest("hex");
    other.digest(fromText("message"));
    expect(toHex(one.digest(fromText("message")))).toBe(expected);
    other.wipe();
    expect(toHex(one.digest(fromText("message")))).toBe(expected);
  });

  it("has no key left once wiped", () => {
    const primed = hash.primeHmac(fromText("key"));
    primed.digest(fromText("one"));
    primed.wipe();
    primed.wipe();
    expect(() => primed.digest(fromText("one"))).toThrow();
  });

  it("takes no other key for one that was wiped, whose states another may have", () => {
    const wiped = hash.primeHmac(fromText("wiped"));
    wiped.wipe();
    const next = hash.primeHmac(fromText("next"));
    wiped.wipe();
    expect(() => wiped.digest(fromText("message"))).toThrow();
    const expected = createHmac(nodeName, "next").update("message").digest("hex");
    expect(toHex(next.digest(fromText("message")))).toBe(expected);
  });
});

describe("PrimedHmac", () => {
  it("falls back to clone() where a state cannot be cloned into another", () => {
    const key = fromText("key");
    const source = { blockLen: 64, outputLen: 20, create: () => new CloneOnlyState([]) };
    const primed = hashFunction("SHA1", source).primeHmac(key);
    for (const message of ["one", "two"]) {
      expect(toHex(primed.digest(fromText(message)))).toBe(createHmac("sha1", key).update(message).digest("hex"));
    }
  });
});

/** A SHA-1 state that offers nothing but the library's public interface. */
class CloneOnlyState {
  readonly #parts: Uint8Array[];

  constructor(parts: readonly Uint8Array[]) {
    this.#parts = [...parts];
  }

  update(bytes: Uint8Array): void {
    this.#parts.push(Uint8Array.from(bytes));
  }

  digest(): Uint8Array {
    return sha1.hash(...this.#parts);
  }

  destroy(): void {
    this.#parts.length = 0;
  }

  clone(): CloneOnlyState {
    return new CloneOnlyState(this.#parts);
  }
}

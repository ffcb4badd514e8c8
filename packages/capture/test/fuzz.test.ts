import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Credentials } from "../src/sessions/credentials.ts";
import { concat } from "./support/bytes.ts";
import { readAll } from "./support/capture-files.ts";
import { ascii } from "./support/mock-capture.ts";
import { recordedCaptures } from "./support/recordings.ts";
import { fileThroughAll } from "./support/through-all.ts";

const files = Object.keys(recordedCaptures)
  .filter((name) => !name.includes("inventory"))
  .map((name) => new Uint8Array(readFileSync(new URL(`captures/${name}`, import.meta.url))));
const credentials: Credentials = {
  users: [
    { username: ascii("ipmiusr"), password: ascii("test") },
    { username: ascii("admin"), password: ascii("password") },
  ],
  kgs: [ascii("kg-key-19-bytes-lon")],
};

/** What is done to a file. Places are fractions of its length. */
const damage = fc.record({
  kind: fc.constantFrom("flip", "flip", "flip", "set", "cut", "remove", "insert", "repeat"),
  place: fc.double({ min: 0, max: 0.999, noNaN: true }),
  length: fc.integer({ min: 1, max: 80 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
});
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(file: Uint8Array, { kind, place, length, bytes }: Damage): Uint8Array {
  const at = Math.floor(place * file.length);
  const [head, tail] = [file.subarray(0, at), file.subarray(at)];
  switch (kind) {
    case "flip": {
      const changed = file.slice();
      changed[at]! ^= 1 << (length % 8);
      return changed;
    }
    case "set":
      return concat(head, bytes, tail.subarray(bytes.length));
    case "cut":
      return head;
    case "remove":
      return concat(head, tail.subarray(length));
    case "insert":
      return concat(head, bytes, tail);
    default:
      return concat(head, tail.subarray(0, length), tail);
  }
}

describe("damaged captures", () => {
  it("whatever is flipped, cut, removed, inserted or repeated: nothing throws, and the work is bounded", () => {
    fc.assert(
      fc.property(
        fc.nat(files.length - 1),
        fc.array(damage, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 5000 }),
        (which, damages, chunkLength) => {
          const changed = damages.reduce(damaged, files[which]!);
          const count = fileThroughAll(changed, credentials, chunkLength);
          expect(count.packets + count.notes).toBeLessThanOrEqual(changed.length / 12 + 2);
        },
      ),
      { numRuns: 400 },
    );
  });

  // All but a block's type: one that nobody knows is passed over rightly.
  it("one flipped bit in a packet's header loses few packets, and what is lost is said", () => {
    let lost = 0;
    fc.assert(
      fc.property(
        fc.nat(files.length - 1),
        fc.nat(1000),
        fc.integer({ min: 1, max: 24 }),
        fc.nat(7),
        (which, ...flip) => {
          const file = files[which]!;
          const [index, before, bit] = flip;
          const offsets = readAll(file).flatMap((item) => (item.type === "packet" ? [item.offset] : []));
          const changed = file.slice();
          changed[offsets[index % offsets.length]! - (file[0] === 0x0a ? before : 1 + (before % 16))]! ^= 1 << bit;
          const count = fileThroughAll(changed, credentials, 4096);
          if (count.packets !== offsets.length) {
            lost += 1;
            expect(count.notes).toBeGreaterThan(0);
          }
          expect(count.packets).toBeGreaterThanOrEqual(offsets.length - 3);
        },
      ),
      { numRuns: 300 },
    );
    expect(lost).toBeGreaterThan(20);
  });
});

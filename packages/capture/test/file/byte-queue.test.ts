import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteQueue } from "../../src/file/byte-queue.ts";

/** What is done to a queue, with a number that says how much. */
const steps = fc.array(
  fc.record({
    verb: fc.constantFrom("push", "push", "push", "take", "skip", "peek", "window", "peekBehind"),
    // Chunks of both kinds: short ones, which are put together, and long ones, which are kept.
    count: fc.oneof(fc.nat(20), fc.nat(20_000)),
    distance: fc.nat(30_000),
  }),
  { maxLength: 60 },
);

describe("ByteQueue", () => {
  it("does what an array would, and never changes what it gave out", () => {
    fc.assert(
      fc.property(steps, (plan) => {
        const queue = new ByteQueue();
        let model: number[] = [];
        let [written, read] = [0, 0];
        const given: { readonly view: Uint8Array; readonly was: readonly number[] }[] = [];
        const expectGiven = (view: Uint8Array | undefined, was: readonly number[] | undefined): void => {
          if (was === undefined) {
            expect(view).toBeUndefined();
            return;
          }
          expect(view).toBeDefined();
          given.push({ view: view!, was });
        };
        for (const { verb, count, distance } of plan) {
          const isThere = count <= model.length;
          switch (verb) {
            case "push": {
              const chunk = Uint8Array.from({ length: count }, () => written++ % 251);
              queue.push(chunk);
              model = [...model, ...chunk];
              break;
            }
            case "take":
              expectGiven(queue.take(count), isThere ? model.slice(0, count) : undefined);
              if (isThere) {
                model = model.slice(count);
                read += count;
              }
              break;
            case "skip":
              expect(queue.skip(count)).toBe(Math.min(count, model.length));
              read += Math.min(count, model.length);
              model = model.slice(count);
              break;
            case "peek":
              expectGiven(queue.peek(count), isThere ? model.slice(0, count) : undefined);
              break;
            case "window": {
              const window = queue.window(count);
              expectGiven(window, isThere ? model.slice(0, window?.length) : undefined);
              if (isThere) expect(window!.length).toBeGreaterThanOrEqual(count);
              break;
            }
            case "peekBehind": {
              const end = distance + (count % 17);
              const expected = end <= model.length ? model.slice(distance, end) : undefined;
              if (count % 17 > 0) expectGiven(queue.peekBehind(distance, count % 17), expected);
              break;
            }
          }
          expect([queue.length, queue.offset]).toEqual([model.length, read]);
        }
        for (const { view, was } of given) expect(Buffer.compare(view, Uint8Array.from(was))).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});

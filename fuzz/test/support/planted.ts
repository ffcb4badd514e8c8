import type { FuzzTarget } from "../../src/fuzz-target.ts";

/** A decoder with a defect: it throws what it should not for a length field that says more than 200 behind a mark. */
export const planted: FuzzTarget = {
  name: "planted",
  about: "a decoder with a defect",
  order: "fixed",
  mostBytes: 64,
  mostPieces: 1,
  seeds: () => [{ subject: "it", pieces: [Uint8Array.of(1, 2, 3, 4, 0xc1, 6, 7, 8, 9, 10)] }],
  run({ pieces: [bytes = new Uint8Array(0)] }) {
    const at = bytes.indexOf(0xc1);
    if (at !== -1 && (bytes[at + 1] ?? 0) > 200) throw new RangeError(`invalid length ${bytes[at + 1]}`);
    return `${at} ${bytes.length}`;
  },
};

import { MalformedMessageError } from "@ruipmi/core";
import { formats as allFormats, holdFormat } from "../../../packages/commands/test/support/formats.ts";
import type { FuzzTarget } from "../fuzz-target.ts";
import { once } from "../once.ts";
import { shapeOf } from "../shape.ts";

const byName = new Map(allFormats.map((format) => [format.name, format]));
const anyBytes = [Uint8Array.from({ length: 24 }, (_, index) => index * 7)];

/** The formats that commands carry. */
export const formats: FuzzTarget = {
  name: "formats",
  about: "SDR, SEL, FRU and the others that commands carry, strictly and leniently, into values and into words",
  order: "fixed",
  mostBytes: 2048,
  mostPieces: 1,
  seeds: once(() =>
    allFormats.flatMap(({ name, seeds }) =>
      (seeds.length === 0 ? anyBytes : seeds).map((bytes) => ({ subject: name, pieces: [bytes] })),
    ),
  ),
  run({ subject, pieces: [bytes = new Uint8Array(0)] }) {
    const read = holdFormat(byName.get(subject)!, bytes);
    return `${subject} ${read instanceof MalformedMessageError ? read.field : shapeOf(read.value)}`;
  },
};

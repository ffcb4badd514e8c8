/**
 * The body of Get SEL Time's response and Set SEL Time's request (IPMI v2.0 §31.10, §31.11):
 *
 * | byte | time                                         |
 * |------|----------------------------------------------|
 * | 0:3  | the log's clock, in the format of timestamps |
 */
import type { Codec } from "@ruipmi/core/wire";

/** What the log's clock shows. */
export interface SelTime {
  /** Seconds since 1970, by the clock as it is set; below 20000000h since initialization (IPMI v2.0 §37). */
  readonly time: number;
}

/** The four bytes, both ways. */
export const selTimeBody: Codec<SelTime, unknown> = {
  encode(value, writer) {
    writer.u32(value.time);
  },
  decode(reader) {
    return { time: reader.u32("time") };
  },
};

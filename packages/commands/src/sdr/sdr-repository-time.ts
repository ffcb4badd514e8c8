/** The body that Get and Set SDR Repository Time share (IPMI v2.0 §33.17, §33.18): four bytes, the time. */
import type { Codec } from "@ruipmi/core/wire";

/** The time of the SDR repository's clock. */
export interface SdrRepositoryTime {
  /** Seconds since 1970 where the clock was set; below 20000000h since initialization; FFFFFFFFh unspecified (§37). */
  readonly time: number;
}

/** Four bytes: the time. */
export const sdrRepositoryTime: Codec<SdrRepositoryTime, unknown> = {
  encode(value, writer) {
    writer.u32(value.time);
  },
  decode(reader) {
    return { time: reader.u32("time") };
  },
};

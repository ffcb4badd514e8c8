/**
 * The body of Get SEL Time UTC Offset's response and Set SEL Time UTC Offset's request (IPMI v2.0 §31.11a, §31.11b):
 *
 * | byte | offset                                                             |
 * |------|--------------------------------------------------------------------|
 * | 0:1  | minutes, signed, −1440 to 1440; 07FFh: unspecified (the time is local) |
 */
import type { Codec } from "@ruipmi/core/wire";

/** How far the log's clock is from UTC. */
export interface SelTimeUtcOffset {
  /** Minutes from UTC to local time, −1440 to 1440; absent where unspecified: then the clock shows local time. */
  readonly offset?: number;
}

/** The two bytes, both ways. */
export const selTimeUtcOffsetBody: Codec<SelTimeUtcOffset, unknown> = {
  encode(value, writer) {
    writer.u16(value.offset ?? unspecifiedOffset);
  },
  decode(reader) {
    const offset = reader.u16("offset");
    if (offset === unspecifiedOffset) return {};
    return { offset: (offset << 16) >> 16 };
  },
};

const unspecifiedOffset = 0x07ff;

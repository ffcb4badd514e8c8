/**
 * Get POH Counter, 00h/0Fh (IPMI v2.0 §28.14). The request is empty.
 *
 * | byte | response                |
 * |------|-------------------------|
 * | 0    | minutes a count         |
 * | 1:4  | counts                  |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** How long power has been on, all times taken together. */
export interface GetPohCounterResponse {
  /** How many minutes one count is, 0–255. */
  readonly minutesPerCount: number;
  /** Unsigned 32 bits. */
  readonly counts: number;
}

/** Get POH Counter: any user may ask for the power-on hours. */
export const getPohCounter: Command<void, GetPohCounterResponse> = {
  name: "Get POH Counter",
  netFn: NetFn.chassis,
  cmd: 0x0f,
  section: "IPMI v2.0 §28.14",
  request: emptyBody,
  response: {
    encode({ minutesPerCount, counts }, writer) {
      writer.u8(minutesPerCount).u32(counts);
    },
    decode(reader) {
      return { minutesPerCount: reader.u8("minutesPerCount"), counts: reader.u32("counts") };
    },
  },
};

/**
 * Get Self Test Results, 06h/04h (IPMI v2.0 §20.4, table 20-5). The request is empty.
 *
 * | byte | response                                                               |
 * |------|------------------------------------------------------------------------|
 * | 0    | one of {@link SelfTestResult}                                          |
 * | 1    | with 57h what is corrupt, one bit each; else 0 or the device's own     |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** What the self test found (IPMI v2.0 table 20-5); other values are the device's own. */
export const SelfTestResult = {
  /** All is well. */
  passed: 0x55,
  /** There is no self test. */
  notImplemented: 0x56,
  /** Something cannot be read or is corrupt; the detail says what. */
  corruptedData: 0x57,
  /** The hardware is not fit for use. */
  fatalError: 0x58,
} as const;

/** One of {@link SelfTestResult}. */
export type SelfTestResult = (typeof SelfTestResult)[keyof typeof SelfTestResult];

/** What the self test found. */
export interface GetSelfTestResultsResponse {
  /** One of {@link SelfTestResult}, or the device's own. */
  readonly result: number;
  /**
   * 0–255; with `corruptedData` one bit for each: 7 SEL, 6 SDR repository, 5 FRU device, 4 IPMB lines, 3 SDR repository
   * empty, 2 internal use area, 1 update firmware, 0 operational firmware.
   */
  readonly detail: number;
}

/** Get Self Test Results: any user may ask. */
export const getSelfTestResults: Command<void, GetSelfTestResultsResponse> = {
  name: "Get Self Test Results",
  netFn: NetFn.app,
  cmd: 0x04,
  section: "IPMI v2.0 §20.4",
  request: emptyBody,
  response: {
    encode({ result, detail }, writer) {
      writer.u8(result).u8(detail);
    },
    decode(reader) {
      return { result: reader.u8("result"), detail: reader.u8("detail") };
    },
  },
};

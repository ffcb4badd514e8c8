/**
 * Get FRU LED Properties, 2Ch/05h of group 00h (PICMG 3.0 R3.0 §3). The request is the FRU device ID.
 *
 * | byte | response                                                         |
 * |------|------------------------------------------------------------------|
 * | 0    | 3: LED 3; 2: LED 2; 1: LED 1; 0: blue LED: whether it can be set |
 * | 1    | number of the application's own lights                           |
 */
import { bit, type Command, isSet } from "@ruipmi/core/wire";
import { type PicmgFru, picmgCommand, picmgFruBody } from "./picmg-group.ts";

/** Which lights a FRU has. */
export interface GetFruLedPropertiesResponse {
  /** LED 0, which says that it may be pulled. */
  readonly blueLed: boolean;
  /** LED 1. */
  readonly led1: boolean;
  /** LED 2. */
  readonly led2: boolean;
  /** LED 3. */
  readonly led3: boolean;
  /** How many lights of its own the application has: LED 4 and following, 0–251. */
  readonly applicationLedCount: number;
}

/** Get FRU LED Properties: any user may ask. */
export const getFruLedProperties: Command<PicmgFru, GetFruLedPropertiesResponse> = {
  ...picmgCommand("Get FRU LED Properties", 0x05),
  request: picmgFruBody,
  response: {
    encode(value, writer) {
      writer
        .u8(bit(3, value.led3) | bit(2, value.led2) | bit(1, value.led1) | bit(0, value.blueLed))
        .u8(value.applicationLedCount);
    },
    decode(reader) {
      const leds = reader.u8("generalStatusLeds");
      return {
        blueLed: isSet(leds, 0),
        led1: isSet(leds, 1),
        led2: isSet(leds, 2),
        led3: isSet(leds, 3),
        applicationLedCount: reader.u8("applicationLedCount"),
      };
    },
  },
};

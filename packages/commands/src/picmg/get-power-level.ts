/**
 * Get Power Level, 2Ch/12h of group 00h (PICMG 3.0 R3.0 §3):
 *
 * | byte | request                                                             | response                                        |
 * |------|---------------------------------------------------------------------|-------------------------------------------------|
 * | 0    | FRU device ID                                                       | 7: dynamic power; 4:0: level                    |
 * | 1    | 0 steady state, 1 desired steady state, 2 early, 3 desired early    | delay until the draw is stable, in 100 ms       |
 * | 2    |                                                                     | multiplier: so many 0.1 W is one unit           |
 * | 3:   |                                                                     | draw at level 1, 2, …, in units                 |
 */
import { bit, type Command, isSet } from "@ruipmi/core/wire";
import { type PicmgFru, picmgCommand } from "./picmg-group.ts";

/** Asks for the power levels of a FRU. */
export interface GetPowerLevelRequest extends PicmgFru {
  /** 0 steady state, 1 desired steady state, 2 early, 3 desired early. */
  readonly powerType: number;
}

/** The power levels of a FRU. */
export interface GetPowerLevelResponse {
  /** Whether levels may change while it runs. */
  readonly dynamicPowerConfiguration: boolean;
  /** The level, 0–20; 0 is off. */
  readonly powerLevel: number;
  /** How many 100 ms until the draw is stable. */
  readonly delayToStablePower: number;
  /** How many 0.1 W one unit of `powerDraws` is. */
  readonly powerMultiplier: number;
  /** The draw at level 1 and following: times `powerMultiplier` it is 0.1 W. */
  readonly powerDraws: Uint8Array;
}

/** Get Power Level: any user may ask. */
export const getPowerLevel: Command<GetPowerLevelRequest, GetPowerLevelResponse> = {
  ...picmgCommand("Get Power Level", 0x12),
  request: {
    encode(value, writer) {
      writer.u8(value.fruDeviceId).u8(value.powerType);
    },
    decode(reader) {
      return { fruDeviceId: reader.u8("fruDeviceId"), powerType: reader.u8("powerType") };
    },
  },
  response: {
    encode(value, writer) {
      writer
        .u8(bit(7, value.dynamicPowerConfiguration) | (value.powerLevel & 0x1f))
        .u8(value.delayToStablePower)
        .u8(value.powerMultiplier)
        .bytes(value.powerDraws);
    },
    decode(reader) {
      const properties = reader.u8("properties");
      return {
        dynamicPowerConfiguration: isSet(properties, 7),
        powerLevel: properties & 0x1f,
        delayToStablePower: reader.u8("delayToStablePower"),
        powerMultiplier: reader.u8("powerMultiplier"),
        powerDraws: reader.rest(),
      };
    },
  },
};

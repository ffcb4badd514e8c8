/**
 * Get Power Reading, 2Ch/DCh/02h (DCMI v1.5 §6.6.1):
 *
 * | byte  | request                                            | response                                   |
 * |-------|----------------------------------------------------|--------------------------------------------|
 * | 0     | mode: 01h system power, 02h enhanced               | current power (0:1)                        |
 * | 1     | mode 02h: rolling average period                   |                                            |
 * | 2     | reserved                                           | minimum (2:3)                              |
 * | 4:5   |                                                    | maximum                                    |
 * | 6:7   |                                                    | average                                    |
 * | 8:11  |                                                    | timestamp                                  |
 * | 12:15 |                                                    | statistics reporting period, milliseconds  |
 * | 16    |                                                    | 6: power measurement active                |
 */
import { bit, type Command, isSet } from "@ruipmi/core/wire";
import {
  decodeRollingAveragePeriod,
  encodeRollingAveragePeriod,
  inDcmiGroup,
  type RollingAveragePeriod,
} from "./dcmi-group.ts";

/** Asks for the system's power. */
export interface GetPowerReadingRequest {
  /** 1: system power statistics; 2: enhanced, over a rolling average period. */
  readonly mode: number;
  /** Over which period; only mode 2. */
  readonly rollingAveragePeriod?: RollingAveragePeriod;
}

/** The system's power. */
export interface GetPowerReadingResponse {
  /** Watts. */
  readonly currentPower: number;
  /** Watts, over the period. */
  readonly minimumPower: number;
  /** Watts, over the period. */
  readonly maximumPower: number;
  /** Watts, over the period. */
  readonly averagePower: number;
  /** When, in seconds since 1970 by the managed system's clock. */
  readonly timestamp: number;
  /** The period, in milliseconds. */
  readonly statisticsReportingPeriod: number;
  /** Whether power is being measured. */
  readonly measurementActive: boolean;
}

/** Get Power Reading: any user may ask. */
export const getPowerReading: Command<GetPowerReadingRequest, GetPowerReadingResponse> = {
  ...inDcmiGroup,
  name: "Get Power Reading",
  cmd: 0x02,
  section: "DCMI v1.5 §6.6.1",
  request: {
    encode({ mode, rollingAveragePeriod: period }, writer) {
      writer.u8(mode).u8(period === undefined || mode !== enhanced ? 0 : encodeRollingAveragePeriod(period));
      writer.u8(0);
    },
    decode(reader) {
      const mode = reader.u8("mode");
      const attributes = reader.u8("modeAttributes");
      reader.skip(1, "reserved");
      return mode === enhanced ? { mode, rollingAveragePeriod: decodeRollingAveragePeriod(attributes) } : { mode };
    },
  },
  response: {
    encode(value, writer) {
      writer
        .u16(value.currentPower)
        .u16(value.minimumPower)
        .u16(value.maximumPower)
        .u16(value.averagePower)
        .u32(value.timestamp)
        .u32(value.statisticsReportingPeriod)
        .u8(bit(6, value.measurementActive));
    },
    decode(reader) {
      return {
        currentPower: reader.u16("currentPower"),
        minimumPower: reader.u16("minimumPower"),
        maximumPower: reader.u16("maximumPower"),
        averagePower: reader.u16("averagePower"),
        timestamp: reader.u32("timestamp"),
        statisticsReportingPeriod: reader.u32("statisticsReportingPeriod"),
        measurementActive: isSet(reader.u8("powerReadingState"), 6),
      };
    },
  },
};

const enhanced = 2;

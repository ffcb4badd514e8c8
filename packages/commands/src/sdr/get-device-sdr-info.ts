/**
 * Get Device SDR Info, 04h/20h (IPMI v2.0 §35.2):
 *
 * | byte | request, optional                      | response                                                      |
 * |------|----------------------------------------|---------------------------------------------------------------|
 * | 0    | 0: 1 counts records, 0 counts sensors  | number of records, or of the LUN's sensors                    |
 * | 1    |                                        | 7: dynamic; 3:0: LUNs that have sensors                       |
 * | 2:5  |                                        | with dynamic: changes whenever sensors come or go             |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";

/** What to count. */
export interface GetDeviceSdrInfoRequest {
  /** Records, all LUNs together; otherwise the sensors of the LUN asked. */
  readonly countRecords: boolean;
}

/** What a controller has of its own. */
export interface GetDeviceSdrInfoResponse {
  /** Records or sensors, as asked for, 0–255. */
  readonly count: number;
  /** The LUNs that have sensors, a bit each, LUN 0 lowest. */
  readonly lunsWithSensors: number;
  /** Changes whenever sensors come or go; `undefined` where they never do. */
  readonly populationChangeIndicator: number | undefined;
}

/** Get Device SDR Info: of a controller with sensors of its own, outside the SDR repository. */
export const getDeviceSdrInfo: Command<GetDeviceSdrInfoRequest, GetDeviceSdrInfoResponse> = {
  name: "Get Device SDR Info",
  netFn: NetFn.sensorEvent,
  cmd: 0x20,
  section: "IPMI v2.0 §35.2",
  request: {
    encode(value, writer) {
      if (value.countRecords) writer.u8(1);
    },
    decode(reader) {
      return { countRecords: reader.remaining > 0 && isSet(reader.u8("operation"), 0) };
    },
  },
  response: {
    encode(value, writer) {
      const { populationChangeIndicator } = value;
      writer.u8(value.count).u8(bit(7, populationChangeIndicator !== undefined) | (value.lunsWithSensors & 0x0f));
      if (populationChangeIndicator !== undefined) writer.u32(populationChangeIndicator);
    },
    decode(reader) {
      const count = reader.u8("count");
      const flags = reader.u8("flags");
      const isDynamic = isSet(flags, 7);
      return {
        count,
        lunsWithSensors: flags & 0x0f,
        populationChangeIndicator: isDynamic ? reader.u32("populationChangeIndicator") : undefined,
      };
    },
  },
};

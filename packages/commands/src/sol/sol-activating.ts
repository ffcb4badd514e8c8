/**
 * SOL Activating, 0Ch/20h (IPMI v2.0 §26.1, table 26-2), sent by the managed system on a serial channel:
 *
 * | byte | request                                   |
 * |------|-------------------------------------------|
 * | 0    | 3:0: SOL session state                    |
 * | 1    | payload instance                          |
 * | 2    | major version of the SOL payload format, 1 |
 * | 3    | minor version of the SOL payload format, 0 |
 *
 * The response is empty.
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** Tells who is on the serial channel that SOL takes it over. */
export interface SolActivatingRequest {
  /** 0–15; 0 means that SOL is being activated. */
  readonly sessionState: number;
  /** 1–255. */
  readonly payloadInstance: number;
  /** Major version of the SOL payload format. */
  readonly majorVersion: number;
  /** Minor version of the SOL payload format. */
  readonly minorVersion: number;
}

/** SOL Activating. */
export const solActivating: Command<SolActivatingRequest, void> = {
  name: "SOL Activating",
  netFn: NetFn.transport,
  cmd: 0x20,
  section: "IPMI v2.0 §26.1",
  request: {
    encode(value, writer) {
      writer
        .u8(value.sessionState & 0x0f)
        .u8(value.payloadInstance)
        .u8(value.majorVersion)
        .u8(value.minorVersion);
    },
    decode(reader) {
      const sessionState = reader.u8("sessionState") & 0x0f;
      const payloadInstance = reader.u8("payloadInstance");
      const majorVersion = reader.u8("majorVersion");
      return { sessionState, payloadInstance, majorVersion, minorVersion: reader.u8("minorVersion") };
    },
  },
  response: emptyBody,
};

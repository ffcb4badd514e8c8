/**
 * Platform Event Message ("Event Message"), 04h/02h (IPMI v2.0 §29.3). The response is empty.
 *
 * | byte | over the system interface: 8 bytes | else: 7 bytes                  |
 * |------|------------------------------------|--------------------------------|
 * | 0    | generator ID (software ID)         | event message revision         |
 * | 1    | event message revision             | sensor type                    |
 * | 2    | sensor type                        | sensor number                  |
 * | 3    | sensor number                      | 7: deassertion; 6:0: event type |
 * | 4    | 7: deassertion; 6:0: event type    | event data 1 to 3 (4:6)        |
 * | 5:7  | event data 1 to 3                  |                                |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";

/** An event for the managed system's event receiver, which logs it. */
export interface PlatformEventMessage {
  /** Who generated it: only over the system interface; else the message's own addresses say so. */
  readonly generatorId?: number;
  /** Format of the event: 04h for IPMI v1.5 and v2.0. */
  readonly eventMessageRevision: number;
  /** Sensor type (IPMI v2.0 table 42-3). */
  readonly sensorType: number;
  /** Which sensor of the generator. */
  readonly sensorNumber: number;
  /** Whether the event's state became true (assertion), or false again (deassertion). */
  readonly asserted: boolean;
  /** Event/reading type, 7 bits (IPMI v2.0 table 42-1). */
  readonly eventType: number;
  /** Event data 1 to 3 (IPMI v2.0 table 29-6). */
  readonly eventData: Uint8Array;
}

/** Platform Event Message: needs OPERATOR. */
export const platformEventMessage: Command<PlatformEventMessage, void> = {
  name: "Platform Event Message",
  netFn: NetFn.sensorEvent,
  cmd: 0x02,
  section: "IPMI v2.0 §29.3",
  request: {
    encode(value, writer) {
      if (value.generatorId !== undefined) writer.u8(value.generatorId);
      writer
        .u8(value.eventMessageRevision)
        .u8(value.sensorType)
        .u8(value.sensorNumber)
        .u8(bit(7, !value.asserted) | (value.eventType & 0x7f));
      for (let index = 0; index < 3; index++) writer.u8(value.eventData[index] ?? 0xff);
    },
    decode(reader) {
      const generator = reader.remaining >= 8 ? { generatorId: reader.u8("generatorId") } : undefined;
      const eventMessageRevision = reader.u8("eventMessageRevision");
      const sensorType = reader.u8("sensorType");
      const sensorNumber = reader.u8("sensorNumber");
      const event = reader.u8("eventType");
      return {
        ...generator,
        eventMessageRevision,
        sensorType,
        sensorNumber,
        asserted: !isSet(event, 7),
        eventType: event & 0x7f,
        eventData: reader.bytes(3, "eventData"),
      };
    },
  },
  response: emptyBody,
};

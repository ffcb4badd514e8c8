import type { PlatformEventMessage } from "@ruipmi/commands";

/** An event to try things with. */
export interface SampleEvent {
  /** What ipmitool says before it sends it. */
  readonly text: string;
  /** The event. */
  readonly event: PlatformEventMessage;
}

/** By their numbers, the same three as ipmitool's. */
export const sampleEvents: Readonly<Record<string, SampleEvent>> = {
  1: sample("Temperature - Upper Critical - Going High", 0x01, 0x30, 0x01, 0x09),
  2: sample("Voltage Threshold - Lower Critical - Going Low", 0x02, 0x60, 0x01, 0x02),
  3: sample("Memory - Correctable ECC", 0x0c, 0x53, 0x6f, 0x00),
};

function sample(
  name: string,
  sensorType: number,
  sensorNumber: number,
  eventType: number,
  offset: number,
): SampleEvent {
  return {
    text: `Sending SAMPLE event: ${name}`,
    event: {
      eventMessageRevision: 4,
      sensorType,
      sensorNumber,
      asserted: true,
      eventType,
      eventData: Uint8Array.of(offset, 0xff, 0xff),
    },
  };
}

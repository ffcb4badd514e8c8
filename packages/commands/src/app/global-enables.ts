import { bit, type Codec, isSet } from "@ruipmi/core/wire";

/** What a controller does for system software (IPMI v2.0 §22.1, §22.2). */
export interface BmcGlobalEnables {
  /** An OEM's own. */
  readonly oem2: boolean;
  /** An OEM's own. */
  readonly oem1: boolean;
  /** An OEM's own. */
  readonly oem0: boolean;
  /** Whether events go into the SEL. */
  readonly systemEventLogging: boolean;
  /** Whether there is an event message buffer. */
  readonly eventMessageBuffer: boolean;
  /** Whether a full event message buffer interrupts. */
  readonly eventMessageBufferFullInterrupt: boolean;
  /** Whether a message in the receive message queue interrupts. */
  readonly receiveMessageQueueInterrupt: boolean;
}

/** The body of Set BMC Global Enables, and of the response of Get. */
export const globalEnablesBody: Codec<BmcGlobalEnables, unknown> = {
  encode(value, writer) {
    writer.u8(
      bit(7, value.oem2) |
        bit(6, value.oem1) |
        bit(5, value.oem0) |
        bit(3, value.systemEventLogging) |
        bit(2, value.eventMessageBuffer) |
        bit(1, value.eventMessageBufferFullInterrupt) |
        bit(0, value.receiveMessageQueueInterrupt),
    );
  },
  decode(reader) {
    const bits = reader.u8("globalEnables");
    return {
      oem2: isSet(bits, 7),
      oem1: isSet(bits, 6),
      oem0: isSet(bits, 5),
      systemEventLogging: isSet(bits, 3),
      eventMessageBuffer: isSet(bits, 2),
      eventMessageBufferFullInterrupt: isSet(bits, 1),
      receiveMessageQueueInterrupt: isSet(bits, 0),
    };
  },
};

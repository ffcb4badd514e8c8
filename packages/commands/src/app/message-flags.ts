import { bit, type Codec, isSet } from "@ruipmi/core/wire";

/** What waits for system software, or what to clear of it (IPMI v2.0 §22.3, §22.4). */
export interface MessageFlags {
  /** An OEM's own. */
  readonly oem2: boolean;
  /** An OEM's own. */
  readonly oem1: boolean;
  /** An OEM's own. */
  readonly oem0: boolean;
  /** The watchdog timer's interrupt before it runs out. */
  readonly watchdogPreTimeoutInterrupt: boolean;
  /** The event message buffer is full. */
  readonly eventMessageBufferFull: boolean;
  /** There is something in the receive message queue. */
  readonly receiveMessageAvailable: boolean;
}

/** The body of Clear Message Flags, and of the response of Get. */
export const messageFlagsBody: Codec<MessageFlags, unknown> = {
  encode(value, writer) {
    writer.u8(
      bit(7, value.oem2) |
        bit(6, value.oem1) |
        bit(5, value.oem0) |
        bit(3, value.watchdogPreTimeoutInterrupt) |
        bit(1, value.eventMessageBufferFull) |
        bit(0, value.receiveMessageAvailable),
    );
  },
  decode(reader) {
    const bits = reader.u8("messageFlags");
    return {
      oem2: isSet(bits, 7),
      oem1: isSet(bits, 6),
      oem0: isSet(bits, 5),
      watchdogPreTimeoutInterrupt: isSet(bits, 3),
      eventMessageBufferFull: isSet(bits, 1),
      receiveMessageAvailable: isSet(bits, 0),
    };
  },
};

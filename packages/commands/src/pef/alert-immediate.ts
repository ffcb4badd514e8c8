/**
 * Alert Immediate, 04h/16h (IPMI v2.0 §30.7):
 *
 * | byte | request                                                                   | response                          |
 * |------|---------------------------------------------------------------------------|-----------------------------------|
 * | 0    | 3:0: channel                                                              | for operation 1: status of alerts |
 * | 1    | 7:6: 0 send, 1 ask for the status, 2 clear the status; 3:0: destination   |                                   |
 * | 2    | 7: with an alert string; 6:0: which                                       |                                   |
 * | 3:10 | optional, the event to alert about: generator ID, event message revision, |                                   |
 * |      | sensor type, sensor number, event direction and type, event data 1 to 3   |                                   |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";

/** What Alert Immediate can do (IPMI v2.0 table 30-8). */
export const AlertOperation = {
  /** Send an alert. */
  initiate: 0,
  /** Ask how it went. */
  getStatus: 1,
  /** Forget how it went. */
  clearStatus: 2,
} as const;

/** One of {@link AlertOperation}; 3 is reserved. */
export type AlertOperation = (typeof AlertOperation)[keyof typeof AlertOperation];

/** How an alert went (IPMI v2.0 table 30-8). */
export const AlertStatus = {
  /** None was sent. */
  none: 0x00,
  /** It was sent, and acknowledged where that was wanted. */
  delivered: 0x01,
  /** Every try to call failed. */
  callFailed: 0x02,
  /** Nobody acknowledged it. */
  notAcknowledged: 0x03,
  /** It is being sent. */
  inProgress: 0xff,
} as const;

/** One of {@link AlertStatus}. */
export type AlertStatus = (typeof AlertStatus)[keyof typeof AlertStatus];

/** The event that an alert is about. */
export interface AlertedEvent {
  /** Generator ID, the address or software ID, 0–255. */
  readonly generatorId: number;
  /** Event message format revision; 04h for IPMI v2.0. */
  readonly eventMessageRevision: number;
  /** Sensor type. */
  readonly sensorType: number;
  /** Sensor number. */
  readonly sensorNumber: number;
  /** 7: deassertion; 6:0: event/reading type. */
  readonly eventDirectionAndType: number;
  /** Event data 1, 2 and 3. */
  readonly eventData: Uint8Array;
}

/** Sends an alert, or asks how it went. */
export interface AlertImmediateRequest {
  /** The channel, 0–15. */
  readonly channelNumber: number;
  /** One of {@link AlertOperation}, 0–3. */
  readonly operation: number;
  /** The destination on that channel, 0–15. */
  readonly destination: number;
  /** Which alert string goes with it, 0–127; absent for none. */
  readonly alertString?: number;
  /** What it is about; absent for nothing in particular. */
  readonly event?: AlertedEvent;
}

/** How it went. */
export interface AlertImmediateResponse {
  /** One of {@link AlertStatus}; absent where it was not asked for. */
  readonly status?: number;
}

/** Alert Immediate: needs ADMINISTRATOR. */
export const alertImmediate: Command<AlertImmediateRequest, AlertImmediateResponse> = {
  name: "Alert Immediate",
  netFn: NetFn.sensorEvent,
  cmd: 0x16,
  section: "IPMI v2.0 §30.7",
  request: {
    encode({ channelNumber, operation, destination, alertString, event }, writer) {
      writer
        .u8(channelNumber & 0x0f)
        .u8(((operation & 3) << 6) | (destination & 0x0f))
        .u8(bit(7, alertString !== undefined) | ((alertString ?? 0) & 0x7f));
      if (event === undefined) return;
      writer
        .u8(event.generatorId)
        .u8(event.eventMessageRevision)
        .u8(event.sensorType)
        .u8(event.sensorNumber)
        .u8(event.eventDirectionAndType);
      for (let index = 0; index < 3; index++) writer.u8(event.eventData[index] ?? 0xff);
    },
    decode(reader) {
      const channelNumber = reader.u8("channelNumber") & 0x0f;
      const operation = reader.u8("operation");
      const alertString = reader.u8("alertString");
      const request = {
        channelNumber,
        operation: operation >>> 6,
        destination: operation & 0x0f,
        ...(isSet(alertString, 7) ? { alertString: alertString & 0x7f } : undefined),
      };
      if (reader.remaining === 0) return request;
      const event: AlertedEvent = {
        generatorId: reader.u8("generatorId"),
        eventMessageRevision: reader.u8("eventMessageRevision"),
        sensorType: reader.u8("sensorType"),
        sensorNumber: reader.u8("sensorNumber"),
        eventDirectionAndType: reader.u8("eventDirectionAndType"),
        eventData: reader.bytes(3, "eventData"),
      };
      return { ...request, event };
    },
  },
  response: {
    encode({ status }, writer) {
      if (status !== undefined) writer.u8(status);
    },
    decode(reader) {
      return reader.remaining === 0 ? {} : { status: reader.u8("status") };
    },
  },
  completionCodes: {
    129: "Alert Immediate rejected due to alert already in progress",
    130: "Alert Immediate rejected due to IPMI messaging session active on this channel",
    131: "Platform event parameters not supported",
  },
};

/**
 * Get Power Limit 03h, Set Power Limit 04h and Activate/Deactivate Power Limit 05h of group DCh (DCMI v1.5 §6.6.2–4).
 * The limit, in Get's response behind two reserved bytes, in Set's request behind three:
 *
 * | byte  | limit                                                                         |
 * |-------|-------------------------------------------------------------------------------|
 * | 0     | exception actions: 00h none, 01h hard power off and log, 11h log only         |
 * | 1:2   | limit in watts                                                                |
 * | 3:6   | correction time limit in milliseconds                                         |
 * | 7:8   | reserved                                                                      |
 * | 9:10  | management application statistics sampling period in seconds                  |
 *
 * Activate: byte 0: 00h deactivate, 01h activate; 1:2 reserved. Get's request: two reserved bytes.
 */
import { type ByteReader, type ByteWriter, type Command, emptyBody } from "@ruipmi/core/wire";
import { inDcmiGroup } from "./dcmi-group.ts";

/** How much power the system may take, and what happens when it takes more. */
export interface PowerLimit {
  /** 0 nothing; 01h hard power off and an event; 02h–10h OEM; 11h an event. */
  readonly exceptionActions: number;
  /** Watts. */
  readonly powerLimit: number;
  /** Milliseconds after which the actions are taken. */
  readonly correctionTimeLimit: number;
  /** Seconds. */
  readonly statisticsSamplingPeriod: number;
}

/** Get Power Limit: any user may ask. 80h says that none is active, and what it is nevertheless. */
export const getPowerLimit: Command<void, PowerLimit> = {
  ...inDcmiGroup,
  name: "Get Power Limit",
  cmd: 0x03,
  section: "DCMI v1.5 §6.6.2",
  request: {
    encode(_value, writer) {
      writer.u16(0);
    },
    decode(reader) {
      reader.skip(2, "reserved");
    },
  },
  response: {
    encode(value, writer) {
      writer.u16(0);
      encodeLimit(value, writer);
    },
    decode(reader) {
      reader.skip(2, "reserved");
      return decodeLimit(reader);
    },
  },
  completionCodes: { 128: "No Active Set Power Limit" },
};

/** Set Power Limit: needs OPERATOR. It counts from Activate/Deactivate Power Limit on. */
export const setPowerLimit: Command<PowerLimit, void> = {
  ...inDcmiGroup,
  name: "Set Power Limit",
  cmd: 0x04,
  section: "DCMI v1.5 §6.6.3",
  request: {
    encode(value, writer) {
      writer.u24(0);
      encodeLimit(value, writer);
    },
    decode(reader) {
      reader.skip(3, "reserved");
      return decodeLimit(reader);
    },
  },
  response: emptyBody,
  completionCodes: {
    132: "Power Limit out of range",
    133: "Correction Time out of range",
    137: "Statistics Reporting Period out of range",
  },
};

/** Whether the limit holds. */
export interface ActivatePowerLimitRequest {
  /** Whether it shall hold. */
  readonly activate: boolean;
}

/** Activate/Deactivate Power Limit: needs OPERATOR. */
export const activatePowerLimit: Command<ActivatePowerLimitRequest, void> = {
  ...inDcmiGroup,
  name: "Activate/Deactivate Power Limit",
  cmd: 0x05,
  section: "DCMI v1.5 §6.6.4",
  request: {
    encode(value, writer) {
      writer.u8(value.activate ? 1 : 0).u16(0);
    },
    decode(reader) {
      const activate = reader.u8("powerLimitActivation") === 1;
      reader.skip(2, "reserved");
      return { activate };
    },
  },
  response: emptyBody,
};

function encodeLimit(value: PowerLimit, writer: ByteWriter): void {
  writer
    .u8(value.exceptionActions)
    .u16(value.powerLimit)
    .u32(value.correctionTimeLimit)
    .u16(0)
    .u16(value.statisticsSamplingPeriod);
}

function decodeLimit(reader: ByteReader): PowerLimit {
  const exceptionActions = reader.u8("exceptionActions");
  const powerLimit = reader.u16("powerLimit");
  const correctionTimeLimit = reader.u32("correctionTimeLimit");
  reader.skip(2, "reserved");
  return {
    exceptionActions,
    powerLimit,
    correctionTimeLimit,
    statisticsSamplingPeriod: reader.u16("statisticsSamplingPeriod"),
  };
}

/**
 * Get FRU LED State, 2Ch/08h of group 00h (PICMG 3.0 R3.0 §3). The request is FRU device ID and LED ID.
 *
 * | byte | response                                                                                      |
 * |------|-----------------------------------------------------------------------------------------------|
 * | 0    | 2: lamp test; 1: override; 0: local control                                                   |
 * | 1:3  | local control: function (00h off, FFh on, else off time), on time, color                      |
 * | 4:6  | override: the same; may be left out without override and lamp test                            |
 * | 7    | lamp test: how long yet, in 100 ms; only then                                                 |
 */
import { type ByteReader, type ByteWriter, bit, type Command, isSet } from "@ruipmi/core/wire";
import { type PicmgLed, picmgCommand, picmgLedBody } from "./picmg-group.ts";

/** What a light shows. */
export interface LedFunction {
  /** 0 off; 255 on; 1–250 blinking, off for so many 10 ms. */
  readonly offDuration: number;
  /** Blinking: on for so many 10 ms. */
  readonly onDuration: number;
  /** 1 blue, 2 red, 3 green, 4 amber, 5 orange, 6 white. */
  readonly color: number;
}

/** What a light shows, and who says so. */
export interface GetFruLedStateResponse {
  /** Whether the controller itself may set it. */
  readonly localControlAvailable: boolean;
  /** Whether somebody else has set it. */
  readonly overrideEnabled: boolean;
  /** Whether it is being tested. */
  readonly lampTestEnabled: boolean;
  /** What the controller itself would show. */
  readonly localControl: LedFunction;
  /** What it has been set to; may be left out where it has not. */
  readonly override?: LedFunction;
  /** For how many 100 ms it is tested yet; only while it is. */
  readonly lampTestDuration?: number;
}

/** Get FRU LED State: any user may ask. */
export const getFruLedState: Command<PicmgLed, GetFruLedStateResponse> = {
  ...picmgCommand("Get FRU LED State", 0x08),
  request: picmgLedBody,
  response: {
    encode(value, writer) {
      const { localControlAvailable, overrideEnabled, lampTestEnabled, override } = value;
      writer.u8(bit(2, lampTestEnabled) | bit(1, overrideEnabled) | bit(0, localControlAvailable));
      writeFunction(value.localControl, writer);
      if (override === undefined) return;
      writeFunction(override, writer);
      if (value.lampTestDuration !== undefined) writer.u8(value.lampTestDuration);
    },
    decode(reader) {
      const states = reader.u8("ledStates");
      return {
        localControlAvailable: isSet(states, 0),
        overrideEnabled: isSet(states, 1),
        lampTestEnabled: isSet(states, 2),
        localControl: readFunction(reader, "localControl"),
        ...(reader.remaining === 0 ? undefined : { override: readFunction(reader, "override") }),
        ...(reader.remaining === 0 ? undefined : { lampTestDuration: reader.u8("lampTestDuration") }),
      };
    },
  },
};

function writeFunction(value: LedFunction, writer: ByteWriter): void {
  writer.u8(value.offDuration).u8(value.onDuration).u8(value.color);
}

function readFunction(reader: ByteReader, name: string): LedFunction {
  return {
    offDuration: reader.u8(`${name} function`),
    onDuration: reader.u8(`${name} onDuration`),
    color: reader.u8(`${name} color`),
  };
}

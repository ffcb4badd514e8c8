import type { Codec, Command } from "@ruipmi/core/wire";
import { NetFn } from "@ruipmi/core/wire";

/** The group extension of PICMG: the first byte of every body (PICMG 3.0 §3). */
export const picmgGroup = 0x00;

/** Names a field replaceable unit of the asked controller. */
export interface PicmgFru {
  /** 0 is the controller's own; up to the maximum of Get PICMG Properties. */
  readonly fruDeviceId: number;
}

/** One byte: the FRU's number. */
export const picmgFruBody: Codec<PicmgFru> = {
  encode(value, writer) {
    writer.u8(value.fruDeviceId);
  },
  decode(reader) {
    return { fruDeviceId: reader.u8("fruDeviceId") };
  },
};

/** Names a light of a FRU. */
export interface PicmgLed extends PicmgFru {
  /** 0 the blue one, 1 to 3 those of the specification, then the application's own; FFh all. */
  readonly ledId: number;
}

/** Two bytes: the FRU's number, the light's number. */
export const picmgLedBody: Codec<PicmgLed> = {
  encode(value, writer) {
    writer.u8(value.fruDeviceId).u8(value.ledId);
  },
  decode(reader) {
    return { fruDeviceId: reader.u8("fruDeviceId"), ledId: reader.u8("ledId") };
  },
};

/** What all commands of the group have in common. */
export function picmgCommand(name: string, cmd: number): PicmgCommandHead {
  return { name, netFn: NetFn.groupExtension, cmd, groupExtension: picmgGroup, section: "PICMG 3.0 R3.0 §3" };
}

/** The head of a command of the group. */
export type PicmgCommandHead = Pick<
  Required<Command<never, never>>,
  "name" | "netFn" | "cmd" | "groupExtension" | "section"
>;

/**
 * Which commands the firmware firewall is asked about (IPMI v2.0 §21.3 to §21.10):
 *
 * | byte      | of half a network function                        | of one command                            |
 * |-----------|---------------------------------------------------|-------------------------------------------|
 * | 0         | 3:0: channel                                      | 3:0: channel                              |
 * | 1         | 7:6: 0 commands 00h–7Fh, 1 80h–FFh; 5:0: netFn    | 5:0: netFn                                |
 * | 2         | 1:0: LUN                                          | 1:0: LUN                                  |
 * | 3         |                                                   | command                                   |
 * | last      | netFn 2Ch: the group's number; 2Eh: the OEM's IANA number, 3 bytes                            |
 */
import { type ByteReader, type ByteWriter, type Codec, NetFn } from "@ruipmi/core/wire";

/** A network function at a LUN of a channel. */
export interface NetFnPlace {
  /** 0–15; 14 is this one. */
  readonly channelNumber: number;
  /** Network function of the requests, 0–63. */
  readonly netFn: number;
  /** 0–3. */
  readonly lun: number;
  /** Network function 2Ch: the group's number; 2Eh: the OEM's IANA enterprise number; otherwise absent. */
  readonly definingBody?: number;
}

/** Half the commands of a network function. */
export interface CommandRange extends NetFnPlace {
  /** 0: commands 00h–7Fh, 1: 80h–FFh. */
  readonly half: number;
}

/** One command. */
export interface CommandPlace extends NetFnPlace {
  /** Command number. */
  readonly cmd: number;
}

/** The bytes before what is said of half a network function. */
export function writeRange(value: CommandRange, writer: ByteWriter): void {
  writer
    .u8(value.channelNumber & 0x0f)
    .u8((value.half << 6) | (value.netFn & 0x3f))
    .u8(value.lun & 3);
}

/** Reads them. */
export function readRange(reader: ByteReader): CommandRange {
  const channelNumber = reader.u8("channelNumber") & 0x0f;
  const netFn = reader.u8("netFn");
  return { channelNumber, netFn: netFn & 0x3f, half: netFn >>> 6, lun: reader.u8("lun") & 3 };
}

/** The whole body of a question about half a network function. */
export const commandRange: Codec<CommandRange> = {
  encode(value, writer) {
    writeRange(value, writer);
    writeDefiningBody(value, writer);
  },
  decode(reader) {
    const range = readRange(reader);
    return { ...range, ...readDefiningBody(range.netFn, reader) };
  },
};

/** The whole body of a question about one command. */
export const commandPlace: Codec<CommandPlace> = {
  encode(value, writer) {
    writer
      .u8(value.channelNumber & 0x0f)
      .u8(value.netFn & 0x3f)
      .u8(value.lun & 3)
      .u8(value.cmd);
    writeDefiningBody(value, writer);
  },
  decode(reader) {
    const channelNumber = reader.u8("channelNumber") & 0x0f;
    const netFn = reader.u8("netFn") & 0x3f;
    const lun = reader.u8("lun") & 3;
    return { channelNumber, netFn, lun, cmd: reader.u8("cmd"), ...readDefiningBody(netFn, reader) };
  },
};

/** The number of group or OEM, where the network function has one. */
export function writeDefiningBody({ netFn, definingBody = 0 }: NetFnPlace, writer: ByteWriter): void {
  if ((netFn & 0x3e) === NetFn.groupExtension) writer.u8(definingBody);
  else if ((netFn & 0x3e) === NetFn.oemGroup) writer.u24(definingBody);
}

/** Reads it, where the network function has one. */
export function readDefiningBody(netFn: number, reader: ByteReader): Pick<NetFnPlace, "definingBody"> {
  if ((netFn & 0x3e) === NetFn.groupExtension) return { definingBody: reader.u8("definingBody") };
  if ((netFn & 0x3e) === NetFn.oemGroup) return { definingBody: reader.u24("definingBody") };
  return {};
}

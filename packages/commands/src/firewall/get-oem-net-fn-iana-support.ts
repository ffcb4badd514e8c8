/**
 * Get OEM NetFn IANA Support, 06h/64h (IPMI v2.0 §21.11):
 *
 * | byte | request                       | response                                                                   |
 * |------|-------------------------------|----------------------------------------------------------------------------|
 * | 0    | 3:0: channel                  | 6:0: 01h: this is the last                                                 |
 * | 1    | 5:0: netFn, 2Ch or 2Eh        | 7:6 LUN 3; 5:4 LUN 2; 3:2 LUN 1; 1:0 LUN 0: how it is used                 |
 * | 2    | 5:0: list index               | netFn 2Ch: the group's number; 2Eh: the OEM's IANA number, 3 bytes         |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { readDefiningBody, writeDefiningBody } from "./command-place.ts";

/** Asks for one of the groups or OEMs whose commands a channel has. */
export interface GetOemNetFnIanaSupportRequest {
  /** 0–15; 14 is this one. */
  readonly channelNumber: number;
  /** 2Ch for groups, 2Eh for OEMs. */
  readonly netFn: number;
  /** Which of them, 0–63. */
  readonly listIndex: number;
}

/** One of the groups or OEMs. */
export interface GetOemNetFnIanaSupportResponse {
  /** Whether there is none after it. */
  readonly last: boolean;
  /** By LUN, 0 to 3: 0 no commands, 1 the base commands, 2 and 3 more. */
  readonly luns: readonly [number, number, number, number];
  /** The group's number or the OEM's IANA enterprise number; absent for other network functions. */
  readonly definingBody?: number;
}

/** Get OEM NetFn IANA Support: any user may ask, by list index from 0 until the last. */
export const getOemNetFnIanaSupport: Command<GetOemNetFnIanaSupportRequest, GetOemNetFnIanaSupportResponse> = {
  name: "Get OEM NetFn IANA Support",
  netFn: NetFn.app,
  cmd: 0x64,
  section: "IPMI v2.0 §21.11",
  request: {
    encode(value, writer) {
      writer
        .u8(value.channelNumber & 0x0f)
        .u8(value.netFn & 0x3f)
        .u8(value.listIndex & 0x3f);
    },
    decode(reader) {
      return {
        channelNumber: reader.u8("channelNumber") & 0x0f,
        netFn: reader.u8("netFn") & 0x3f,
        listIndex: reader.u8("listIndex") & 0x3f,
      };
    },
  },
  response: {
    encode(value, writer, { channelNumber, netFn }) {
      const [lun0, lun1, lun2, lun3] = value.luns;
      writer.u8(value.last ? 1 : 0).u8(((lun3 & 3) << 6) | ((lun2 & 3) << 4) | ((lun1 & 3) << 2) | (lun0 & 3));
      writeDefiningBody({ ...value, channelNumber, netFn, lun: 0 }, writer);
    },
    decode(reader, { netFn }) {
      const last = (reader.u8("lastIana") & 0x7f) === 1;
      const luns = reader.u8("luns");
      return {
        last,
        luns: [luns & 3, (luns >>> 2) & 3, (luns >>> 4) & 3, luns >>> 6],
        ...readDefiningBody(netFn, reader),
      };
    },
  },
};

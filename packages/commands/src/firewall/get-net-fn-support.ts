/**
 * Get NetFn Support, 06h/09h (IPMI v2.0 §21.2):
 *
 * | byte  | request        | response                                                                                 |
 * |-------|----------------|------------------------------------------------------------------------------------------|
 * | 0     | 3:0: channel   | 7:6 LUN 3; 5:4 LUN 2; 3:2 LUN 1; 1:0 LUN 0: 0 not used, 1 for IPMI commands as a base, 2 and 3 also others |
 * | 1:16  |                | for each LUN 4 bytes: a bit for each pair of network functions, the lowest for 00h/01h   |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { readMask, writeMask } from "./masks.ts";

/** Asks for the network functions of a channel. */
export interface GetNetFnSupportRequest {
  /** 0–15; 14 is this one. */
  readonly channelNumber: number;
}

/** What is at a LUN. */
export interface LunSupport {
  /** 0: nothing; 1: the base commands of IPMI; 2 and 3: more than these (IPMI v2.0 table 21-3). */
  readonly support: number;
  /** The network functions of requests that are used, even numbers in ascending order. */
  readonly netFns: readonly number[];
}

/** The network functions of a channel. */
export interface GetNetFnSupportResponse {
  /** By LUN, 0 to 3. */
  readonly luns: readonly [LunSupport, LunSupport, LunSupport, LunSupport];
}

/** Get NetFn Support: any user may ask. */
export const getNetFnSupport: Command<GetNetFnSupportRequest, GetNetFnSupportResponse> = {
  name: "Get NetFn Support",
  netFn: NetFn.app,
  cmd: 0x09,
  section: "IPMI v2.0 §21.2",
  request: {
    encode(value, writer) {
      writer.u8(value.channelNumber & 0x0f);
    },
    decode(reader) {
      return { channelNumber: reader.u8("channelNumber") & 0x0f };
    },
  },
  response: {
    encode({ luns }, writer) {
      writer.u8(luns.reduce((byte, { support }, lun) => byte | ((support & 3) << (lun * 2)), 0));
      for (const { netFns } of luns) {
        const pairs = netFns.map((netFn) => netFn >>> 1);
        writeMask(pairs, 0, 4, "oneIsIn", writer);
      }
    },
    decode(reader) {
      const supports = reader.u8("lunSupport");
      const lun = (number: number): LunSupport => {
        const pairs = readMask(0, reader.view(4, `netFns of LUN ${number}`), "oneIsIn");
        return { support: (supports >>> (number * 2)) & 3, netFns: pairs.map((pair) => pair * 2) };
      };
      return { luns: [lun(0), lun(1), lun(2), lun(3)] };
    },
  },
};

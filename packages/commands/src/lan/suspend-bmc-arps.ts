/**
 * Suspend BMC ARPs, 0Ch/03h (IPMI v2.0 §23.3): until the operating system is gone.
 *
 * | byte | request                                              | response                                          |
 * |------|------------------------------------------------------|---------------------------------------------------|
 * | 0    | 3:0: channel                                         | 1: ARP responses, 0: gratuitous ARPs: under way    |
 * | 1    | 1: suspend ARP responses, 0: suspend gratuitous ARPs |                                                   |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { arpBits } from "./lan-codecs.ts";
import type { ArpControl } from "./lan-parameter-values.ts";

/** Suspends the BMC's own ARPs. */
export interface SuspendBmcArpsRequest {
  /** 0–15; Eh is the channel that the request comes by. */
  readonly channelNumber: number;
  /** Which of them are to be silent. */
  readonly suspended: ArpControl;
}

/** What the BMC does now. */
export interface SuspendBmcArpsResponse {
  /** Which ARPs go on. */
  readonly active: ArpControl;
}

/** Suspend BMC ARPs: needs ADMINISTRATOR. */
export const suspendBmcArps: Command<SuspendBmcArpsRequest, SuspendBmcArpsResponse> = {
  name: "Suspend BMC ARPs",
  netFn: NetFn.transport,
  cmd: 0x03,
  section: "IPMI v2.0 §23.3",
  request: {
    encode({ channelNumber, suspended }, writer) {
      writer.u8(channelNumber & 0x0f);
      arpBits.encode(suspended, writer);
    },
    decode(reader) {
      return { channelNumber: reader.u8("channelNumber") & 0x0f, suspended: arpBits.decode(reader) };
    },
  },
  response: {
    encode({ active }, writer) {
      arpBits.encode(active, writer);
    },
    decode(reader) {
      return { active: arpBits.decode(reader) };
    },
  },
  completionCodes: { 128: "Parameter not supported" },
};

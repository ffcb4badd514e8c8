/**
 * Get IP/UDP/RMCP Statistics, 0Ch/04h (IPMI v2.0 §23.4):
 *
 * | byte  | request                  | response                     |
 * |-------|--------------------------|------------------------------|
 * | 0     | 3:0: channel             | IP packets received (0:1)    |
 * | 1     | 0: clear all statistics  |                              |
 * | 2:3   |                          | IP header errors             |
 * | 4:5   |                          | IP address errors            |
 * | 6:7   |                          | fragmented packets received  |
 * | 8:9   |                          | IP packets transmitted       |
 * | 10:11 |                          | UDP packets received         |
 * | 12:13 |                          | valid RMCP packets received  |
 * | 14:15 |                          | UDP proxy packets received   |
 * | 16:17 |                          | UDP proxy packets dropped    |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";

/** Asks for the statistics. */
export interface GetIpUdpRmcpStatisticsRequest {
  /** 0–15; Eh is the channel that the request comes by. */
  readonly channelNumber: number;
  /** Whether they begin at 0 again. */
  readonly clear: boolean;
}

/** Counters that stop at 65535. */
export interface IpUdpRmcpStatistics {
  /** IP packets received. */
  readonly ipPacketsReceived: number;
  /** IP packets with a wrong header. */
  readonly ipHeaderErrors: number;
  /** IP packets for another address. */
  readonly ipAddressErrors: number;
  /** Fragments received. */
  readonly fragmentedPacketsReceived: number;
  /** IP packets sent. */
  readonly ipPacketsTransmitted: number;
  /** UDP packets received. */
  readonly udpPacketsReceived: number;
  /** RMCP packets received that are well formed. */
  readonly validRmcpPacketsReceived: number;
  /** UDP proxy packets received. */
  readonly udpProxyPacketsReceived: number;
  /** UDP proxy packets dropped. */
  readonly udpProxyPacketsDropped: number;
}

/** Get IP/UDP/RMCP Statistics: any user may ask. */
export const getIpUdpRmcpStatistics: Command<GetIpUdpRmcpStatisticsRequest, IpUdpRmcpStatistics> = {
  name: "Get IP/UDP/RMCP Statistics",
  netFn: NetFn.transport,
  cmd: 0x04,
  section: "IPMI v2.0 §23.4",
  request: {
    encode(value, writer) {
      writer.u8(value.channelNumber & 0x0f).u8(bit(0, value.clear));
    },
    decode(reader) {
      return { channelNumber: reader.u8("channelNumber") & 0x0f, clear: isSet(reader.u8("clear"), 0) };
    },
  },
  response: {
    encode(value, writer) {
      for (const name of counterNames) writer.u16(Math.min(value[name], 0xffff));
    },
    decode(reader) {
      const entries = counterNames.map((name) => [name, reader.u16(name)] as const);
      return Object.fromEntries(entries) as unknown as IpUdpRmcpStatistics;
    },
  },
};

/** In the order of the wire. */
const counterNames = [
  "ipPacketsReceived",
  "ipHeaderErrors",
  "ipAddressErrors",
  "fragmentedPacketsReceived",
  "ipPacketsTransmitted",
  "udpPacketsReceived",
  "validRmcpPacketsReceived",
  "udpProxyPacketsReceived",
  "udpProxyPacketsDropped",
] as const;

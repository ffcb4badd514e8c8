import { getIpUdpRmcpStatistics, type IpUdpRmcpStatistics } from "@ruipmi/commands";
import { integer, object } from "../../output/json-schema.ts";
import { requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";
import { lanChannelDetails, parseLanChannel, requireLanChannel } from "./lan-channel.ts";

/** `lan stats get`: what came and went. */
export const lanStatsGet: CliCommand = {
  name: "lan stats get",
  usage: "[CHANNEL]",
  summary: "packets that came and went (Get IP/UDP/RMCP Statistics)",
  details: lanChannelDetails,
  scope: "session",
  schema: object({
    channelNumber: integer(undefined, 0, 15),
    ipPacketsReceived: counter("IP packets received"),
    ipHeaderErrors: counter("IP packets with a wrong header"),
    ipAddressErrors: counter("IP packets for another address"),
    fragmentedPacketsReceived: counter("fragments received"),
    ipPacketsTransmitted: counter("IP packets sent"),
    udpPacketsReceived: counter("UDP packets received"),
    validRmcpPacketsReceived: counter("RMCP packets received that are well formed"),
    udpProxyPacketsReceived: counter("UDP proxy packets received"),
    udpProxyPacketsDropped: counter("UDP proxy packets dropped"),
  }),
  examples: ["lan stats get"],
  prepare(args) {
    requireCount("lan stats get", "[CHANNEL]", args, 0, 1);
    const named = args[0] === undefined ? undefined : parseLanChannel(args[0]);
    return inSession(async (session, { output }) => {
      const channelNumber = await requireLanChannel(session, named);
      const statistics = await session.request(getIpUdpRmcpStatistics, { channelNumber, clear: false });
      output.result({ channelNumber, ...statistics }, () => statisticsText(statistics));
      return 0;
    });
  },
};

/** `lan stats clear`: counts from 0 again. */
export const lanStatsClear: CliCommand = {
  name: "lan stats clear",
  usage: "[CHANNEL]",
  summary: "count packets from 0 again (Get IP/UDP/RMCP Statistics)",
  details: lanChannelDetails,
  scope: "session",
  schema: object({ channelNumber: integer(undefined, 0, 15) }),
  examples: ["lan stats clear"],
  prepare(args) {
    requireCount("lan stats clear", "[CHANNEL]", args, 0, 1);
    const named = args[0] === undefined ? undefined : parseLanChannel(args[0]);
    return inSession(async (session, { output }) => {
      const channelNumber = await requireLanChannel(session, named);
      await changing(session.request(getIpUdpRmcpStatistics, { channelNumber, clear: true }));
      output.result({ channelNumber }, () => "");
      return 0;
    });
  },
};

function counter(description: string): ReturnType<typeof integer> {
  return integer(`${description}; stops at 65535`, 0, 65_535);
}

function statisticsText(statistics: IpUdpRmcpStatistics): string {
  return [
    `IP Rx Packet              : ${statistics.ipPacketsReceived}`,
    `IP Rx Header Errors       : ${statistics.ipHeaderErrors}`,
    `IP Rx Address Errors      : ${statistics.ipAddressErrors}`,
    `IP Rx Fragmented          : ${statistics.fragmentedPacketsReceived}`,
    `IP Tx Packet              : ${statistics.ipPacketsTransmitted}`,
    `UDP Rx Packet             : ${statistics.udpPacketsReceived}`,
    `RMCP Rx Valid             : ${statistics.validRmcpPacketsReceived}`,
    `UDP Proxy Packet Received : ${statistics.udpProxyPacketsReceived}`,
    `UDP Proxy Packet Dropped  : ${statistics.udpProxyPacketsDropped}`,
    "",
  ].join("\n");
}

import { type GetIpUdpRmcpStatisticsRequest, getIpUdpRmcpStatistics, type IpUdpRmcpStatistics } from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { createLanStatistics } from "../../device/lan/index.ts";
import { resolveChannel } from "../channel.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** Get IP/UDP/RMCP Statistics (IPMI v2.0 §23.4): clearing them needs OPERATOR. */
export const getIpUdpRmcpStatisticsHandler: BuiltInHandler<GetIpUdpRmcpStatisticsRequest, IpUdpRmcpStatistics> = {
  command: getIpUdpRmcpStatistics,
  handler: ({ channelNumber, clear }, { device: { lan }, session }) => {
    if (resolveChannel(channelNumber) === undefined) return refuse(CompletionCode.invalidDataField);
    const { statistics } = lan;
    if (!clear) return { ...statistics };
    if ((session?.privilegeLevel ?? 0) < PrivilegeLevel.operator) return refuse(CompletionCode.insufficientPrivilege);
    lan.statistics = createLanStatistics();
    return statistics;
  },
};

import type { AnyCommand } from "@ruipmi/core/wire";
import { getIpUdpRmcpStatistics } from "./get-ip-udp-rmcp-statistics.ts";
import { getLanConfigurationParameters } from "./get-lan-configuration-parameters.ts";
import { setLanConfigurationParameters } from "./set-lan-configuration-parameters.ts";
import { suspendBmcArps } from "./suspend-bmc-arps.ts";

export {
  type AlertDestination,
  type AlertDestinationAddress,
  AlertDestinationType,
  type AlertDestinationVlanTag,
} from "./alert-destinations.ts";
export type { LanAuthenticationTypes } from "./authentication-types.ts";
export * from "./get-ip-udp-rmcp-statistics.ts";
export * from "./get-lan-configuration-parameters.ts";
export { parseIpv6Address } from "./ipv6-address.ts";
export * from "./ipv6-parameter-values.ts";
export type { LanParameter, UnknownLanParameter } from "./lan-parameter.ts";
export type { LanParameterFormat } from "./lan-parameter-format.ts";
export * from "./lan-parameter-values.ts";
export * from "./lan-parameters.ts";
export * from "./set-lan-configuration-parameters.ts";
export * from "./suspend-bmc-arps.ts";

/** The Transport commands, in the order of their numbers. */
export const lanCommands: readonly AnyCommand[] = [
  setLanConfigurationParameters,
  getLanConfigurationParameters,
  suspendBmcArps,
  getIpUdpRmcpStatistics,
] as readonly AnyCommand[];

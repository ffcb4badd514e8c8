import type { AnyCommand } from "@ruipmi/core/wire";
import { getIpUdpRmcpStatistics } from "./get-ip-udp-rmcp-statistics.ts";
import { getLanConfigurationParameters } from "./get-lan-configuration-parameters.ts";
import { setLanConfigurationParameters } from "./set-lan-configuration-parameters.ts";

export type { LanAuthenticationTypes } from "./authentication-types.ts";
export * from "./get-ip-udp-rmcp-statistics.ts";
export * from "./get-lan-configuration-parameters.ts";
export type { LanParameter, UnknownLanParameter } from "./lan-parameter.ts";
export * from "./lan-parameter-values.ts";
export * from "./lan-parameters.ts";
export * from "./set-lan-configuration-parameters.ts";

/** The Transport commands, in the order of their numbers. */
export const lanCommands: readonly AnyCommand[] = [
  setLanConfigurationParameters,
  getLanConfigurationParameters,
  getIpUdpRmcpStatistics,
] as readonly AnyCommand[];

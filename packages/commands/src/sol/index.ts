import type { AnyCommand } from "@ruipmi/core/wire";
import { activatePayload } from "./activate-payload.ts";
import { deactivatePayload } from "./deactivate-payload.ts";
import { getChannelOemPayloadInfo } from "./get-channel-oem-payload-info.ts";
import { getChannelPayloadSupport } from "./get-channel-payload-support.ts";
import { getChannelPayloadVersion } from "./get-channel-payload-version.ts";
import { getPayloadActivationStatus } from "./get-payload-activation-status.ts";
import { getPayloadInstanceInfo } from "./get-payload-instance-info.ts";
import { getSolConfigurationParameters } from "./get-sol-configuration-parameters.ts";
import { getUserPayloadAccess } from "./get-user-payload-access.ts";
import { setSolConfigurationParameters } from "./set-sol-configuration-parameters.ts";
import { setUserPayloadAccess } from "./set-user-payload-access.ts";
import { solActivating } from "./sol-activating.ts";
import { suspendResumePayloadEncryption } from "./suspend-resume-payload-encryption.ts";

export * from "./activate-payload.ts";
export * from "./deactivate-payload.ts";
export * from "./get-channel-oem-payload-info.ts";
export * from "./get-channel-payload-support.ts";
export * from "./get-channel-payload-version.ts";
export * from "./get-payload-activation-status.ts";
export * from "./get-payload-instance-info.ts";
export * from "./get-sol-configuration-parameters.ts";
export * from "./get-user-payload-access.ts";
export type { PayloadInstance } from "./payload-instance.ts";
export * from "./set-sol-configuration-parameters.ts";
export * from "./set-user-payload-access.ts";
export * from "./sol-activating.ts";
export * from "./sol-activation.ts";
export {
  type SolAuthentication,
  SolBitRate,
  type SolBitRateParameter,
  type SolCharacterAccumulate,
  type SolEnable,
  type SolOtherParameter,
  type SolParameter,
  SolParameterSelector,
  type SolPayloadChannel,
  type SolPayloadPort,
  type SolRetry,
  type SolSetInProgress,
  solParameterSelector,
} from "./sol-parameters.ts";
export * from "./suspend-resume-payload-encryption.ts";

/** The Serial over LAN and payloads commands, in the order of their numbers. */
export const solCommands: readonly AnyCommand[] = [
  activatePayload,
  deactivatePayload,
  getPayloadActivationStatus,
  getPayloadInstanceInfo,
  setUserPayloadAccess,
  getUserPayloadAccess,
  getChannelPayloadSupport,
  getChannelPayloadVersion,
  getChannelOemPayloadInfo,
  suspendResumePayloadEncryption,
  solActivating,
  setSolConfigurationParameters,
  getSolConfigurationParameters,
] as readonly AnyCommand[];

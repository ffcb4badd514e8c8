import {
  type AnyCommand,
  activatePayload,
  deactivatePayload,
  getPayloadActivationStatus,
  getPayloadInstanceInfo,
} from "@ruipmi/core/wire";
import { getChannelOemPayloadInfo } from "./get-channel-oem-payload-info.ts";
import { getChannelPayloadSupport } from "./get-channel-payload-support.ts";
import { getChannelPayloadVersion } from "./get-channel-payload-version.ts";
import { getSolConfigurationParameters } from "./get-sol-configuration-parameters.ts";
import { getUserPayloadAccess } from "./get-user-payload-access.ts";
import { setSolConfigurationParameters } from "./set-sol-configuration-parameters.ts";
import { setUserPayloadAccess } from "./set-user-payload-access.ts";
import { solActivating } from "./sol-activating.ts";
import { suspendResumePayloadEncryption } from "./suspend-resume-payload-encryption.ts";

export {
  type ActivatePayloadRequest,
  type ActivatePayloadResponse,
  activatePayload,
  type DeactivatePayloadRequest,
  deactivatePayload,
  decodeSolActivation,
  encodeSolActivation,
  type GetPayloadActivationStatusRequest,
  type GetPayloadActivationStatusResponse,
  type GetPayloadInstanceInfoResponse,
  getPayloadActivationStatus,
  getPayloadInstanceInfo,
  type PayloadInstance,
  type SolActivation,
  SolAlertBehavior,
} from "@ruipmi/core/wire";
export * from "./get-channel-oem-payload-info.ts";
export * from "./get-channel-payload-support.ts";
export * from "./get-channel-payload-version.ts";
export * from "./get-sol-configuration-parameters.ts";
export * from "./get-user-payload-access.ts";
export * from "./set-sol-configuration-parameters.ts";
export * from "./set-user-payload-access.ts";
export * from "./sol-activating.ts";
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

/**
 * `@ruipmi/commands`: IPMI commands as data, and procedures that take several of them.
 *
 * @module
 */

export {
  type AdditionalDeviceSupport,
  type AllStep,
  type AnyCommand,
  all,
  type CallOptions,
  type CallStep,
  type CloseSessionRequest,
  type Codec,
  type Command,
  call,
  closeSession,
  emptyBody,
  firmwareRevisionText,
  type GetChannelAuthenticationCapabilitiesRequest,
  type GetChannelAuthenticationCapabilitiesResponse,
  type GetChannelCipherSuitesRequest,
  type GetChannelCipherSuitesResponse,
  type GetDeviceIdResponse,
  getChannelAuthenticationCapabilities,
  getChannelCipherSuites,
  getDeviceId,
  type Procedure,
  type ProcedureStep,
  type ProgressStep,
  progress,
  type SendMessageRequest,
  type SendMessageResponse,
  type SessionPrivilegeLevel,
  type Settled,
  type SettledAll,
  type SupportedAuthenticationTypes,
  sendMessage,
  setSessionPrivilegeLevel,
  type WaitStep,
  wait,
} from "@ruipmi/core/wire";
export * from "./catalogue.ts";
export * from "./chassis/chassis-control.ts";
export * from "./chassis/get-chassis-status.ts";
export * from "./procedures/power.ts";

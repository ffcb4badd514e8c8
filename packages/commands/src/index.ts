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
export * from "./app/index.ts";
export * from "./catalogue.ts";
export * from "./chassis/index.ts";
export * from "./dcmi/index.ts";
export * from "./formats/type-length.ts";
export * from "./fru/index.ts";
export * from "./lan/index.ts";
export * from "./nearest.ts";
export * from "./procedures/power.ts";
export * from "./sdr/index.ts";
export * from "./sel/index.ts";
export * from "./sensor/index.ts";
export * from "./sol/index.ts";

/**
 * `@ruipmi/commands`: IPMI commands as data, and procedures that take several of them.
 *
 * @module
 */

export {
  type AdditionalDeviceSupport,
  type CloseSessionRequest,
  type Codec,
  type Command,
  closeSession,
  emptyBody,
  type GetChannelAuthenticationCapabilitiesRequest,
  type GetChannelAuthenticationCapabilitiesResponse,
  type GetChannelCipherSuitesRequest,
  type GetChannelCipherSuitesResponse,
  type GetDeviceIdResponse,
  getChannelAuthenticationCapabilities,
  getChannelCipherSuites,
  getDeviceId,
  type SendMessageRequest,
  type SendMessageResponse,
  type SessionPrivilegeLevel,
  type SupportedAuthenticationTypes,
  sendMessage,
  setSessionPrivilegeLevel,
} from "@ruipmi/core/wire";
export * from "./catalogue.ts";
export * from "./chassis/chassis-control.ts";
export * from "./chassis/get-chassis-status.ts";
export * from "./procedure.ts";
export * from "./procedures/power.ts";

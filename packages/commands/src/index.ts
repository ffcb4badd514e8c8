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
export * from "./events/index.ts";
export * from "./firewall/index.ts";
export type { EraseRequest, EraseResponse } from "./formats/erasure.ts";
export type {
  DeleteRecordRequest,
  PartialAddRequest,
  ReadRecordRequest,
  RecordIdBody,
} from "./formats/record-access.ts";
export * from "./formats/timestamp.ts";
export * from "./formats/tolerated.ts";
export * from "./formats/type-length.ts";
export * from "./fru/index.ts";
export * from "./lan/index.ts";
export * from "./nearest.ts";
export * from "./pef/index.ts";
export * from "./picmg/index.ts";
export * from "./procedures/boot-mailbox.ts";
export {
  type BootFlagKeeping,
  noBootFlags,
  type SetBootDeviceResult,
  setBootDevice,
  setBootFlagValidBitClearing,
  settingBootOptions,
} from "./procedures/boot-options.ts";
export * from "./procedures/cipher-suites.ts";
export * from "./procedures/clear-sel.ts";
export * from "./procedures/dcmi.ts";
export * from "./procedures/fru-devices.ts";
export * from "./procedures/inventory.ts";
export * from "./procedures/lan-configuration.ts";
export * from "./procedures/list-users.ts";
export * from "./procedures/pef.ts";
export * from "./procedures/power.ts";
export * from "./procedures/present-channel.ts";
export * from "./procedures/read-fru.ts";
export * from "./procedures/sdr-repository.ts";
export * from "./procedures/sel.ts";
export { bmcAddress, type SensorPath, sensorCallOptions } from "./procedures/sensor-address.ts";
export * from "./procedures/sensors.ts";
export * from "./procedures/set-lan-parameter.ts";
export * from "./procedures/set-user.ts";
export * from "./procedures/sol-configuration.ts";
export * from "./procedures/system-info.ts";
export * from "./procedures/write-fru.ts";
export * from "./sdr/index.ts";
export * from "./sel/index.ts";
export * from "./sensor/index.ts";
export * from "./sol/index.ts";
export * from "./vendors/index.ts";

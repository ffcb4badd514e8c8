import { type AnyCommand, getSessionInfo } from "@ruipmi/core/wire";
import { activateSession } from "./activate-session.ts";
import { clearMessageFlags } from "./clear-message-flags.ts";
import { coldReset } from "./cold-reset.ts";
import { enableMessageChannelReceive } from "./enable-message-channel-receive.ts";
import { getAcpiPowerState } from "./get-acpi-power-state.ts";
import { getAuthCode } from "./get-auth-code.ts";
import { getBmcGlobalEnables } from "./get-bmc-global-enables.ts";
import { getBtInterfaceCapabilities } from "./get-bt-interface-capabilities.ts";
import { getChannelAccess } from "./get-channel-access.ts";
import { getChannelInfo } from "./get-channel-info.ts";
import { getDeviceGuid } from "./get-device-guid.ts";
import { getMessage } from "./get-message.ts";
import { getMessageFlags } from "./get-message-flags.ts";
import { getSelfTestResults } from "./get-self-test-results.ts";
import { getSessionChallenge } from "./get-session-challenge.ts";
import { getSystemGuid } from "./get-system-guid.ts";
import { getSystemInfoParameters } from "./get-system-info-parameters.ts";
import { getSystemInterfaceCapabilities } from "./get-system-interface-capabilities.ts";
import { getUserAccess } from "./get-user-access.ts";
import { getUserName } from "./get-user-name.ts";
import { getWatchdogTimer } from "./get-watchdog-timer.ts";
import { manufacturingTestOn } from "./manufacturing-test-on.ts";
import { masterWriteRead } from "./master-write-read.ts";
import { readEventMessageBuffer } from "./read-event-message-buffer.ts";
import { resetWatchdogTimer } from "./reset-watchdog-timer.ts";
import { setAcpiPowerState } from "./set-acpi-power-state.ts";
import { setBmcGlobalEnables } from "./set-bmc-global-enables.ts";
import { setChannelAccess } from "./set-channel-access.ts";
import { setChannelSecurityKeys } from "./set-channel-security-keys.ts";
import { setSystemInfoParameters } from "./set-system-info-parameters.ts";
import { setUserAccess } from "./set-user-access.ts";
import { setUserName } from "./set-user-name.ts";
import { setUserPassword } from "./set-user-password.ts";
import { setWatchdogTimer } from "./set-watchdog-timer.ts";
import { warmReset } from "./warm-reset.ts";

export {
  type ActiveSession,
  type GetSessionInfoRequest,
  type GetSessionInfoResponse,
  getSessionInfo,
  SessionIndex,
  type SessionRemoteConsole,
  type SessionSerialLine,
} from "@ruipmi/core/wire";
export * from "./acpi-power-states.ts";
export * from "./activate-session.ts";
export { type ChannelAccess, ChannelAccessMode, ChannelAccessSettings } from "./channel-access.ts";
export * from "./clear-message-flags.ts";
export * from "./cold-reset.ts";
export * from "./enable-message-channel-receive.ts";
export * from "./get-acpi-power-state.ts";
export * from "./get-auth-code.ts";
export * from "./get-bmc-global-enables.ts";
export * from "./get-bt-interface-capabilities.ts";
export * from "./get-channel-access.ts";
export * from "./get-channel-info.ts";
export * from "./get-device-guid.ts";
export * from "./get-message.ts";
export * from "./get-message-flags.ts";
export * from "./get-self-test-results.ts";
export * from "./get-session-challenge.ts";
export * from "./get-system-guid.ts";
export * from "./get-system-info-parameters.ts";
export * from "./get-system-interface-capabilities.ts";
export * from "./get-user-access.ts";
export * from "./get-user-name.ts";
export * from "./get-watchdog-timer.ts";
export type { BmcGlobalEnables } from "./global-enables.ts";
export type { GuidResponse } from "./guid-body.ts";
export * from "./manufacturing-test-on.ts";
export * from "./master-write-read.ts";
export type { MessageFlags } from "./message-flags.ts";
export * from "./read-event-message-buffer.ts";
export * from "./reset-watchdog-timer.ts";
export * from "./set-acpi-power-state.ts";
export * from "./set-bmc-global-enables.ts";
export * from "./set-channel-access.ts";
export * from "./set-channel-security-keys.ts";
export * from "./set-system-info-parameters.ts";
export * from "./set-user-access.ts";
export * from "./set-user-name.ts";
export * from "./set-user-password.ts";
export * from "./set-watchdog-timer.ts";
export {
  type SystemInfoOther,
  type SystemInfoParameter,
  SystemInfoParameterSelector,
  type SystemInfoSetInProgress,
  type SystemInfoTextBlock,
} from "./system-info-parameter.ts";
export * from "./system-info-text.ts";
export { noAccess, type UserAccessBits } from "./user-access.ts";
export * from "./warm-reset.ts";
export {
  WatchdogAction,
  type WatchdogExpirationFlags,
  WatchdogInterrupt,
  WatchdogTimerUse,
} from "./watchdog-timer.ts";

/** The App commands that no session is made of, in the order of their numbers. */
export const appCommands: readonly AnyCommand[] = [
  coldReset,
  warmReset,
  getSelfTestResults,
  manufacturingTestOn,
  setAcpiPowerState,
  getAcpiPowerState,
  getDeviceGuid,
  resetWatchdogTimer,
  setWatchdogTimer,
  getWatchdogTimer,
  setBmcGlobalEnables,
  getBmcGlobalEnables,
  clearMessageFlags,
  getMessageFlags,
  enableMessageChannelReceive,
  getMessage,
  readEventMessageBuffer,
  getBtInterfaceCapabilities,
  getSystemGuid,
  getSessionChallenge,
  activateSession,
  getSessionInfo,
  getAuthCode,
  setChannelAccess,
  getChannelAccess,
  getChannelInfo,
  setUserAccess,
  getUserAccess,
  setUserName,
  getUserName,
  setUserPassword,
  masterWriteRead,
  setChannelSecurityKeys,
  getSystemInterfaceCapabilities,
  setSystemInfoParameters,
  getSystemInfoParameters,
] as readonly AnyCommand[];

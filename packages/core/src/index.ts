/**
 * The ruipmi engine: IPMI v2.0 over LAN (RMCP+) as a pure state machine. Bytes and time in, datagrams and events out.
 *
 * @module
 */
export {
  type CipherSuite,
  type CipherSuiteId,
  cipherSuite,
  cipherSuites,
  describeCipherSuite,
} from "./crypto/cipher-suites.ts";
export {
  defaultCipherSuites,
  type EngineConfig,
  maxKgLength,
  maxPasswordLength,
  maxUsernameLength,
  type RandomBytes,
  type RandomPurpose,
} from "./engine/config.ts";
export { IpmiEngine } from "./engine/engine.ts";
export { type PhaseCause, type PhaseName, phaseTransitions } from "./engine/phases.ts";
export { type Quirk, quirks } from "./engine/quirks.ts";
export { defaultRetryPolicy, type RetryPolicy } from "./engine/retry-policy.ts";
export type { EngineSnapshot } from "./engine/snapshot.ts";
export * from "./engine/types.ts";
export * from "./errors.ts";
export type { OutsideSessionCommand, OutsideSessionFraming } from "./messages/cipher-suite-discovery.ts";
export type { DropReason } from "./packets/drop-reason.ts";
export { defaultSolRetryPolicy, type SolConfig, solPayloadSizes } from "./sol/config.ts";
export { closeSol, type OpenedSol, type OpenSolOptions, openSol } from "./sol/open-sol.ts";
export { SolEngine } from "./sol/sol-engine.ts";
export { describeHolder, findSolHolder, solSessionId } from "./sol/sol-holder.ts";
export * from "./sol/types.ts";
export type { PresencePong } from "./wire/asf-presence.ts";
export {
  type BridgedRequest,
  type BridgePath,
  buildIpmbSendMessage,
  type SendMessageCommand,
} from "./wire/ipmb-send-message.ts";
export { PrivilegeLevel, privilegeLevelName } from "./wire/privilege-levels.ts";
export { rmcpStatusAdvice, rmcpStatusName } from "./wire/rmcp-status.ts";

/**
 * `@ruipmi/client`: Promises around the ruipmi engine, over any transport and any clock.
 *
 * @module
 */

export type { AbortSignalLike } from "./abort-signal.ts";
export type { ClientOptions } from "./client-options.ts";
export { type Clock, maxTimerDelay, type TimerOptions } from "./clock.ts";
export * from "./console/index.ts";
export type { DatagramHandler, DatagramTransport, TransportError, TransportErrorKind } from "./datagram-transport.ts";
export {
  type DrivenEngine,
  type DriverEventOutput,
  type DriverOutput,
  type DriverSink,
  type DriverTimeoutInput,
  type DriverTimeoutOutput,
  type DriverTransmitOutput,
  EngineDriver,
} from "./engine-driver.ts";
export { IpmiClient } from "./ipmi-client.ts";
export type { ManagedSystemEngine, ManagedSystemInput, ManagedSystemTransmit } from "./managed-system-engine.ts";
export type { WaitOptions } from "./pending-requests.ts";
export type { RunOptions } from "./procedure-runner.ts";
export { type DoubtfulRequestError, mayHaveExecuted, type RequestError } from "./request-error.ts";
export type {
  ChannelAuthenticationCapabilitiesOptions,
  ChannelCipherSuitesOptions,
  CloseResult,
  OutsideSessionOptions,
  PingOptions,
  PingResult,
  RawResponse,
  RequestOptions,
} from "./requests.ts";
export { utf8Bytes } from "./utf8.ts";

/**
 * `@ruipmi/bmc`: a simulated managed system (BMC) as a pure engine.
 *
 * @module
 */

export * from "./bmc-engine.ts";
export { type BmcConfig, type BmcRandomBytes, type BmcRandomPurpose, defaultBmcCipherSuites } from "./config.ts";
export * from "./description/index.ts";
export * from "./device/accounts/index.ts";
export * from "./device/boot/index.ts";
export * from "./device/dcmi/index.ts";
export { type BmcDevice, createDevice } from "./device/device.ts";
export * from "./device/fru/index.ts";
export * from "./device/identity/index.ts";
export * from "./device/lan/index.ts";
export {
  type ChassisState,
  createChassis,
  type LastPowerEventState,
  type PowerDelays,
  type PowerTransition,
} from "./device/power.ts";
export { type BridgeMode, createSatellites, type SatelliteController } from "./device/satellite.ts";
export { createSdr, type SdrState } from "./device/sdr/index.ts";
export * from "./device/sel/index.ts";
export * from "./device/sensors/index.ts";
export {
  createSerialPort,
  createSol,
  type SerialConsole,
  type SerialPortState,
  type SolState,
  writeSerial,
} from "./device/sol/index.ts";
export * from "./device/watchdog/index.ts";
export { type FaultName, type Faults, noFaults } from "./faults.ts";
export {
  type CommandHandler,
  CommandRefusal,
  type HandlerContext,
  type HandlerOptions,
  type HandlerSession,
  type RawAnswer,
  type RawHandler,
  type RawRequest,
  refuse,
} from "./handlers/handler.ts";
export * from "./types.ts";
export type { BmcUser } from "./users.ts";

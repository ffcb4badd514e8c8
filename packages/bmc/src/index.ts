/**
 * `@ruipmi/bmc`: a simulated managed system (BMC) as a pure engine.
 *
 * @module
 */

export * from "./bmc-engine.ts";
export {
  type Cassette,
  CassetteAssertionError,
  type CassetteBridge,
  type CassetteExchange,
  CassettePlayer,
  type CassettePlayerOptions,
  type CassetteRequest,
  cassetteRequestText,
  cassetteSchema,
  dataWithoutSecrets,
  describeCassette,
  readCassette,
  secretAt,
  type UnknownRequest,
} from "./cassette/index.ts";
export {
  type BmcConfig,
  type BmcRandomBytes,
  type BmcRandomPurpose,
  type BuiltInCommands,
  defaultBmcCipherSuites,
} from "./config.ts";
export * from "./description/index.ts";
export {
  type AccountsState,
  type BadPasswordThreshold,
  type ChannelAccessState,
  type ChannelState,
  createAccounts,
  createUser,
  lanChannel,
  systemInterfaceChannel,
  type UserChannelAccess,
  type UserState,
} from "./device/accounts/index.ts";
export {
  type BootFlagsState,
  type BootState,
  createBoot,
  type LastBoot,
  noBootFlags,
} from "./device/boot/index.ts";
export * from "./device/dcmi/index.ts";
export { type BmcDevice, createDevice } from "./device/device.ts";
export { createFru, type FruDeviceState, type FruState, fruImage } from "./device/fru/index.ts";
export {
  createIdentity,
  type IdentityState,
  type SystemInfoBlocks,
  type SystemInfoState,
} from "./device/identity/index.ts";
export {
  type AlertDestinationPlace,
  type AlertDestinationState,
  createAlertDestination,
  createLan,
  type LanState,
} from "./device/lan/index.ts";
export * from "./device/pef/index.ts";
export {
  type ChassisState,
  createChassis,
  type LastPowerEventState,
  type PowerDelays,
  type PowerTransition,
} from "./device/power.ts";
export { type BridgeMode, createSatellites, type SatelliteController } from "./device/satellite.ts";
export { createSdr, type SdrState } from "./device/sdr/index.ts";
export {
  addEvent,
  addRecord,
  createEmptySel,
  createSel,
  defaultStartTime,
  type SelClock,
  type SelEvent,
  type SelState,
} from "./device/sel/index.ts";
export {
  createDiscreteSensor,
  createEventOnlySensor,
  createSensors,
  createThresholdSensor,
  type DiscreteSensorOptions,
  type DiscreteSensorState,
  defaultSensorNumbers,
  discreteSensor,
  type EventOnlySensorState,
  type FactorSegment,
  type FollowedState,
  plainFactors,
  type ReadableSensorState,
  type SensorIdentityState,
  type SensorState,
  type SensorsState,
  type ThresholdSensorOptions,
  type ThresholdSensorState,
  thresholdSensor,
  type Wander,
} from "./device/sensors/index.ts";
export {
  createSerialPort,
  createSol,
  type SerialConsole,
  type SerialPortState,
  type SolState,
  writeSerial,
} from "./device/sol/index.ts";
export { createWatchdog, type WatchdogState } from "./device/watchdog/index.ts";
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

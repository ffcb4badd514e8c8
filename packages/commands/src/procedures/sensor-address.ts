import type { CallOptions } from "@ruipmi/core/wire";
import type { SensorIdentity } from "../sdr/records/sensor-identity.ts";

/** The BMC's slave address on the primary IPMB (IPMI v2.0 §13.5). */
export const bmcAddress = 0x20;

/** Whose records they are, and how it is reached. */
export interface SensorPath {
  /** Slave address of the controller that the records were read from; 20h, the BMC, by default. */
  readonly controllerAddress?: number;
  /** How that controller is reached. */
  readonly call?: CallOptions;
}

/**
 * How a sensor's commands reach its owner: to the controller that has the records as it is reached anyway, to the BMC
 * without a bridge, to any other over the channel that its record names (IPMI v2.0 §43.1, bytes 6 and 7).
 *
 * @returns `undefined` for a sensor of system software (owner with bit 0), which no command reaches
 */
export function sensorCallOptions(sensor: SensorIdentity, path: SensorPath = {}): CallOptions | undefined {
  const { sensorOwnerId, sensorOwnerLun, channelNumber } = sensor;
  const { controllerAddress = bmcAddress, call = {} } = path;
  if ((sensorOwnerId & 1) === 1) return undefined;
  if (sensorOwnerId === controllerAddress) return toLun(call, sensorOwnerLun);
  const { bridge: _, ...direct } = call;
  if (sensorOwnerId === bmcAddress) return toLun(direct, sensorOwnerLun);
  return toLun({ ...direct, bridge: { targetAddress: sensorOwnerId, targetChannel: channelNumber } }, sensorOwnerLun);
}

function toLun(call: CallOptions, lun: number): CallOptions {
  if (lun === 0) return call;
  return call.bridge === undefined ? { ...call, lun } : { ...call, bridge: { ...call.bridge, targetLun: lun } };
}

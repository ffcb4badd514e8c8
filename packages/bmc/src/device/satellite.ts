import type { GetDeviceIdResponse } from "@ruipmi/commands";

/** A management controller that is reached over an IPMB, with Send Message. Answers Get Device ID, and forwards. */
export interface SatelliteController {
  /** The channel that leads to it, 0–15, on the controller before it; 0 is the primary IPMB. */
  channel: number;
  /** Its slave address, 8 bits with the low one 0. */
  address: number;
  /** What it answers to Get Device ID. */
  deviceId: GetDeviceIdResponse;
  /** Controllers behind it, reached by bridging twice. */
  satellites: SatelliteController[];
}

/** What a bridge does with the answer of the controller behind it. */
export type BridgeMode =
  /** Acknowledges Send Message, then sends the answer. */
  | "separate"
  /** Puts the answer into the acknowledgement. */
  | "embedded"
  /** Sends the answer, then acknowledges. */
  | "beforeAcknowledgement";

/**
 * The controllers of a device nobody described: one at 30h, and one at 82h with another at 72h on its channel 7 behind
 * it, as in an ATCA shelf.
 */
export function createSatellites(deviceId: GetDeviceIdResponse): SatelliteController[] {
  const satellite = (
    channel: number,
    address: number,
    id: number,
    satellites: SatelliteController[],
  ): SatelliteController => ({
    channel,
    address,
    deviceId: {
      ...ownCopy(deviceId),
      deviceId: id,
      productId: 0x1000 + address,
      firmwareMajorRevision: 2,
      firmwareMinorRevision: 3,
      firmwareRevision: "2.03",
      additionalDeviceSupport: {
        chassis: false,
        bridge: false,
        ipmbEventGenerator: false,
        ipmbEventReceiver: false,
        fruInventory: false,
        sel: false,
        sdrRepository: false,
        sensor: false,
      },
    },
    satellites,
  });
  return [satellite(0, 0x30, 0x31, []), satellite(0, 0x82, 0x83, [satellite(7, 0x72, 0x73, [])])];
}

/** The same device ID, bytes and all, so that a change to one controller's is not one to another's. */
function ownCopy({ auxiliaryFirmwareRevision: auxiliary, ...rest }: GetDeviceIdResponse): GetDeviceIdResponse {
  return auxiliary === undefined ? rest : { ...rest, auxiliaryFirmwareRevision: Uint8Array.from(auxiliary) };
}

import type { SatelliteController } from "../../device/satellite.ts";
import { checked, field, list, object } from "../compounds.ts";
import { requireDistinct } from "../distinct.ts";
import { whole } from "../scalars.ts";
import { DescriptionError, type Shape } from "../shape.ts";
import { deviceIdShape } from "./device-id.ts";

/** How deep controllers lie behind each other: bridging reaches two. */
const deepest = 2;

/** The managed system's slave address. */
const bmcAddress = 0x20;

const noneShape: Shape<SatelliteController> = {
  schema: () => ({ not: {} }),
  read: (_value, at) => {
    throw new DescriptionError(at, "nothing lies deeper: bridging reaches two controllers");
  },
  write: () => null,
};

/** The controllers reached by bridging. */
export const satellitesShape: Shape<SatelliteController[]> = satellitesAt(deepest);

function satellitesAt(depth: number): Shape<SatelliteController[]> {
  const behind = depth === 1 ? list(noneShape, 0) : satellitesAt(depth - 1);
  const satellite = object<SatelliteController, keyof SatelliteController>(
    {
      channel: field(whole({ least: 0, most: 15 }), "The channel that leads to it; 0 is the primary IPMB."),
      address: field(
        checked(whole({ least: 0, most: 0xfe }), requireAddress),
        "Its slave address, 8 bits, the low one 0.",
      ),
      deviceId: field(deviceIdShape, "What it answers to Get Device ID."),
      satellites: field(behind, "Controllers behind it, reached by bridging twice."),
    },
    () => ({ channel: 0, deviceId: deviceIdShape.read({ firmwareRevision: "1.00" }, ""), satellites: [] }),
  );
  return checked(list(satellite, 64), (all, at) =>
    requireDistinct(all, at, "address", ({ channel, address }) => channel * 256 + address),
  );
}

function requireAddress(address: number, at: string): void {
  if (address % 2 !== 0) throw new DescriptionError(at, `expected an even slave address, got ${address}`);
  if (address === bmcAddress) throw new DescriptionError(at, `${bmcAddress} (20h) is the managed system's own address`);
}

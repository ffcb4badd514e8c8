import { type AdditionalDeviceSupport, firmwareRevisionText, type GetDeviceIdResponse } from "@ruipmi/commands";
import { field, mapped, object, removableField } from "../compounds.ts";
import { byte, flag, hexBytes, textLike, whole } from "../scalars.ts";
import type { Shape } from "../shape.ts";

const supportShape: Shape<AdditionalDeviceSupport> = object<AdditionalDeviceSupport, keyof AdditionalDeviceSupport>(
  {
    chassis: field(flag, "Whether there are chassis commands."),
    bridge: field(flag, "Whether it forwards messages."),
    ipmbEventGenerator: field(flag, "Whether it sends events over the IPMB."),
    ipmbEventReceiver: field(flag, "Whether it takes events from the IPMB."),
    fruInventory: field(flag, "Whether there is a FRU inventory."),
    sel: field(flag, "Whether there is a system event log."),
    sdrRepository: field(flag, "Whether there is an SDR repository."),
    sensor: field(flag, "Whether there are sensors."),
  },
  () => ({
    chassis: false,
    bridge: false,
    ipmbEventGenerator: false,
    ipmbEventReceiver: false,
    fruInventory: false,
    sel: false,
    sdrRepository: false,
    sensor: false,
  }),
);

/** Both numbers in one text, as people say it. */
type DescribedDeviceId = Omit<GetDeviceIdResponse, "firmwareMajorRevision" | "firmwareMinorRevision">;

const describedShape: Shape<DescribedDeviceId> = object<DescribedDeviceId, keyof DescribedDeviceId>(
  {
    deviceId: field(byte, "Device ID."),
    deviceRevision: field(whole({ least: 0, most: 15 }), "Device revision."),
    providesDeviceSdrs: field(flag, "Whether it has SDRs of its own besides the repository."),
    deviceAvailable: field(flag, "Whether it operates normally; false while its firmware is updated."),
    firmwareRevision: field(
      textLike(/^(?:[0-9]|[1-9][0-9]|1[01][0-9]|12[0-7])\.[0-9]{2}$/, "a firmware revision such as 1.05, up to 127.99"),
      "Firmware revision.",
    ),
    ipmiMajorVersion: field(whole({ least: 0, most: 15 }), "IPMI version before the point."),
    ipmiMinorVersion: field(whole({ least: 0, most: 15 }), "IPMI version after the point."),
    additionalDeviceSupport: field(supportShape, "What else it can do."),
    manufacturerId: field(whole({ least: 0, most: 0xf_ffff }), "IANA enterprise number of the manufacturer."),
    productId: field(whole({ least: 0, most: 0xffff }), "The manufacturer's number of the product."),
    auxiliaryFirmwareRevision: removableField(hexBytes({ least: 4, most: 4 }), "Four bytes of the manufacturer's."),
  },
  () => ({
    deviceId: 0x20,
    deviceRevision: 1,
    providesDeviceSdrs: false,
    deviceAvailable: true,
    firmwareRevision: "1.00",
    ipmiMajorVersion: 2,
    ipmiMinorVersion: 0,
    additionalDeviceSupport: supportShape.read({}, ""),
    manufacturerId: 0,
    productId: 0,
  }),
);

/** What a controller answers to Get Device ID. */
export const deviceIdShape: Shape<GetDeviceIdResponse> = mapped(
  describedShape,
  (said) => {
    const [major, minor] = said.firmwareRevision.split(".").map(Number) as [number, number];
    return { ...said, firmwareMajorRevision: major, firmwareMinorRevision: minor };
  },
  ({ firmwareMajorRevision, firmwareMinorRevision, ...said }) => ({
    ...said,
    firmwareRevision: firmwareRevisionText(firmwareMajorRevision, firmwareMinorRevision),
  }),
);

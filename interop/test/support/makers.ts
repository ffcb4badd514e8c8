import type { BmcDevice } from "@ruipmi/bmc";
import { SelfTestResult } from "@ruipmi/commands";

/** A machine of a known maker, whose self test found something, with a GUID of version 1 as RFC 4122 has it. */
export function superMicroX9(device: BmcDevice): void {
  device.deviceId = { ...device.deviceId, manufacturerId: 10876, productId: 0x0624 };
  device.guid = Uint8Array.from(Buffer.from("c232ab00939411ecb3c89f6bdeced846", "hex"));
  device.identity.selfTest = { result: SelfTestResult.corruptedData, detail: 0xff };
}

/** A machine of somebody who makes none, with a GUID that makes no sense, and without auxiliary information. */
export function unknownMaker(device: BmcDevice): void {
  const { auxiliaryFirmwareRevision: _none, ...rest } = device.deviceId;
  device.deviceId = { ...rest, manufacturerId: 3, productId: 1 };
  device.guid = new Uint8Array(16);
  device.identity.selfTest = { result: SelfTestResult.fatalError, detail: 0x2a };
}

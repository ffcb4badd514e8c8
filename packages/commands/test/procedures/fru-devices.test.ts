import { describe, expect, it } from "vitest";
import { type FruPlace, fruPlaces, latin1, readFruDevices, type SdrRecord } from "../../src/index.ts";
import { packedFru } from "../support/fru-images.ts";
import { runProcedure } from "../support/run-procedure.ts";
import { answering, refusal } from "../support/scripted-fru.ts";

const header = { recordId: 1, sdrMajorVersion: 1, sdrMinorVersion: 5, sdrVersion: 0x51 };

function locator(fields: object): SdrRecord {
  return {
    ...header,
    kind: "fruDeviceLocator",
    deviceAccessAddress: 0x20,
    fruDeviceId: 1,
    isLogicalDevice: true,
    lun: 0,
    privateBusId: 0,
    channelNumber: 0,
    deviceType: 0x10,
    deviceTypeModifier: 0,
    entity: { entityId: 10, entityInstance: 1, isLogical: false },
    oem: 0,
    idString: latin1("PSU1"),
    ...fields,
  } as unknown as SdrRecord;
}

function controller(address: number, fruInventory: boolean): SdrRecord {
  return {
    ...header,
    kind: "mcDeviceLocator",
    deviceSlaveAddress: address,
    channelNumber: 7,
    deviceCapabilities: { fruInventory },
    idString: latin1("Satellite"),
  } as unknown as SdrRecord;
}

describe("fruPlaces", () => {
  const summary = ({ origin, fruDeviceId, content, call }: FruPlace) => ({ origin, fruDeviceId, content, call });

  it("begins with the controller's own, and goes on with what the records name", () => {
    const places = fruPlaces([
      locator({}),
      locator({ fruDeviceId: 0 }),
      locator({ isLogicalDevice: false }),
      locator({ deviceType: 0x09, deviceTypeModifier: 2, fruDeviceId: 2 }),
      locator({ deviceType: 0x09, deviceTypeModifier: 1, fruDeviceId: 3 }),
      locator({ deviceTypeModifier: 1, fruDeviceId: 4 }),
      locator({ deviceTypeModifier: 9, fruDeviceId: 5 }),
      controller(0x20, true),
      controller(0x30, false),
      controller(0x32, true),
      locator({ deviceAccessAddress: 0x32, channelNumber: 7, lun: 2, fruDeviceId: 6 }),
    ]);
    expect(places.map(summary)).toStrictEqual([
      { origin: "builtIn", fruDeviceId: 0, content: "inventory", call: {} },
      { origin: "locator", fruDeviceId: 1, content: "inventory", call: {} },
      { origin: "locator", fruDeviceId: 2, content: "inventory", call: {} },
      { origin: "locator", fruDeviceId: 4, content: "dimm", call: {} },
      { origin: "locator", fruDeviceId: 5, content: "unsupported", call: {} },
      {
        origin: "controller",
        fruDeviceId: 0,
        content: "inventory",
        call: { bridge: { targetAddress: 0x32, targetChannel: 7 } },
      },
      {
        origin: "locator",
        fruDeviceId: 6,
        content: "inventory",
        call: { bridge: { targetAddress: 0x32, targetChannel: 7, targetLun: 2 } },
      },
    ]);
  });

  it("stays on the bridge to the controller whose records they are", () => {
    const call = { bridge: { targetAddress: 0x32, targetChannel: 7 } };
    const places = fruPlaces([locator({ deviceAccessAddress: 0x32 }), controller(0x32, true)], {
      controllerAddress: 0x32,
      call,
    });
    expect(places.map((place) => place.call)).toStrictEqual([call, call]);
  });
});

describe("readFruDevices", () => {
  it("reads each that has an inventory, and goes on where one cannot be read", () => {
    const places = fruPlaces([
      locator({}),
      locator({ deviceTypeModifier: 1, fruDeviceId: 2 }),
      ...Array.from({ length: 6 }, (_, index) => locator({ fruDeviceId: 3 + index })),
    ]);
    const answer = answering({ image: packedFru.slice(), asked: [] });
    const { settled } = runProcedure(readFruDevices(places), (command, request) => {
      if ((request as { fruDeviceId: number }).fruDeviceId === 1) throw refusal(0xcb);
      return answer(command, request);
    });
    const readings = settled.status === "fulfilled" ? settled.value : [];
    expect(readings.map(({ place }) => place.fruDeviceId)).toStrictEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(readings.map(({ reading }) => reading?.status ?? "none")).toStrictEqual([
      ...["fulfilled", "rejected", "none"],
      ...Array.from({ length: 6 }, () => "fulfilled"),
    ]);
  });
});

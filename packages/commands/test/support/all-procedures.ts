import * as commands from "../../src/index.ts";
import { isSensorRecord, type Procedure, readSdr } from "../../src/index.ts";
import { recordedFru, recordedSdrs } from "./recorded-inventory.ts";

const sensors = recordedSdrs.map((bytes) => readSdr(bytes).record).filter(isSensorRecord);
const text = (letters: string): Uint8Array => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));

/** Every procedure that is exported, with arguments that take it all the way. */
export const procedures: Readonly<Record<string, () => Procedure<unknown>>> = {
  clearSelAndWait: () => commands.clearSelAndWait(),
  editFru: () => commands.editFru(0, { area: "product", index: 0, field: "another" }),
  findLanChannel: () => commands.findLanChannel(),
  isLanChannel: () => commands.isLanChannel(1),
  listUsers: () => commands.listUsers(),
  readAlertPolicies: () => commands.readAlertPolicies(),
  readBootMailbox: () => commands.readBootMailbox(),
  readCipherSuites: () => commands.readCipherSuites(),
  readDcmiSensors: () => commands.readDcmiSensors(0x40),
  readDcmiTemperatures: () => commands.readDcmiTemperatures(0x40),
  readEventFilters: () => commands.readEventFilters(),
  readFru: () => commands.readFru(0),
  readFruDevice: () => commands.readFruDevice(0),
  // Two of the places: each may lead a lying managed system through 64 KiB, a byte at a time.
  readFruDevices: () =>
    commands.readFruDevices(commands.fruPlaces(recordedSdrs.map((bytes) => readSdr(bytes).record)).slice(0, 2)),
  readInventory: () => commands.readInventory(),
  readLanConfiguration: () => commands.readLanConfiguration(1, ["ipAddress", "vlanId", "cipherSuiteEntries"]),
  readLanParameter: () => commands.readLanParameter(1, "ipAddress"),
  readManagementControllerId: () => commands.readManagementControllerId(),
  readPefParameter: () => commands.readPefParameter("control"),
  readSdrRepository: () => commands.readSdrRepository(),
  readSel: () => commands.readSel(),
  readSensor: () => commands.readSensor(sensors[0]!),
  readSensorEvents: () => commands.readSensorEvents(sensors[0]!),
  readSensors: () => commands.readSensors(sensors),
  readSolConfiguration: () => commands.readSolConfiguration(1),
  readSolParameter: () => commands.readSolParameter(1, "enable"),
  readSystemInfoText: () => commands.readSystemInfoText(2),
  readUser: () => commands.readUser(1, 2),
  restartSystem: () => commands.restartSystem("powerCycle"),
  setBootDevice: () => commands.setBootDevice(1),
  setBootFlagValidBitClearing: () => commands.setBootFlagValidBitClearing({}),
  setLanParameter: () => commands.setLanParameter(1, "ipAddress", "192.0.2.1"),
  setPefParameter: () => commands.setPefParameter("startupDelay", 5),
  setPowerState: () => commands.setPowerState(true),
  setSolParameter: () => commands.setSolParameter(1, { type: "enable", enabled: true }),
  setUser: () =>
    commands.setUser({ userId: 3, name: text("who"), password: text("secret"), privilegeLimit: 3, enabled: true }),
  settingBootOptions: () => commands.settingBootOptions(function* () {}),
  testUserPassword: () => commands.testUserPassword(3, text("secret"), 16),
  writeBootMailbox: () => commands.writeBootMailbox({ manufacturerId: 343, data: new Uint8Array(40) }),
  writeFruDevice: () => commands.writeFruDevice(0, recordedFru[0]!),
  writeSystemInfoText: () => commands.writeSystemInfoText(2, "a name of more than one block"),
};

/** More than any number of records, pieces of a record, tries or polls there is. */
export const mostCalls = 300_000;

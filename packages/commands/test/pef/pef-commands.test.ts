import fc from "fast-check";
import { byte, bytesOf, nibble, record, testCodecLaws, uint16, uint32 } from "../../../core/test/support/codec-laws.ts";
import {
  type AlertedEvent,
  alertImmediate,
  armPefPostponeTimer,
  type GetLastProcessedEventIdResponse,
  type GetPefCapabilitiesResponse,
  getLastProcessedEventId,
  getPefCapabilities,
  getPefConfigurationParameters,
  type PefActions,
  type PetAcknowledgeRequest,
  petAcknowledge,
  setLastProcessedEventId,
  setPefConfigurationParameters,
} from "../../src/index.ts";

const none = { context: undefined } as const;
const actions = record<PefActions>({
  alert: fc.boolean(),
  powerOff: fc.boolean(),
  reset: fc.boolean(),
  powerCycle: fc.boolean(),
  oem: fc.boolean(),
  diagnosticInterrupt: fc.boolean(),
});

testCodecLaws("Get PEF Capabilities response", {
  ...none,
  codec: getPefCapabilities.response,
  golden: [
    {
      name: "version 1.5, all but the OEM's action",
      hex: "51 af 10",
      value: {
        version: 0x51,
        actions: {
          alert: true,
          powerOff: true,
          reset: true,
          powerCycle: true,
          oem: false,
          diagnosticInterrupt: true,
        },
        oemEventRecordFiltering: true,
        eventFilterCount: 16,
      },
    },
  ],
  arbitrary: record<GetPefCapabilitiesResponse>({
    version: byte,
    actions,
    oemEventRecordFiltering: fc.boolean(),
    eventFilterCount: byte,
  }),
  shortest: 3,
  trailing: "refused",
});

testCodecLaws("Arm PEF Postpone Timer request", {
  ...none,
  codec: armPefPostponeTimer.request,
  golden: [{ name: "a minute", hex: "3c", value: { timeout: 60 } }],
  arbitrary: record({ timeout: byte }),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Arm PEF Postpone Timer response", {
  context: { timeout: 0 },
  codec: armPefPostponeTimer.response,
  golden: [{ name: "a minute", hex: "3c", value: { timeout: 60 } }],
  arbitrary: record({ timeout: byte }),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Set PEF Configuration Parameters request", {
  ...none,
  codec: setPefConfigurationParameters.request,
  golden: [
    {
      name: "the startup delay",
      hex: "03 3c",
      value: { parameterSelector: 3, parameter: { parameter: "startupDelay", value: 60 } },
    },
    {
      name: "something of the OEM's",
      hex: "60 0102",
      value: { parameterSelector: 0x60, parameter: { parameter: "unknown", data: Uint8Array.of(1, 2) } },
    },
  ],
  arbitrary: byte.map((value) => ({
    parameterSelector: 3,
    parameter: { parameter: "startupDelay" as const, value },
  })),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Get PEF Configuration Parameters request", {
  ...none,
  codec: getPefConfigurationParameters.request,
  golden: [
    {
      name: "the revision of the third filter",
      hex: "86 03 00",
      value: { revisionOnly: true, parameterSelector: 6, setSelector: 3, blockSelector: 0 },
    },
  ],
  arbitrary: record({
    revisionOnly: fc.boolean(),
    parameterSelector: fc.integer({ min: 0, max: 127 }),
    setSelector: byte,
    blockSelector: byte,
  }),
  shortest: 3,
  trailing: "refused",
});

testCodecLaws("Set Last Processed Event ID request", {
  ...none,
  codec: setLastProcessedEventId.request,
  golden: [
    { name: "by the controller", hex: "01 3412", value: { processedByBmc: true, recordId: 0x1234 } },
    { name: "by software", hex: "00 0100", value: { processedByBmc: false, recordId: 1 } },
  ],
  arbitrary: record({ processedByBmc: fc.boolean(), recordId: uint16 }),
  shortest: 3,
  trailing: "refused",
});

testCodecLaws("Get Last Processed Event ID response", {
  ...none,
  codec: getLastProcessedEventId.response,
  golden: [
    {
      name: "one behind",
      hex: "00d41f69 0c00 0100 0b00",
      value: {
        mostRecentAddition: 0x691fd400,
        lastRecordId: 12,
        lastSoftwareProcessedEventId: 1,
        lastBmcProcessedEventId: 11,
      },
    },
  ],
  arbitrary: record<GetLastProcessedEventIdResponse>({
    mostRecentAddition: uint32,
    lastRecordId: uint16,
    lastSoftwareProcessedEventId: uint16,
    lastBmcProcessedEventId: uint16,
  }),
  shortest: 10,
  trailing: "refused",
});

const event = record<AlertedEvent>({
  generatorId: byte,
  eventMessageRevision: byte,
  sensorType: byte,
  sensorNumber: byte,
  eventDirectionAndType: byte,
  eventData: bytesOf(3),
});
const sevenBits = fc.integer({ min: 0, max: 127 });
const alert = { channelNumber: nibble, operation: fc.nat({ max: 3 }), destination: nibble };

testCodecLaws("Alert Immediate request", {
  ...none,
  codec: alertImmediate.request,
  golden: [
    { name: "send", hex: "01 02 00", value: { channelNumber: 1, operation: 0, destination: 2 } },
    {
      name: "send with a string, about an event",
      hex: "01 01 83 20 04 01 30 01 572628",
      value: {
        channelNumber: 1,
        operation: 0,
        destination: 1,
        alertString: 3,
        event: {
          generatorId: 0x20,
          eventMessageRevision: 4,
          sensorType: 1,
          sensorNumber: 0x30,
          eventDirectionAndType: 1,
          eventData: Uint8Array.of(0x57, 0x26, 0x28),
        },
      },
    },
    { name: "how did it go", hex: "01 41 00", value: { channelNumber: 1, operation: 1, destination: 1 } },
  ],
  arbitrary: fc.oneof(record(alert), record({ ...alert, alertString: sevenBits, event })),
  shortest: 3,
  trailing: "taken",
});

testCodecLaws("Alert Immediate response", {
  codec: alertImmediate.response,
  context: { channelNumber: 1, operation: 1, destination: 1 },
  golden: [
    { name: "under way", hex: "ff", value: { status: 0xff } },
    { name: "nothing asked", hex: "", value: {} },
  ],
  arbitrary: record({ status: byte }),
  shortest: 0,
  trailing: "refused",
});

testCodecLaws("PET Acknowledge request", {
  ...none,
  codec: petAcknowledge.request,
  golden: [
    {
      name: "a trap",
      hex: "0100 00d41f69 20 20 30 572628",
      value: {
        sequenceNumber: 1,
        localTimestamp: 0x691fd400,
        eventSourceType: 0x20,
        sensorDevice: 0x20,
        sensorNumber: 0x30,
        eventData: Uint8Array.of(0x57, 0x26, 0x28),
      },
    },
  ],
  arbitrary: record<PetAcknowledgeRequest>({
    sequenceNumber: uint16,
    localTimestamp: uint32,
    eventSourceType: byte,
    sensorDevice: byte,
    sensorNumber: byte,
    eventData: bytesOf(3),
  }),
  shortest: 12,
  trailing: "refused",
});

import {
  armPefPostponeTimer,
  getLastProcessedEventId,
  getPefCapabilities,
  getPefConfigurationParameters,
  type PefParameter,
  pefParameterFormats,
  setLastProcessedEventId,
  setPefConfigurationParameters,
} from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { describeDevice, readDevice } from "../../../src/index.ts";
import { Administrator } from "../../support/administrator.ts";

function get(parameterSelector: number, setSelector = 0, blockSelector = 0) {
  return { revisionOnly: false, parameterSelector, setSelector, blockSelector };
}

function set(parameter: Exclude<PefParameter, { parameter: "unknown" }>) {
  return { parameterSelector: pefParameterFormats[parameter.parameter].selector, parameter };
}

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

describe("Get PEF Capabilities", () => {
  it("tells of the actions and the filters there are", () => {
    const admin = new Administrator();
    const { eventFilters, actions } = admin.device.pef;
    expect(admin.ask(getPefCapabilities, undefined)).toStrictEqual({
      version: 0x51,
      actions,
      oemEventRecordFiltering: false,
      eventFilterCount: eventFilters.length,
    });
  });
});

describe("PEF configuration parameters", () => {
  it("are given and taken, each of them", () => {
    const admin = new Administrator();
    for (const { selector, readOnly } of Object.values(pefParameterFormats)) {
      const block = selector === 13 ? 1 : 0;
      const { parameter } = admin.ask(getPefConfigurationParameters, get(selector, 1, block));
      const request = { parameterSelector: selector, parameter: parameter! };
      expect(admin.codeOf(setPefConfigurationParameters, request), `parameter ${selector}`).toBe(readOnly ? 0x82 : 0);
      expect(admin.ask(getPefConfigurationParameters, get(selector, 1, block))).toStrictEqual({
        parameterRevision: 0x11,
        parameter,
      });
    }
  });

  it("set the entry that they name, and no other", () => {
    const admin = new Administrator();
    const { pef } = admin.device;
    const before = structuredClone(pef.eventFilters);
    admin.ask(
      setPefConfigurationParameters,
      set({ parameter: "eventFilterState", value: { filter: 2, enabled: false, type: 2 } }),
    );
    expect(pef.eventFilters[1]).toStrictEqual({ ...before[1], enabled: false });
    expect(pef.eventFilters[0]).toStrictEqual(before[0]);
    const policy = {
      entry: 3,
      policyNumber: 2,
      enabled: true,
      rule: 1,
      channelNumber: 1,
      destination: 4,
      eventSpecificString: false,
      alertString: 0,
    };
    admin.ask(setPefConfigurationParameters, set({ parameter: "alertPolicy", value: policy }));
    const { entry: _, ...entry } = policy;
    expect(pef.alertPolicies[2]).toStrictEqual(entry);
    expect(admin.ask(getPefConfigurationParameters, get(9, 3)).parameter).toMatchObject({ value: policy });
  });

  it("keep alert strings in blocks", () => {
    const admin = new Administrator();
    const block = (number: number, data: string) =>
      set({
        parameter: "alertString",
        value: { string: 1, block: number, data: Uint8Array.from(data, (each) => each.charCodeAt(0)) },
      });
    admin.ask(setPefConfigurationParameters, block(1, "A fan stands sti"));
    admin.ask(setPefConfigurationParameters, block(2, "ll\0"));
    expect(admin.device.pef.alertStrings[1]!.text).toBe("A fan stands still");
    const read = (number: number): string => {
      const { parameter } = admin.ask(getPefConfigurationParameters, get(13, 1, number));
      return text((parameter as { value: { data: Uint8Array } }).value.data);
    };
    expect([read(1), read(2), read(3)]).toStrictEqual(["A fan stands sti", "ll\0", ""]);
    admin.ask(setPefConfigurationParameters, block(1, "No\0"));
    expect(admin.device.pef.alertStrings[1]!.text).toBe("No");
    expect(admin.codeOf(setPefConfigurationParameters, block(0, "x"))).toBe(0xc9);
    expect(admin.codeOf(getPefConfigurationParameters, get(13, 1, 5))).toBe(0xc9);
  });

  it("are refused where there are none", () => {
    const admin = new Administrator();
    expect(admin.codeOf(getPefConfigurationParameters, get(96))).toBe(0x80);
    const unknown = { parameterSelector: 96, parameter: { parameter: "unknown" as const, data: Uint8Array.of(1) } };
    expect(admin.codeOf(setPefConfigurationParameters, unknown)).toBe(0x80);
    for (const selector of [6, 7, 9, 12, 13]) {
      expect(admin.codeOf(getPefConfigurationParameters, get(selector, 120, 1)), `${selector}`).toBe(0xc9);
    }
    expect(admin.codeOf(getPefConfigurationParameters, get(6, 0))).toBe(0xc9);
    const nowhere = set({ parameter: "eventFilterState", value: { filter: 99, enabled: true, type: 0 } });
    expect(admin.codeOf(setPefConfigurationParameters, nowhere)).toBe(0xc9);
    const revision = { ...get(6), revisionOnly: true };
    expect(admin.ask(getPefConfigurationParameters, revision)).toStrictEqual({ parameterRevision: 0x11 });
  });

  it("are set by one at a time", () => {
    const admin = new Administrator();
    const progress = (value: number) => set({ parameter: "setInProgress", value });
    expect([1, 1, 0, 2].map((value) => admin.codeOf(setPefConfigurationParameters, progress(value)))).toStrictEqual([
      0, 0x81, 0, 0xcc,
    ]);
  });

  it("are the operator's to read, and the administrator's to set", () => {
    expect(new Administrator({}, PrivilegeLevel.user).codeOf(getPefConfigurationParameters, get(1))).toBe(0xd4);
    const operator = new Administrator({}, PrivilegeLevel.operator);
    expect(operator.codeOf(getPefConfigurationParameters, get(1))).toBe(0);
    const request = set({ parameter: "startupDelay", value: 1 });
    expect(operator.codeOf(setPefConfigurationParameters, request)).toBe(0xd4);
  });
});

describe("the last processed event", () => {
  it("is the newest by default, and what was set after that", () => {
    const admin = new Administrator();
    const { sel } = admin.device;
    const newest = sel.records.at(-1)!.recordId;
    expect(admin.ask(getLastProcessedEventId, undefined)).toStrictEqual({
      mostRecentAddition: sel.lastAddTime,
      lastRecordId: newest,
      lastSoftwareProcessedEventId: 0,
      lastBmcProcessedEventId: newest,
    });
    admin.ask(setLastProcessedEventId, { processedByBmc: false, recordId: 5 });
    admin.ask(setLastProcessedEventId, { processedByBmc: true, recordId: 6 });
    const then = admin.ask(getLastProcessedEventId, undefined);
    expect(then).toMatchObject({ lastSoftwareProcessedEventId: 5, lastBmcProcessedEventId: 6 });
    sel.records = [];
    expect(admin.ask(getLastProcessedEventId, undefined).lastRecordId).toBe(0xffff);
    sel.erasingUntil = Number.MAX_VALUE;
    expect(admin.codeOf(getLastProcessedEventId, undefined)).toBe(0x81);
    expect(admin.codeOf(setLastProcessedEventId, { processedByBmc: true, recordId: 1 })).toBe(0x81);
  });
});

describe("the PEF postpone timer", () => {
  it("runs down, and can be looked at", () => {
    const admin = new Administrator();
    const arm = (timeout: number): number => admin.ask(armPefPostponeTimer, { timeout }).timeout;
    expect(arm(0xff)).toBe(0);
    expect(arm(60)).toBe(60);
    admin.wait(20_000);
    expect(arm(0xff)).toBe(40);
    admin.wait(45_000);
    expect(arm(0xff)).toBe(0);
    expect(arm(0xfe)).toBe(0xfe);
    admin.wait(1000);
    expect(arm(0xff)).toBe(0xfe);
  });
});

describe("a described machine", () => {
  it("has the filters, policies and strings of its description", () => {
    const device = readDevice({
      pef: {
        eventFilters: [{ enabled: true, severity: "critical", sensorType: 4, actions: { alert: true } }],
        alertStrings: [{}, { text: "Hot" }],
      },
      lan: { alertDestinations: [{}, { where: { ipAddress: "192.0.2.99" } }] },
    });
    expect(device.pef.eventFilters).toHaveLength(1);
    expect(device.pef.eventFilters[0]).toMatchObject({ severity: 0x10, actions: { alert: true, reset: false } });
    expect(device.pef.alertStrings[1]!.text).toBe("Hot");
    expect(device.lan.alertDestinations[1]!.where.ipAddress).toBe("192.0.2.99");
    expect(readDevice(describeDevice(device))).toStrictEqual(device);
  });
});

import type { GetSelfTestResultsResponse } from "@ruipmi/commands";
import { describe, expect, it } from "vitest";
import { deviceIdDocument, deviceIdText } from "../../src/output/mc/device-id-text.ts";
import { type GuidEncoding, guidText, parseGuid } from "../../src/output/mc/guid-text.ts";
import {
  chassisSelfTestText,
  selfTestDocument,
  selfTestSucceeded,
  selfTestText,
} from "../../src/output/mc/self-test-text.ts";
import { watchdogDocument, watchdogText } from "../../src/output/mc/watchdog-text.ts";

const now = Date.UTC(2026, 0, 1);
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));

describe("a GUID", () => {
  // The example of RFC 4122 §3: version 1, made in February 1997.
  const rfc = "f81d4fae7dec11d0a76500a0c91e6bf6";
  const text = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
  const orders: Readonly<Record<GuidEncoding, string>> = {
    rfc4122: rfc,
    ipmi: Buffer.from(rfc, "hex").reverse().toString("hex"),
    smbios: "ae4f1df8ec7dd011a76500a0c91e6bf6",
  };

  it.each(Object.entries(orders) as [GuidEncoding, string][])(
    "is the same text in the order of %s",
    (encoding, hex) => {
      for (const asked of [encoding, "auto"] as const) {
        const parsed = parseGuid(bytes(hex), asked, now);
        expect(parsed).toStrictEqual({ encoding, guid: text, version: 1, time: Date.UTC(1997, 1, 3, 17, 43, 12) });
      }
    },
  );

  it("of version 1 with a time to come is not taken for one where another order makes sense", () => {
    // As RFC 4122 has it of version 1 in the year 5000, as SMBIOS of version 4.
    const parsed = parseGuid(bytes("0000000000001f400000000000000000"), "auto", now);
    expect(parsed).toMatchObject({ encoding: "smbios", version: 4, time: undefined });
  });

  it("is a dump where no order makes sense", () => {
    const zeros = new Uint8Array(16);
    const style = { wasGuessed: true, utc: true };
    expect(parseGuid(zeros, "auto", now)).toBeUndefined();
    expect(guidText(zeros, undefined, style)).toBe(`System GUID   : ${"0".repeat(32)}\n`);
    expect(guidText(zeros, parseGuid(zeros, "ipmi", now), { ...style, wasGuessed: false })).toBe(
      "System GUID   : 00000000-0000-0000-0000-000000000000\nGUID Version  : Unknown/unsupported (0)\n",
    );
  });

  it("is shown with its order where that was guessed, and the time of version 1", () => {
    const parsed = parseGuid(bytes(rfc), "auto", now);
    expect(guidText(bytes(rfc), parsed, { wasGuessed: true, utc: true })).toBe(
      [
        `System GUID   : ${text}`,
        "GUID Encoding : RFC4122 (WARNING: IPMI Specification violation!)",
        "GUID Version  : Time-based",
        "Timestamp     : 02/03/97 17:43:12 GMT",
        "",
      ].join("\n"),
    );
  });
});

describe("self test results", () => {
  const cases: readonly [GetSelfTestResultsResponse, string, string, boolean][] = [
    [{ result: 0x55, detail: 0 }, "Selftest: passed\n", "passed\n", true],
    [{ result: 0x56, detail: 0 }, "Selftest: not implemented\n", "not implemented\n", false],
    [
      { result: 0x57, detail: 0x81 },
      "Selftest: device corrupted\n -> SEL device not accessible\ncontroller operational firmware corrupted\n",
      `device error\n${" ".repeat(23)}[firmware corrupted]\n${" ".repeat(23)}[cannot access SEL Device]\n`,
      false,
    ],
    [
      { result: 0x58, detail: 0x2a },
      "Selftest     : fatal error\nFailure code : 2a\n",
      "Fatal hardware error: 2ah\n",
      false,
    ],
    [{ result: 0xff, detail: 0 }, "Selftest: N/A", "Device-specific failure ffh:00h\n", false],
    [
      { result: 0xa1, detail: 0xb },
      "Selftest     : device specific (A1h)\nFailure code : 0Bh\n",
      "Device-specific failure a1h:0bh\n",
      true,
    ],
  ];

  it.each(cases)("%o", (results, mc, chassis, succeeded) => {
    expect(selfTestText(results)).toBe(mc);
    expect(chassisSelfTestText(results)).toBe(`Self Test Results    : ${chassis}`);
    expect(selfTestSucceeded(results)).toBe(succeeded);
  });

  it("have their faults by name in JSON", () => {
    expect(selfTestDocument({ result: 0x57, detail: 0x48 })).toStrictEqual({
      result: "corruptedData",
      detail: 0x48,
      faults: ["sdrRepositoryEmpty", "sdrRepositoryInaccessible"],
    });
    expect(selfTestDocument({ result: 0xa1, detail: 0xff })).toMatchObject({ result: 0xa1, faults: [] });
  });
});

describe("Get Device ID", () => {
  const device = {
    deviceId: 1,
    deviceRevision: 1,
    providesDeviceSdrs: false,
    deviceAvailable: true,
    firmwareMajorRevision: 1,
    firmwareMinorRevision: 2,
    firmwareRevision: "1.02",
    ipmiMajorVersion: 2,
    ipmiMinorVersion: 0,
    additionalDeviceSupport: {
      sensor: true,
      sdrRepository: false,
      sel: false,
      fruInventory: false,
      ipmbEventReceiver: false,
      ipmbEventGenerator: false,
      bridge: false,
      chassis: false,
    },
    manufacturerId: 10876,
    productId: 0x624,
  };

  it("names maker and product where they are known", () => {
    expect(deviceIdText(device)).toMatch(/^Manufacturer Name +: Super Micro Computer Inc\.$/m);
    expect(deviceIdText(device)).toMatch(/^Product Name +: X9SCM$/m);
    expect(deviceIdDocument(device)).toMatchObject({ productName: "X9SCM" });
  });

  it("gives their numbers where they are not", () => {
    const text = deviceIdText({ ...device, manufacturerId: 3, productId: 1 });
    expect(text).toMatch(/^Manufacturer Name +: Unknown \(0x03\)$/m);
    expect(text).toMatch(/^Product Name +: Unknown \(0x01\)$/m);
    expect(JSON.stringify(deviceIdDocument({ ...device, manufacturerId: 3 }))).not.toContain("Name");
  });
});

describe("Get Watchdog Timer", () => {
  const flags = { biosFrb2: true, biosPost: false, osLoad: false, smsOs: true, oem: false };
  const timer = {
    doNotLog: true,
    isRunning: true,
    timerUse: 4,
    preTimeoutInterrupt: 2,
    timeoutAction: 3,
    preTimeoutInterval: 10,
    expirationFlags: flags,
    initialCountdown: 3000,
  };

  it("in ipmitool's words, the bytes beside what they mean", () => {
    expect(watchdogText({ ...timer, presentCountdown: 2995 })).toBe(
      [
        "Watchdog Timer Use:     SMS/OS (0xc4)",
        "Watchdog Timer Is:      Started/Running",
        "Watchdog Timer Logging: Off",
        "Watchdog Timer Action:  Power Cycle (0x23)",
        "Pre-timeout interrupt:  NMI/Diagnostic",
        "Pre-timeout interval:   10 seconds",
        "Timer Expiration Flags: (0x12)",
        "                        * BIOS FRB2",
        "                        * SMS/OS",
        "Initial Countdown:      300.0 sec",
        "Present Countdown:      299.5 sec",
        "",
      ].join("\n"),
    );
  });

  it("says what was left out, and prints no zero for it", () => {
    expect(watchdogText(timer)).toMatch(/^Present Countdown: +unknown$/m);
    expect(JSON.parse(JSON.stringify(watchdogDocument(timer)))).not.toHaveProperty("presentCountdown");
  });
});

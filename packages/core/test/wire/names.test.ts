import { describe, expect, it } from "vitest";
import { bit, isSet } from "../../src/wire/bits.ts";
import { CompletionCode, completionCodeName } from "../../src/wire/completion-codes.ts";
import { hexByte } from "../../src/wire/hex-byte.ts";
import { NetFn } from "../../src/wire/net-fn.ts";
import { PrivilegeLevel, privilegeLevelName } from "../../src/wire/privilege-levels.ts";
import { RmcpStatus, rmcpStatusAdvice, rmcpStatusName } from "../../src/wire/rmcp-status.ts";

const allBytes = Array.from({ length: 256 }, (_, value) => value);

describe("RMCP+ status codes", () => {
  it("have the names of table 13-15, 00h to 12h", () => {
    expect(allBytes.slice(0, 0x13).map(rmcpStatusName)).toStrictEqual([
      "No errors",
      "Insufficient resources to create a session",
      "Invalid Session ID",
      "Invalid payload type",
      "Invalid authentication algorithm",
      "Invalid integrity algorithm",
      "No matching authentication payload",
      "No matching integrity payload",
      "Inactive Session ID",
      "Invalid role",
      "Unauthorized role or privilege level requested",
      "Insufficient resources to create a session at the requested role",
      "Invalid name length",
      "Unauthorized name",
      "Unauthorized GUID",
      "Invalid integrity check value",
      "Invalid confidentiality algorithm",
      "No Cipher Suite match with proposed security algorithms",
      "Illegal or unrecognized parameter",
    ]);
    expect(Object.values(RmcpStatus)).toStrictEqual(allBytes.slice(0, 0x13));
  });

  it("without a name are given as such", () => {
    expect(rmcpStatusName(0x13)).toBe("Unknown status 13h");
    expect(rmcpStatusName(0xc7)).toBe("Unknown status C7h");
  });

  it("come with one sentence of advice each", () => {
    for (const status of allBytes) expect(rmcpStatusAdvice(status)).toMatch(/^[A-Z][^.]+\.$/);
  });
});

describe("completion codes", () => {
  it.each([
    [0x00, "Command Completed Normally"],
    [0xc0, "Node Busy"],
    [0xc1, "Invalid Command"],
    [0xcb, "Requested Sensor, data, or record not present"],
    [0xcc, "Invalid data field in Request"],
    [0xff, "Unspecified error"],
    [0x01, "Device-specific (OEM) completion code 01h"],
    [0x7e, "Device-specific (OEM) completion code 7Eh"],
    [0x7f, "Reserved completion code 7Fh"],
    [0x80, "Command-specific completion code 80h"],
    [0xbe, "Command-specific completion code BEh"],
    [0xbf, "Reserved completion code BFh"],
    [0xd7, "Reserved completion code D7h"],
  ])("%i is %s", (code, name) => {
    expect(completionCodeName(code)).toBe(name);
  });

  it("of a command win", () => {
    expect(completionCodeName(0x81, { 129: "Lost Arbitration" })).toBe("Lost Arbitration");
    expect(completionCodeName(0x82, { 129: "Lost Arbitration" })).toBe("Command-specific completion code 82h");
  });

  it("of the table all have a name of their own: 00h, C0h to D6h, FFh", () => {
    const codes = Object.values(CompletionCode);
    expect(codes).toStrictEqual([0, ...allBytes.slice(0xc0, 0xd7), 0xff]);
    expect(new Set(codes.map((code) => completionCodeName(code))).size).toBe(codes.length);
  });
});

describe("privilege levels", () => {
  it("have names", () => {
    expect(Object.values(PrivilegeLevel).map(privilegeLevelName)).toStrictEqual([
      "Highest",
      "CALLBACK",
      "USER",
      "OPERATOR",
      "ADMINISTRATOR",
      "OEM Proprietary",
    ]);
    expect(privilegeLevelName(9)).toBe("Unknown privilege level 9");
  });
});

describe("network functions", () => {
  it("are even, as a request's are", () => {
    for (const netFn of Object.values(NetFn)) expect(netFn & 1).toBe(0);
  });
});

describe("bits and bytes", () => {
  it("are set and read", () => {
    expect(bit(7, true) | bit(6, false) | bit(0, true)).toBe(0x81);
    expect([isSet(0x81, 7), isSet(0x81, 6), isSet(0x81, 0)]).toStrictEqual([true, false, true]);
  });

  it("are written as the specification writes them", () => {
    expect([hexByte(0), hexByte(0x0a), hexByte(0xd4)]).toStrictEqual(["00h", "0Ah", "D4h"]);
  });
});

import { getChannelAuthenticationCapabilities, setChannelSecurityKeys } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { Administrator } from "../../support/administrator.ts";
import { HandConsole } from "../../support/hand-console.ts";

const key = Uint8Array.from({ length: 20 }, (_, index) => index + 1);
const none = new Uint8Array(0);
const read = { channelNumber: 1, operation: 0, keyId: 1, key: none };

describe("Set Channel Security Keys", () => {
  it("sets the BMC key, reads it, and locks it", () => {
    const admin = new Administrator();
    const asked = { channelNumber: 1, privilegeLevel: 4, extendedCapabilities: true };
    expect(admin.ask(getChannelAuthenticationCapabilities, asked).kgIsSet).toBe(false);
    expect(admin.ask(setChannelSecurityKeys, read)).toStrictEqual({ lock: 2, key: new Uint8Array(20) });
    expect(admin.ask(setChannelSecurityKeys, { ...read, operation: 1, key })).toStrictEqual({ lock: 2, key: none });
    expect(admin.ask(getChannelAuthenticationCapabilities, asked).kgIsSet).toBe(true);
    expect(admin.ask(setChannelSecurityKeys, { ...read, channelNumber: 14 }).key).toStrictEqual(key);
    expect(admin.ask(setChannelSecurityKeys, { ...read, operation: 2 }).lock).toBe(1);
    expect(admin.codeOf(setChannelSecurityKeys, read)).toBe(0x80);
    expect(admin.codeOf(setChannelSecurityKeys, { ...read, operation: 1, key })).toBe(0x80);
  });

  it("is what sessions need from then on", () => {
    const admin = new Administrator();
    admin.ask(setChannelSecurityKeys, { ...read, operation: 1, key });
    const connect = (kg: Uint8Array): HandConsole => new HandConsole(admin.bmc, { kg, peer: "another" }).connect();
    expect(() => connect(none)).toThrow();
    expect(() => connect(key)).not.toThrow();
  });

  it("refuses what is no key", () => {
    const admin = new Administrator();
    expect(admin.codeOf(setChannelSecurityKeys, { ...read, keyId: 0 })).toBe(0x84);
    expect(admin.codeOf(setChannelSecurityKeys, { ...read, keyId: 7 })).toBe(0xcc);
    expect(admin.codeOf(setChannelSecurityKeys, { ...read, operation: 3 })).toBe(0xcc);
    expect(admin.codeOf(setChannelSecurityKeys, { ...read, channelNumber: 0 })).toBe(0xcc);
    expect(admin.codeOf(setChannelSecurityKeys, { ...read, operation: 1, key: key.slice(1) })).toBe(0x81);
    expect(admin.codeOf(setChannelSecurityKeys, { ...read, operation: 1, key: new Uint8Array(21) })).toBe(0x82);
    const operator = new Administrator({}, PrivilegeLevel.operator);
    expect(operator.codeOf(setChannelSecurityKeys, read)).toBe(0xd4);
  });
});

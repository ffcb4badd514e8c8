import {
  getChannelAuthenticationCapabilities,
  getLanConfigurationParameters,
  getUserAccess,
  getUserName,
  noAccess,
  PasswordOperation,
  setLanConfigurationParameters,
  setUserAccess,
  setUserName,
  setUserPassword,
} from "@ruipmi/commands";
import { describe, expect, it } from "vitest";
import { Administrator } from "../../support/administrator.ts";
import { ascii, createBmc, users } from "../../support/bmc-fixture.ts";
import { HandConsole } from "../../support/hand-console.ts";

const operations = PasswordOperation;
const padded = (text: string, size: 16 | 20): Uint8Array =>
  Uint8Array.from({ length: size }, (_byte, at) => ascii(text)[at] ?? 0);
const access = { restrictedToCallback: false, linkAuthenticationEnabled: false, ipmiMessagingEnabled: true };

describe("the users", () => {
  it("are those of the configuration, the null user with ID 1", () => {
    const admin = new Administrator();
    const names = [1, 2, 3, 4, 5, 6].map((userId) => String.fromCharCode(...admin.ask(getUserName, { userId }).name));
    expect(names).toStrictEqual(["", "admin", "operator", "user", "callback", ""]);
    expect(admin.ask(getUserAccess, { channelNumber: 0x0e, userId: 3 })).toStrictEqual({
      maximumUserId: 10,
      enableStatus: 1,
      enabledUserCount: 5,
      fixedNameCount: 1,
      restrictedToCallback: false,
      linkAuthenticationEnabled: true,
      ipmiMessagingEnabled: true,
      privilegeLimit: 3,
    });
    expect(admin.ask(getUserAccess, { channelNumber: 1, userId: 6 })).toMatchObject({
      enableStatus: 2,
      privilegeLimit: noAccess,
    });
  });

  it("leave ID 1 to the null user where there is none", () => {
    const admin = new Administrator({ users: [users.admin] });
    expect(admin.device.accounts.users[0]).toMatchObject({ isEnabled: false, nameIsFixed: true });
    expect(admin.ask(getUserName, { userId: 2 }).name).toStrictEqual(users.admin.name);
  });

  it("have room for 62 with a name, and the null user", () => {
    const many = Array.from({ length: 62 }, (_user, index) => ({ ...users.admin, name: ascii(`user${index}`) }));
    expect(createBmc({ users: [users.nobody, ...many] }).device.accounts.users).toHaveLength(63);
    expect(() => createBmc({ users: [users.admin, ...many] })).toThrow("at most 62");
  });

  it("are refused where there is none of that number, or another channel", () => {
    const admin = new Administrator();
    expect(admin.codeOf(getUserName, { userId: 0 })).toBe(0xcc);
    expect(admin.codeOf(getUserName, { userId: 11 })).toBe(0xc9);
    expect(admin.codeOf(getUserAccess, { channelNumber: 0, userId: 1 })).toBe(0xcc);
    expect(admin.codeOf(getUserAccess, { channelNumber: 7, userId: 1 })).toBe(0xcc);
    expect(admin.codeOf(setUserName, { userId: 1, name: ascii("root") })).toBe(0xcc);
    expect(admin.codeOf(setUserAccess, { channelNumber: 1, userId: 2, privilegeLimit: 0 })).toBe(0xcc);
  });

  it("may be made, logged in as, changed and locked out", () => {
    const admin = new Administrator();
    const eve = { name: ascii("eve"), password: ascii("first") };
    const login = (password: string, role = 0x13): number => {
      const remote = new HandConsole(admin.bmc, { user: { ...eve, password: ascii(password) }, role, peer: password });
      remote.openSession();
      const message2 = remote.rakp1();
      return message2.status === 0 ? remote.rakp3()!.status : message2.status;
    };
    admin.ask(setUserName, { userId: 7, name: eve.name });
    const set = (text: string, passwordSize: 16 | 20): void =>
      admin.ask(setUserPassword, {
        ...{ userId: 7, operation: operations.setPassword, passwordSize },
        password: padded(text, passwordSize),
      });
    set("first", 16);
    admin.ask(setUserAccess, { channelNumber: 1, userId: 7, access, privilegeLimit: 3 });
    expect(login("first")).toBe(0x0d);
    admin.ask(setUserPassword, { userId: 7, operation: operations.enableUser, passwordSize: 16 });
    expect(login("first")).toBe(0);
    expect(login("first", 0x14)).toBe(0x0a);
    set("a second, of 20 byte", 20);
    expect(login("first")).toBe(0x0f);
    expect(login("a second, of 20 byte")).toBe(0);
    admin.ask(setUserAccess, { channelNumber: 1, userId: 7, privilegeLimit: noAccess });
    expect(login("a second, of 20 byte")).toBe(0x0d);
    admin.ask(setUserAccess, { channelNumber: 1, userId: 7, privilegeLimit: 2 });
    expect(login("a second, of 20 byte")).toBe(0x0a);
    expect(login("a second, of 20 byte", 0x12)).toBe(0);
    admin.ask(setUserAccess, {
      ...{ channelNumber: 1, userId: 7, privilegeLimit: 2 },
      access: { ...access, ipmiMessagingEnabled: false },
    });
    expect(login("a second, of 20 byte", 0x12)).toBe(0x0d);
  });

  it("have as many sessions at once as they may", () => {
    const admin = new Administrator();
    admin.ask(setUserAccess, { channelNumber: 1, userId: 4, privilegeLimit: 2, sessionLimit: 1 });
    const login = (peer: string): HandConsole =>
      new HandConsole(admin.bmc, { user: users.user, role: 0x12, peer }).connect();
    login("one");
    expect(() => login("two")).toThrow("RAKP Message 4: status 1");
  });

  it("test a password for its size and its bytes", () => {
    const admin = new Administrator();
    const test = (userId: number, text: string, passwordSize: 16 | 20): number =>
      admin.codeOf(setUserPassword, {
        ...{ userId, operation: operations.testPassword, passwordSize },
        password: padded(text, passwordSize),
      });
    expect(test(2, "admin's secret", 16)).toBe(0);
    expect(test(2, "admin's secreT", 16)).toBe(0x80);
    expect(test(2, "admin's secret", 20)).toBe(0x81);
    expect(test(3, "operator's secret", 20)).toBe(0);
    expect(test(6, "", 16)).toBe(0);
    expect(admin.codeOf(setUserPassword, { userId: 2, operation: operations.testPassword, passwordSize: 16 })).toBe(
      0xc7,
    );
    expect(admin.codeOf(setUserPassword, { userId: 2, operation: operations.setPassword, passwordSize: 16 })).toBe(
      0xc7,
    );
  });

  it("are what Get Channel Authentication Capabilities tells, without those who may not log in", () => {
    const admin = new Administrator();
    const ask = { extendedCapabilities: true, channelNumber: 0x0e, privilegeLevel: 4 };
    expect(admin.ask(getChannelAuthenticationCapabilities, ask)).toMatchObject({
      nullUsernamesEnabled: true,
      anonymousLoginEnabled: false,
    });
    admin.device.accounts.users[0]!.isEnabled = false;
    expect(admin.ask(getChannelAuthenticationCapabilities, ask)).toMatchObject({ nullUsernamesEnabled: false });
  });

  it("are set by administrators only", () => {
    const operator = new Administrator({}, 3);
    expect(operator.codeOf(getUserAccess, { channelNumber: 1, userId: 1 })).toBe(0);
    expect(operator.codeOf(setUserName, { userId: 7, name: ascii("x") })).toBe(0xd4);
    expect(operator.codeOf(setUserPassword, { userId: 7, operation: 1, passwordSize: 16 })).toBe(0xd4);
    expect(operator.codeOf(setUserAccess, { channelNumber: 1, userId: 7, privilegeLimit: 4 })).toBe(0xd4);
  });
});

describe("a user whose password is tried", () => {
  const attempt = (bmc: ReturnType<typeof createBmc>, password: string, now: number): number => {
    const remote = new HandConsole(bmc, { user: { ...users.admin, password: ascii(password) }, peer: `${now}` });
    remote.now = now;
    remote.openSession();
    const message2 = remote.rakp1();
    return message2.status === 0 ? remote.rakp3()!.status : message2.status;
  };

  it("is not suspended, unless the configuration says so", () => {
    const bmc = createBmc();
    for (let now = 0; now < 20; now++) expect(attempt(bmc, "wrong", now)).toBe(0x0f);
    expect(attempt(bmc, "admin's secret", 20)).toBe(0);
  });

  it("is suspended by N refused RAKP Messages 3 in a row, for as long as the device says", () => {
    const bmc = createBmc({ badPasswordThreshold: 3 });
    bmc.device.accounts.badPasswords.lockoutInterval = 10_000;
    expect([1, 2].map((now) => attempt(bmc, "wrong", now))).toStrictEqual([0x0f, 0x0f]);
    expect(attempt(bmc, "admin's secret", 3)).toBe(0);
    expect([4, 5, 6].map((now) => attempt(bmc, "wrong", now))).toStrictEqual([0x0f, 0x0f, 0x0f]);
    expect(attempt(bmc, "admin's secret", 7)).toBe(0x0d);
    expect(attempt(bmc, "admin's secret", 10_005)).toBe(0x0d);
    expect(attempt(bmc, "admin's secret", 10_006)).toBe(0);
  });

  it("is suspended until it is enabled again, and counts as disabled", () => {
    const admin = new Administrator({ badPasswordThreshold: 1 });
    admin.device.accounts.badPasswords.lockoutInterval = 0;
    expect(attempt(admin.bmc, "wrong", 1)).toBe(0x0f);
    expect(attempt(admin.bmc, "admin's secret", 2)).toBe(0x0d);
    expect(admin.ask(getUserAccess, { channelNumber: 1, userId: 2 })).toMatchObject({ enableStatus: 2 });
    admin.ask(setUserPassword, { userId: 2, operation: operations.enableUser, passwordSize: 16 });
    expect(attempt(admin.bmc, "admin's secret", 3)).toBe(0);
  });

  it("is suspended as LAN parameter 26 says, which is the device's own setting", () => {
    const admin = new Administrator();
    const { badPasswords } = admin.device.accounts;
    Object.assign(badPasswords, { threshold: 9, resetInterval: 4_999, lockoutInterval: 1e12 });
    const told = { generateEvent: false, threshold: 9, resetInterval: 10, lockoutInterval: 655_350 };
    const request = { channelNumber: 1, revisionOnly: false, parameterSelector: 26, setSelector: 0, blockSelector: 0 };
    expect(admin.ask(getLanConfigurationParameters, request).parameter).toStrictEqual({
      parameter: "badPasswordThreshold",
      value: told,
    });
    const value = { generateEvent: true, threshold: 2, resetInterval: 0, lockoutInterval: 30 };
    const parameter = { parameter: "badPasswordThreshold", value } as const;
    admin.ask(setLanConfigurationParameters, { channelNumber: 1, parameterSelector: 26, parameter });
    expect(admin.device.accounts.badPasswords).toStrictEqual({ ...value, lockoutInterval: 30_000 });
    admin.device.sel.records = [];
    expect([1, 2].map((now) => attempt(admin.bmc, "wrong", now))).toStrictEqual([0x0f, 0x0f]);
    expect(attempt(admin.bmc, "admin's secret", 30_001)).toBe(0x0d);
    expect(attempt(admin.bmc, "admin's secret", 30_002)).toBe(0);
    expect(admin.device.sel.records).toMatchObject([
      { sensorType: 0x2a, eventType: 0x6f, asserted: true, eventData: Uint8Array.of(0xf3, 2, 1) },
    ]);
  });

  it("is forgiven after a while where the device says so", () => {
    const bmc = createBmc({ badPasswordThreshold: 2 });
    bmc.device.accounts.badPasswords.resetInterval = 1000;
    expect(attempt(bmc, "wrong", 0)).toBe(0x0f);
    expect(attempt(bmc, "wrong", 1000)).toBe(0x0f);
    expect(attempt(bmc, "admin's secret", 1500)).toBe(0);
  });
});

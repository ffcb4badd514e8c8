import {
  PasswordOperation,
  SecurityKeyId,
  SecurityKeyOperation,
  setChannelSecurityKeys,
  setUserPassword,
} from "@ruipmi/commands";
import { closeSession, getDeviceId, PrivilegeLevel, setSessionPrivilegeLevel } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { Haystack } from "../../core/test/support/haystack.ts";
import { type BmcConfig, BmcEngine, describeDevice } from "../src/index.ts";
import { ascii, seededBytes } from "./support/bmc-fixture.ts";
import { HandConsole } from "./support/hand-console.ts";

const user = { name: ascii("admin"), password: ascii("v9Xq-3mTz_7wKc.2rHb+"), privilegeLimit: 4 } as const;
const kg = ascii("kg/5dQs#8nJd=4pLf!6s");
const nextPassword = ascii("G7#uPz!x0LqE9sBt");
const nextKg = ascii("0J@nM5$rW8^kC2&hF4*d");
const secrets = { password: user.password, kg, nextPassword, nextKg };

/** A managed system all of whose outputs are kept, and after each of them what else it shows. */
function kept(config: Partial<BmcConfig> = {}): { readonly bmc: BmcEngine; readonly haystack: Haystack } {
  const randomBytes = seededBytes(0x5eed);
  const bmc = new BmcEngine({ users: [user], kg, cipherSuites: [3, 8, 11, 12, 17, 18], randomBytes, ...config });
  const haystack = new Haystack();
  const { pollOutput } = bmc;
  bmc.pollOutput = () => {
    const output = pollOutput.call(bmc);
    haystack.keep(output);
    if (output.type === "event") haystack.show(output.event);
    return output;
  };
  return { bmc, haystack };
}

/** What is looked at between messages: state that tests and people read. */
function look(bmc: BmcEngine, haystack: Haystack): void {
  haystack.show(bmc).show(bmc.snapshot()).show(bmc.sessions).show(bmc.device).show(bmc.faults);
  haystack.show(describeDevice(bmc.device)).show(bmc.device.accounts.users);
}

describe("nothing of a managed system shows its passwords and keys", () => {
  it.each([8, 12, 17] as const)("in a life with suite %i", (suite) => {
    const { bmc, haystack } = kept();
    const remoteConsole = new HandConsole(bmc, { user, kg, suite }).connect();
    look(bmc, haystack);
    remoteConsole.call(setSessionPrivilegeLevel, { privilegeLevel: PrivilegeLevel.administrator });
    const again = remoteConsole.lanRequest(0x06, 0x01);
    remoteConsole.exchange(again);
    remoteConsole.exchange(again, true);
    const password = { userId: 2, passwordSize: 16, password: nextPassword } as const;
    remoteConsole.call(setUserPassword, { ...password, operation: PasswordOperation.setPassword });
    remoteConsole.call(setUserPassword, { ...password, operation: PasswordOperation.testPassword });
    const key = { channelNumber: 0x0e, keyId: SecurityKeyId.kg } as const;
    remoteConsole.call(setChannelSecurityKeys, { ...key, operation: SecurityKeyOperation.set, key: nextKg });
    const read = { ...key, operation: SecurityKeyOperation.read, key: new Uint8Array(0) };
    expect(remoteConsole.call(setChannelSecurityKeys, read).key).toEqual(nextKg);
    look(bmc, haystack);
    remoteConsole.call(closeSession, { sessionId: remoteConsole.managedSystemSessionId });
    bmc.close();
    look(bmc, haystack);
    const keys = remoteConsole.keys!.exposeKeys();
    expect(haystack.find({ ...secrets, ...keys }, { window: 8 })).toEqual([]);
  });

  it("where a login is refused, a handler throws, or an answer is spoiled", () => {
    const { bmc, haystack } = kept({ badPasswordThreshold: 1 });
    bmc.handle(getDeviceId, () => {
      throw new Error("a handler's own");
    });
    const remoteConsole = new HandConsole(bmc, { user, kg }).connect();
    remoteConsole.raw(0x06, 0x01);
    const other = new HandConsole(bmc, { user: { ...user, password: nextPassword }, kg, peer: "other" });
    other.openSession();
    other.rakp1();
    expect(other.rakp3()?.status).toBe(0x0f);
    bmc.faults.wrongRakpMessage2Code = true;
    const third = new HandConsole(bmc, { user, kg, peer: "third" });
    third.openSession();
    third.rakp1();
    look(bmc, haystack);
    expect(haystack.text).toContain("a handler's own");
    const keys = remoteConsole.keys!.exposeKeys();
    expect(haystack.find({ ...secrets, ...keys }, { window: 8 })).toEqual([]);
  });

  it.each([
    ["users", { users: [{ ...user, password: ascii("v9Xq-3mTz_7wKc.2rHb+ and more") }] }],
    ["name", { users: [{ ...user, name: ascii("v9Xq-3mTz_7wKc.2rHb+") }] }],
    ["kg", { kg: ascii("kg/5dQs#8nJd=4pLf!6s and more") }],
  ])("in what is thrown for a configuration that does not fit (%s)", (_name, config) => {
    let thrown: unknown;
    try {
      kept(config);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Error);
    expect(new Haystack().show(thrown).find(secrets, { window: 8 })).toEqual([]);
  });

  it("and would be found, were they shown", () => {
    const { bmc, haystack } = kept();
    bmc.handleRaw(() => ({ completionCode: 0, data: user.password }));
    const remoteConsole = new HandConsole(bmc, { user, kg, suite: 8 }).connect();
    bmc.device.accounts.users[2]!.name = user.password.slice(0, 16);
    look(bmc, haystack);
    expect(haystack.find({ password: user.password.slice(0, 16) })).toContain("password raw");
    expect(remoteConsole.raw(0x2e, 0x77).completionCode).toBe(0);
  });
});

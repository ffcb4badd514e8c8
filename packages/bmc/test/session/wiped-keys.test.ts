import {
  coldReset,
  PasswordOperation,
  SecurityKeyId,
  SecurityKeyOperation,
  setChannelSecurityKeys,
  setUserPassword,
} from "@ruipmi/commands";
import { closeSession, PrivilegeLevel, setSessionPrivilegeLevel } from "@ruipmi/core/wire";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MemoryWatch } from "../../../core/test/support/memory-watch.ts";
import { type BmcConfig, BmcEngine } from "../../src/index.ts";
import { ascii, seededBytes } from "../support/bmc-fixture.ts";
import { HandConsole, type HandConsoleOptions } from "../support/hand-console.ts";

const user = { name: ascii("admin"), password: ascii("v9Xq-3mTz_7wKc.2rHb+"), privilegeLimit: 4 } as const;
const kg = ascii("kg/5dQs#8nJd=4pLf!6s");
const kept = ["password raw", "kg raw"];
const nothing = { secrets: [], hashes: 0, streams: 0 };

let watch: MemoryWatch;
beforeEach(() => {
  watch = new MemoryWatch(false);
});
afterEach(() => watch.end());

/** A managed system that is watched; what is done with it is not. */
function watchedBmc(config: Partial<BmcConfig> = {}): BmcEngine {
  const randomBytes = seededBytes(0x5eed);
  const whole: BmcConfig = { users: [user], kg, cipherSuites: [3, 8, 12, 17, 18], randomBytes, ...config };
  const bmc = watch.watched(() => new BmcEngine(whole));
  const { handleInput, close } = bmc;
  bmc.handleInput = (input) => watch.watched(() => handleInput.call(bmc, input));
  bmc.close = () => watch.watched(() => close.call(bmc));
  return bmc;
}

function consoleOf(bmc: BmcEngine, options: HandConsoleOptions = {}): HandConsole {
  return new HandConsole(bmc, { user, kg, ...options });
}

/** What of the managed system's secrets, and of a session's, is left in what it ever made. */
function left(remoteConsole: HandConsole): ReturnType<MemoryWatch["remains"]> {
  const { password } = user;
  return watch.remains({ password, kg, ...remoteConsole.keys?.exposeKeys() }, 8);
}

describe("of a session", () => {
  it.each([
    [3, { secrets: ["password raw", "kg raw", "k2 raw"], hashes: 2, streams: 0 }],
    [12, { secrets: ["password raw", "kg raw", "k2 raw"], hashes: 0, streams: 0 }],
    [17, { secrets: ["password raw", "kg raw", "k2 raw"], hashes: 2, streams: 0 }],
  ] as const)("that is open the watch sees the keys it needs (suite %i)", (suite, expected) => {
    const bmc = watchedBmc();
    const remoteConsole = consoleOf(bmc, { suite }).connect();
    remoteConsole.raw(0x06, 0x01);
    expect(left(remoteConsole)).toEqual(expected);
  });

  it.each([3, 8, 12, 17, 18] as const)(
    "that was closed nothing is left but what the next needs (suite %i)",
    (suite) => {
      const bmc = watchedBmc();
      const remoteConsole = consoleOf(bmc, { suite }).connect();
      remoteConsole.call(closeSession, { sessionId: remoteConsole.managedSystemSessionId });
      expect(bmc.sessions).toEqual([]);
      expect(left(remoteConsole)).toEqual({ secrets: kept, hashes: 0, streams: 0 });
    },
  );

  it.each([
    ["that is idle for too long", (bmc: BmcEngine) => bmc.handleInput({ type: "timeout", now: 61_000 })],
    [
      "that a fault drops",
      (bmc: BmcEngine, remoteConsole: HandConsole) => {
        bmc.faults.dropSession = true;
        remoteConsole.send(remoteConsole.sealer!.seal(0, remoteConsole.lanRequest(0x06, 0x01)));
      },
    ],
    [
      "that a reset ends, by its own request",
      (_bmc: BmcEngine, remoteConsole: HandConsole) => {
        remoteConsole.call(setSessionPrivilegeLevel, { privilegeLevel: PrivilegeLevel.administrator });
        remoteConsole.call(coldReset, undefined);
      },
    ],
    ["that a reset ends, by another's", (bmc: BmcEngine) => void administrator(bmc).call(coldReset, undefined)],
  ])("%s", (_name, end) => {
    const bmc = watchedBmc();
    const remoteConsole = consoleOf(bmc).connect();
    remoteConsole.raw(0x06, 0x01);
    end(bmc, remoteConsole);
    expect(bmc.sessions).toEqual([]);
    expect(left(remoteConsole)).toEqual({ secrets: kept, hashes: 0, streams: 0 });
  });
});

describe("of a handshake", () => {
  it.each([
    ["that is never finished", (bmc: BmcEngine) => bmc.handleInput({ type: "timeout", now: 11_000 })],
    [
      "that the remote console breaks off",
      (_bmc: BmcEngine, remoteConsole: HandConsole) => remoteConsole.rakp3({ status: 0x0f }),
    ],
    [
      "with a wrong password",
      (_bmc: BmcEngine, remoteConsole: HandConsole) =>
        remoteConsole.rakp3({ keyExchangeAuthenticationCode: new Uint8Array(32) }),
    ],
    [
      "that gives way to another of the same console",
      (_bmc: BmcEngine, remoteConsole: HandConsole) => remoteConsole.openSession({ requestedMaximumPrivilegeLevel: 2 }),
    ],
    [
      "that gives way to other consoles'",
      (bmc: BmcEngine) => {
        for (const peer of ["another", "a third"]) {
          const other = consoleOf(bmc, { peer });
          other.now = 2000;
          other.openSession();
        }
      },
    ],
    [
      "that a reset ends",
      (_bmc: BmcEngine, _remoteConsole: HandConsole, other: HandConsole) => void other.call(coldReset, undefined),
    ],
  ])("%s nothing is left but what the next needs", (_name, end) => {
    const bmc = watchedBmc({ maxHandshakes: 2 });
    const other = administrator(bmc);
    const { hashes } = left(other);
    const remoteConsole = consoleOf(bmc);
    remoteConsole.openSession();
    remoteConsole.rakp1();
    expect(left(remoteConsole).hashes).toBeGreaterThan(hashes);
    end(bmc, remoteConsole, other);
    if (bmc.sessions.length > 0) other.call(closeSession, { sessionId: other.managedSystemSessionId });
    expect(left(remoteConsole)).toEqual({ secrets: kept, hashes: 0, streams: 0 });
  });
});

describe("of a managed system", () => {
  it("that is closed nothing is left", () => {
    const bmc = watchedBmc();
    const remoteConsole = consoleOf(bmc).connect();
    const other = consoleOf(bmc, { peer: "another" });
    other.openSession();
    other.rakp1();
    bmc.close();
    expect(left(remoteConsole)).toEqual(nothing);
    expect(left(other)).toEqual(nothing);
  });

  it("the password and the key that others take the place of are gone", () => {
    const bmc = watchedBmc();
    const remoteConsole = administrator(bmc);
    const password = ascii("another password");
    const set = { operation: PasswordOperation.setPassword, passwordSize: 16, password } as const;
    remoteConsole.call(setUserPassword, { userId: 2, ...set });
    const key = { channelNumber: 0x0e, operation: SecurityKeyOperation.set, keyId: SecurityKeyId.kg };
    remoteConsole.call(setChannelSecurityKeys, { ...key, key: ascii("another key of twenty").subarray(0, 20) });
    expect(left(remoteConsole).secrets.filter((each) => /password|kg/.test(each))).toEqual([]);
  });

  it.each([
    ["a user", { users: [user, { ...user, name: ascii("a name of more than 16") }] }],
    ["a Kg", { kg: ascii("more than twenty bytes") }],
    ["anything else", { maxSessions: 0 }],
    ["a suite", { cipherSuites: [20 as never] }],
  ])("whose configuration has %s that does not fit, nothing is left", (_name, config) => {
    expect(() => watchedBmc(config)).toThrow();
    expect(watch.remains({ password: user.password, kg }, 8)).toEqual(nothing);
  });
});

/** A session that may do everything. */
function administrator(bmc: BmcEngine): HandConsole {
  const remoteConsole = consoleOf(bmc, { peer: "an administrator" }).connect();
  remoteConsole.call(setSessionPrivilegeLevel, { privilegeLevel: PrivilegeLevel.administrator });
  return remoteConsole;
}

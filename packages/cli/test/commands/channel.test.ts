import { refuse } from "@ruipmi/bmc";
import { getChannelAccess, getChannelAuthenticationCapabilities } from "@ruipmi/commands";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeIo } from "../support/fake-io.ts";
import { type Outcome, ruipmi, ruipmiIn } from "../support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "../support/test-bmc.ts";

let bmc: TestBmc;
beforeEach(async () => {
  bmc = await startTestBmc({ cipherSuites: [3, 17] });
});
afterEach(() => bmc.close());

const run = (...words: string[]): Promise<Outcome> => ruipmi(...bmc.options, ...words);

describe("channel info", () => {
  it("tells what a channel is, and of LAN who may do what", async () => {
    const { out } = await run("channel", "info");
    expect(out).toContain("Channel 0x1 info:\n  Channel Medium Type   : 802.3 LAN\n");
    expect(out).toContain("  Non-Volatile Settings\n    Alerting            : disabled\n");
    const document = JSON.parse((await run("--json", "channel", "info", "0")).out) as object;
    expect(document).toMatchObject({ medium: "ipmb", protocol: "ipmb", sessionSupport: "sessionless" });
    expect(document).not.toHaveProperty("present");
  });

  it("prints what it has before a refusal", async () => {
    bmc.engine.handle(getChannelAccess, ({ settings }, { device }) =>
      settings === 1 ? refuse(0xc1) : device.accounts.channels[1]!.access!.present,
    );
    const { code, out, err } = await run("channel", "info", "1");
    expect(code).toBe(1);
    expect(out).toContain("Volatile(active) Settings");
    expect(out).not.toContain("Non-Volatile Settings");
    expect(err).toContain("C1h");
  });
});

describe("channel setaccess", () => {
  it("sets what is said, and leaves the rest", async () => {
    await run("channel", "setaccess", "1", "5", "link=on", "privilege=USER");
    expect(bmc.device.accounts.users[4]!.access[1]).toMatchObject({
      linkAuthenticationEnabled: true,
      ipmiMessagingEnabled: false,
      privilegeLimit: 2,
    });
    await run("channel", "setaccess", "1", "5", "callin=off", "link=off");
    expect(bmc.device.accounts.users[4]!.access[1]).toMatchObject({
      restrictedToCallback: true,
      linkAuthenticationEnabled: false,
      privilegeLimit: 2,
    });
  });

  it("says what it did not understand, and sends nothing", async () => {
    for (const word of ["colour=red", "link", "link=perhaps", "privilege=emperor", "privilge=2"]) {
      expect((await run("channel", "setaccess", "1", "5", word)).code, word).toBe(2);
    }
    expect((await run("channel", "setaccess", "1", "5", "privilge=2")).err).toContain("privilege");
    expect(bmc.events).toEqual([]);
  });
});

describe("channel getciphers", () => {
  it("gives columns, CSV and JSON", async () => {
    const { out } = await run("channel", "getciphers", "ipmi");
    expect(out.split("\n")[2]).toBe("17   N/A     hmac_sha256     sha256_128      aes_cbc_128    ");
    expect((await run("-c", "channel", "getciphers", "sol", "1")).out).toBe(
      "3,N/A,hmac_sha1,hmac_sha1_96,aes_cbc_128\n17,N/A,hmac_sha256,sha256_128,aes_cbc_128\n",
    );
    const { cipherSuites } = JSON.parse((await run("--json", "channel", "getciphers", "ipmi")).out) as {
      cipherSuites: { id: number }[];
    };
    expect(cipherSuites.map(({ id }) => id)).toEqual([3, 17]);
  });
});

describe("channel authcap", () => {
  it("asks again without IPMI v2.0 where that is refused", async () => {
    expect((await run("channel", "authcap", "14", "4")).out).toContain("Channel supports IPMI v2.0 : yes\n");
    bmc.engine.handle(
      getChannelAuthenticationCapabilities,
      ({ extendedCapabilities }) =>
        extendedCapabilities
          ? refuse(0xcc)
          : {
              channelNumber: 1,
              extendedCapabilities: false,
              authenticationTypes: { none: false, md2: false, md5: true, password: true, oem: true },
              kgIsSet: false,
              perMessageAuthenticationDisabled: true,
              userLevelAuthenticationDisabled: false,
              nonNullUsernamesEnabled: true,
              nullUsernamesEnabled: false,
              anonymousLoginEnabled: false,
              supportsIpmiV20: false,
              supportsIpmiV15: false,
              oemId: 674,
              oemAuxiliaryData: 10,
            },
      { outsideSession: true },
    );
    expect((await run("channel", "authcap", "1", "admin")).code).toBe(2);
    expect((await run("channel", "authcap", "1", "administrator")).out).toBe(
      [
        "Channel number             : 1",
        "IPMI v1.5  auth types      : MD5 PASSWORD OEM ",
        "Per message authentication : disabled",
        "User level authentication  : enabled",
        "Non-null user names exist  : yes",
        "Null user names exist      : no",
        "Anonymous login enabled    : no",
        "IANA Number for OEM        : 674",
        "OEM Auxiliary Data         : 0xa",
        "",
      ].join("\n"),
    );
  });
});

describe("channel setkg", () => {
  it("sets the key that sessions need from then on, and shows it nowhere", async () => {
    const io = new FakeIo();
    io.typed = "0102030405";
    const set = await ruipmiIn(io, ...bmc.options, "channel", "setkg", "hex");
    expect(set).toEqual({ code: 0, out: "Set Channel Security Keys command successful\n", err: "" });
    expect(io.questions).toEqual(["Key: "]);
    expect((await run("mc", "info")).code).toBe(1);
    expect((await run("-y", "0102030405000000000000000000000000000000", "mc", "info")).code).toBe(0);
  });

  it("refuses what is no key without repeating it", async () => {
    for (const words of [
      ["hex", "0xyz-secret"],
      ["plain", "a secret of more than 20 bytes"],
      ["bin", "secret"],
    ]) {
      const { code, err } = await run("channel", "setkg", ...words);
      expect(code).toBe(2);
      expect(err).not.toContain("secret");
    }
  });
});

import type { GetDeviceIdResponse } from "@ruipmi/core/wire";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { type MessageDocument, messageSchema } from "../../src/output/capture/message-document.ts";
import { type SessionDocument, sessionSchema } from "../../src/output/capture/session-document.ts";
import { deviceIdText } from "../../src/output/mc/device-id-text.ts";
import { ioWith, jsonLines, printedBesides, recordings, ruipmiOn, secretsOf } from "../support/recordings.ts";
import { ruipmiIn } from "../support/ruipmi.ts";

const names = Object.keys(recordings);
const opened = names.filter((name) => !/wrong-password|unknown-user|unsupported|md2/.test(name));
/** RAKP is right, and then the two programs disagree about the keys of the packets. */
const disagreeing = names.filter((name) => /freeipmi-cs(7|8|12)\.pcap/.test(name));
const authTypes: Readonly<Record<string, number>> = { none: 0, md2: 1, md5: 2, password: 4 };

async function sessionsOf(name: string): Promise<readonly SessionDocument[]> {
  return jsonLines<SessionDocument>(await ruipmiOn(name, "--json", "capture", "list", "bmc.pcap"));
}

async function messagesOf(name: string): Promise<readonly MessageDocument[]> {
  return jsonLines<MessageDocument>(await ruipmiOn(name, "--json", "capture", "show", "bmc.pcap"));
}

/** Answers to Get Device ID that come from the controller itself, or through it. */
function deviceIds(messages: readonly MessageDocument[]): readonly GetDeviceIdResponse[] {
  const answers = messages.filter(({ name, completionCode }) => name === "Get Device ID" && completionCode === 0);
  return answers.map(({ fields }) => {
    const { auxiliaryFirmwareRevision, ...others } = fields as Omit<
      GetDeviceIdResponse,
      "auxiliaryFirmwareRevision"
    > & {
      auxiliaryFirmwareRevision: string;
    };
    return { ...others, auxiliaryFirmwareRevision: Uint8Array.from(Buffer.from(auxiliaryFirmwareRevision, "hex")) };
  });
}

describe("capture list of what other programs recorded", () => {
  it.each(names)("%s: what captures.json says", async (name) => {
    const { cipherSuite, ipmiVersion = "2.0", authType, username, sessions = 1 } = recordings[name]!;
    const found = await sessionsOf(name);
    expect(found).toHaveLength(sessions);
    for (const [index, session] of found.entries()) {
      expect(session).toMatchObject({ session: index + 1, ipmiVersion, cipherSuiteId: cipherSuite ?? null });
      if (authType !== undefined) expect(session.authType).toBe(authTypes[authType]);
      if (!name.includes("unsupported")) expect(session.username).toBe(username);
    }
  });

  it.each(opened)("%s: opened, with the password given", async (name) => {
    const { cipherSuite, authType } = recordings[name]!;
    for (const session of await sessionsOf(name)) {
      expect(session.opened).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
      const isChecked = cipherSuite !== 0 && authType !== "none";
      expect(session.passwordValid).toBe(isChecked ? true : null);
      if (!disagreeing.includes(name)) expect([session.state, session.closed]).toEqual(["closed", expect.any(String)]);
    }
  });

  it.each([
    ["ipmitool-unknown-user-cs3.pcap", "refused"],
    ["ipmitool-unsupported-cs17.pcap", "refused"],
    ["ipmitool-wrong-password-cs3.pcap", "opening"],
    ["ipmitool-lan15-md2.pcap", "opening"],
  ])("%s: did not open", async (name, state) => {
    expect(await sessionsOf(name)).toMatchObject([{ state, opened: null, closed: null }]);
  });

  it("tells a wrong password from the handshake's codes", async () => {
    const io = ioWith("ipmitool-lanplus-cs3.pcap");
    const [session] = jsonLines<SessionDocument>(
      await ruipmiIn(io, "--json", "capture", "list", "bmc.pcap", "--user", "ipmiusr:nonsense"),
    );
    expect(session).toMatchObject({ passwordValid: false, findings: ["passwordUnknown"] });
  });

  it("tells the two keys of a login apart from one", async () => {
    expect(await sessionsOf("ipmitool-kg-cs3.pcap")).toMatchObject([{ kgUsed: true, passwordValid: true }]);
    const io = ioWith("ipmitool-kg-cs3.pcap");
    const kgHex = Buffer.from(recordings["ipmitool-kg-cs3.pcap"]!.kg!).toString("hex");
    const outcome = await ruipmiIn(
      io,
      "--json",
      "capture",
      "show",
      "bmc.pcap",
      "--user",
      "ipmiusr:test",
      "--kg-hex",
      kgHex,
    );
    expect(jsonLines<MessageDocument>(outcome).filter(({ name }) => name === "Get Device ID")).not.toEqual([]);
  });
});

describe("the schemas", () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { "date-time": /^\d{4}-\d\d-\d\dT.*Z$/ } });
  const ofMessages = ajv.compile(messageSchema);
  const ofSessions = ajv.compile(sessionSchema);

  it.each(names)("fit every line about %s", async (name) => {
    for (const message of await messagesOf(name)) {
      ofMessages(message);
      expect(ofMessages.errors, JSON.stringify(message)).toBeNull();
    }
    for (const session of await sessionsOf(name)) {
      ofSessions(session);
      expect(ofSessions.errors, JSON.stringify(session)).toBeNull();
    }
  });
});

describe("capture show of what other programs recorded", () => {
  it.each(opened.filter((name) => !disagreeing.includes(name)))(
    "%s: every packet read, every code right",
    async (name) => {
      const { cipherSuite } = recordings[name]!;
      const messages = await messagesOf(name);
      for (const message of messages) {
        expect(message.problem).toBeUndefined();
        expect(message.authCodeValid).not.toBe(false);
        if (message.netFn === undefined) continue;
        const isEncrypted = [3, 8, 12, 17].includes(cipherSuite ?? 0) && message.session !== null;
        expect(message.decrypted).toBe(isEncrypted);
      }
      const { code, out } = await ruipmiOn(name, "capture", "list", "--verify", "bmc.pcap");
      expect([code, out]).toEqual([0, expect.stringMatching(/^codes: \d+ right, 0 wrong$/m)]);
    },
  );

  it.each(disagreeing)("%s: requests that nothing answers", async (name) => {
    const [session] = await sessionsOf(name);
    expect(session!.unanswered.length).toBeGreaterThan(0);
    const { out } = await ruipmiOn(name, "capture", "show", "bmc.pcap");
    expect(out).toMatch(/session 1: open at the end; nothing answered packets? \d+/);
  });

  const withDeviceId = names.filter((name) => printedBesides(name)?.includes("Device ID  "));

  it.each(withDeviceId.filter((name) => name.startsWith("ipmitool")))("%s: as ipmitool printed it", async (name) => {
    const texts = deviceIds(await messagesOf(name)).map(deviceIdText);
    // ipmitool's copy of IANA's registry names another holder of number 162.
    const printed = printedBesides(name)!.replace("European Space Agency (ESA)", "Unknown (0xA2)");
    expect(texts.some((text) => printed.startsWith(text))).toBe(true);
  });

  it.each(withDeviceId.filter((name) => name.startsWith("freeipmi")))("%s: as bmc-info printed it", async (name) => {
    const [device] = deviceIds(await messagesOf(name));
    const { deviceId, deviceRevision, firmwareRevision, productId, manufacturerId, additionalDeviceSupport } = device!;
    const printed = new Map(
      [...printedBesides(name)!.matchAll(/^(\S[^:]*?) *: (.*)$/gm)].map(([, key, value]) => [key, value]).reverse() as [
        string,
        string,
      ][],
    );
    const supported = (is: boolean): string => (is ? "supported" : "unsupported");
    expect(Object.fromEntries(printed)).toMatchObject({
      "Device ID": String(deviceId),
      "Device Revision": String(deviceRevision),
      "Firmware Revision": firmwareRevision,
      "Manufacturer ID": expect.stringContaining(`(${manufacturerId})`),
      "Product ID": String(productId),
      "Sensor Device": supported(additionalDeviceSupport.sensor),
      Bridge: supported(additionalDeviceSupport.bridge),
      "Chassis Device": supported(additionalDeviceSupport.chassis),
    });
  });

  it("unwraps what was bridged", async () => {
    const messages = await messagesOf("ipmitool-bridged-cs3.pcap");
    const sent = messages.filter(({ name, netFn }) => name === "Send Message" && netFn === 6);
    expect(sent).toMatchObject([
      { bridged: { name: "Get Device ID", netFn: 6, cmd: 1, data: "" } },
      { bridged: { name: "Get Sensor Reading", netFn: 4, cmd: 0x2d, data: "01", fields: { sensorNumber: 1 } } },
    ]);
    const reading = messages.find(({ name, from }) => name === "Get Sensor Reading" && from === "managedSystem");
    // The raw bytes that ipmitool printed last: 22 40 00 00.
    expect(reading).toMatchObject({ data: "22400000", answers: { number: sent[1]!.number } });
  });

  it("knows SOL, and what it acknowledges", async () => {
    const messages = await messagesOf("ipmitool-sol-cs3.pcap");
    expect(messages.filter(({ name }) => name === "SOL")).toMatchObject([
      { from: "remoteConsole", decrypted: true, fields: { packetSequenceNumber: 1 } },
      { from: "managedSystem", decrypted: true, fields: { acknowledgedSequenceNumber: 1 } },
    ]);
  });

  it("has the power that the client was told of", async () => {
    const messages = await messagesOf("ipmitool-fakebmc-cs3.pcap");
    expect(printedBesides("ipmitool-fakebmc-cs3.pcap")).toMatch(/^Chassis Power is off\nChassis Power Control: Up/);
    const status = messages.find(({ name, completionCode }) => name === "Get Chassis Status" && completionCode === 0);
    expect(JSON.stringify(status!.fields)).toContain('"powerIsOn":false');
    expect(secretsOf(recordings["ipmitool-fakebmc-cs3.pcap"]!)).toEqual(["--user", "admin:password"]);
  });
});

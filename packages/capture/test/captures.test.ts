import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { explain } from "../src/explain/explain.ts";
import type { ExplainedMessage } from "../src/explain/explained-message.ts";
import type { FollowedDatagram, FollowedItem } from "../src/sessions/followed-datagram.ts";
import { ascii, datagramsOf, followFile, sessionsOf } from "./support/mock-capture.ts";
import { recordedCaptures } from "./support/recordings.ts";

const folder = new URL("captures/", import.meta.url);
const names = Object.keys(recordedCaptures);

function follow(name: string, password = recordedCaptures[name]!.password): readonly FollowedItem[] {
  const { username, kg } = recordedCaptures[name]!;
  const users = password ? [{ username: ascii(username ?? ""), password: ascii(password) }] : [];
  return followFile(readFileSync(new URL(name, folder)), { users, kgs: kg ? [ascii(kg)] : [] });
}

/** Messages of a capture by name, those that answer. */
function answersIn(items: readonly FollowedItem[], name: string): readonly ExplainedMessage[] {
  return datagramsOf(items)
    .map(explain)
    .filter((message) => message.name === name && message.completionCode !== undefined);
}

/** `Name : value` lines of what the client printed. */
function printed(name: string): ReadonlyMap<string, string> {
  const text = readFileSync(new URL(name.replace(/\.pcap(ng)?$/, ".stdout"), folder), "utf8");
  const rows = text.split("\n").flatMap((line) => {
    const [, key, value] = /^([^:]*\S)\s*: (.*)$/.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
  // The first of a name: Device ID and so on come before others of the same name.
  return new Map(rows.reverse());
}

const authTypes: Readonly<Record<string, number>> = { none: 0, md2: 1, md5: 2, password: 4 };
const closes = names.filter((name) => /closed|five sessions|Send Message|power status|SOL|Serial/i.test(outcome(name)));
const disagree = names.filter((name) => /disagree/.test(outcome(name)));

function outcome(name: string): string {
  return recordedCaptures[name]!.outcome;
}

describe("captures between independent programs", () => {
  it("are all there", () => {
    expect(names).toHaveLength(35);
    expect(closes).toHaveLength(28);
    expect(disagree).toHaveLength(3);
  });

  it.each(names)("%s: every session with what captures.json says of it", (name) => {
    const { cipherSuite, ipmiVersion = "2.0", authType, username, sessions = 1, kg } = recordedCaptures[name]!;
    const found = sessionsOf(follow(name));
    expect(found).toHaveLength(sessions);
    for (const session of found) {
      expect(session.ipmiVersion).toBe(ipmiVersion);
      expect(session.cipherSuiteId).toBe(cipherSuite);
      expect(session.authType).toBe(authType === undefined ? undefined : authTypes[authType]);
      if (!name.includes("unsupported")) expect(session.username).toEqual(ascii(username!));
      expect(session.kgUsed).toBe(kg ? true : undefined);
    }
  });

  it.each(closes)("%s: opens, closes, every packet read, every code right, every request answered", (name) => {
    const items = follow(name);
    const unauthenticated = recordedCaptures[name]!.cipherSuite === 0 || recordedCaptures[name]!.authType === "none";
    for (const session of sessionsOf(items)) {
      expect(session).toMatchObject({ state: "closed", wrongCodes: 0, duplicates: 0, retransmissions: 0 });
      expect(session.passwordValid).toBe(unauthenticated ? undefined : true);
    }
    for (const item of items) if (item.type === "session") expect(item.unanswered).toEqual([]);
    for (const item of datagramsOf(items)) {
      expect(item.problem).toBeUndefined();
      expect(item.read === undefined || item.read.payload !== undefined).toBe(true);
      expect(item.read?.authCodeValid).not.toBe(false);
      expect(item.answers).not.toBeNull();
      const { problem, completionCode, netFn, fields } = explain(item);
      expect(problem).toBeUndefined();
      // Groups that the catalogue does not know aside.
      if (completionCode === 0 && netFn !== undefined && netFn < 0x2c) expect(fields).toBeDefined();
    }
  });

  it.each(disagree)("%s: the handshake is right, and nothing in the session is answered", (name) => {
    const items = follow(name);
    expect(sessionsOf(items)).toEqual([
      expect.objectContaining({ state: "open", passwordValid: true, consolePasswordValid: true, wrongCodes: 0 }),
    ]);
    for (const item of items) if (item.type === "session") expect(item.unanswered).toHaveLength(4);
  });

  it("of a wrong password: it is the client's that is wrong", () => {
    const name = "ipmitool-wrong-password-cs3.pcap";
    expect(sessionsOf(follow(name))[0]).toMatchObject({ state: "opening", passwordValid: true, wrongCodes: 0 });
    expect(sessionsOf(follow(name, "wrong"))[0]).toMatchObject({ passwordValid: false, wrongCodes: 1 });
  });

  it("of an unknown user, and of a suite that is not supported: refused, with the reason", () => {
    const refusals = ["ipmitool-unknown-user-cs3.pcap", "ipmitool-unsupported-cs17.pcap"].map(
      (name) => sessionsOf(follow(name))[0],
    );
    expect(refusals).toMatchObject([
      { state: "refused", refusal: "Unauthorized name" },
      { state: "refused", refusal: "Invalid authentication algorithm" },
    ]);
  });

  it("of an ipmitool without MD2: its code is wrong four times, and nobody answers", () => {
    const items = follow("ipmitool-lan15-md2.pcap");
    expect(sessionsOf(items)).toMatchObject([{ state: "opening", wrongCodes: 4, retransmissions: 3 }]);
    expect(items.at(-1)).toMatchObject({ unanswered: [{ message: { cmd: 0x3a }, retries: 3 }] });
  });

  it("with a wrong password, BMC key or none nothing encrypted is shown", () => {
    const encrypted = names.filter((name) => closes.includes(name) && /cs(3|8|12|17)\./.test(name));
    expect(encrypted.length).toBeGreaterThan(10);
    for (const name of encrypted) {
      const open = (item: FollowedDatagram): boolean => item.read?.decrypted === true;
      expect(datagramsOf(follow(name)).filter(open).length).toBeGreaterThan(8);
      expect(datagramsOf(follow(name, "not it")).filter(open)).toEqual([]);
      expect(datagramsOf(follow(name, "")).filter(open)).toEqual([]);
    }
    const { username, password } = recordedCaptures["ipmitool-kg-cs3.pcap"]!;
    const users = [{ username: ascii(username!), password: ascii(password!) }];
    const withoutKg = followFile(readFileSync(new URL("ipmitool-kg-cs3.pcap", folder)), { users, kgs: [] });
    // The user's password is right all the same: RAKP Messages 2 and 3 are made without the BMC key.
    expect(sessionsOf(withoutKg)).toMatchObject([{ passwordValid: true, consolePasswordValid: true }]);
    expect(sessionsOf(withoutKg)[0]?.wrongCodes).toBeGreaterThan(0);
    expect(datagramsOf(withoutKg).filter(({ read }) => read?.decrypted === true)).toEqual([]);
  });

  it("the same packets as pcap and as pcapng give the same", () => {
    const [pcap, pcapng] = ["ipmitool-lanplus-cs3.pcap", "ipmitool-lanplus-cs3.pcapng"].map((name) =>
      datagramsOf(follow(name)).map(({ datagram, ...item }) => ({ ...item, time: datagram.time })),
    );
    expect(pcapng).toEqual(pcap);
  });
});

describe("what the clients printed of captures is what is read", () => {
  const withDevice = closes.filter((name) => /(lanplus|lan15|freeipmi|kg|reference)/.test(name));

  it.each(withDevice)("%s: the device", (name) => {
    const last = answersIn(follow(name), "Get Device ID").filter(({ completionCode }) => completionCode === 0);
    const fields = last.at(-1)!.fields as Record<string, number>;
    const lines = printed(name);
    expect(String(fields["deviceId"])).toBe(lines.get("Device ID"));
    expect(String(fields["deviceRevision"])).toBe(lines.get("Device Revision"));
    expect(lines.get("Manufacturer ID")).toContain(String(fields["manufacturerId"]));
    expect(lines.get("Product ID")).toContain(String(fields["productId"]));
  });

  it("ipmitool-bridged-cs3: the device behind a bridge, and its sensor's reading", () => {
    const items = follow("ipmitool-bridged-cs3.pcap");
    const lines = printed("ipmitool-bridged-cs3.pcap");
    // The first is the session's own managed system's, which ipmitool asks for by itself.
    const device = answersIn(items, "Get Device ID")[1]?.fields as Record<string, number>;
    expect(String(device["deviceId"])).toBe(lines.get("Device ID"));
    expect(String(device["manufacturerId"])).toBe(lines.get("Manufacturer ID"));
    const [reading] = answersIn(items, "Get Sensor Reading");
    expect(Buffer.from(reading!.data!).toString("hex")).toBe("22400000");
    const wrapped = datagramsOf(items).flatMap((item) => explain(item).bridged ?? []);
    expect(wrapped).toMatchObject([{ name: "Get Device ID" }, { name: "Get Sensor Reading", data: ascii("\x01") }]);
  });

  it("ipmitool-sol-cs3: the characters", () => {
    const texts = datagramsOf(follow("ipmitool-sol-cs3.pcap")).flatMap((item) => explain(item).text ?? []);
    expect(texts).toEqual(["hello sol\r"]);
  });

  it("ipmitool-inventory-cs3: the sensor records, the log entries and the FRU", () => {
    const items = follow("ipmitool-inventory-cs3.pcap");
    const stdout = readFileSync(new URL("ipmitool-inventory-cs3.stdout", folder), "latin1");
    const data = (name: string): string =>
      answersIn(items, name)
        .map((message) => Buffer.from(message.data!).toString("latin1"))
        .join("");
    for (const name of ["CPU1 Temp", "Inlet Temp", "PSU1 Power", "Flow 1/x", "Riser Temp"]) {
      expect(stdout).toContain(name);
      expect(data("Get SDR")).toContain(name);
    }
    const entries = answersIn(items, "Get SEL Entry").filter(({ completionCode }) => completionCode === 0);
    expect(new Set(entries.map((message) => Buffer.from(message.data!.slice(2, 4)).toString("hex"))).size).toBe(3);
    // Read in pieces: what overlaps comes once, and text of six bits is not text here.
    for (const text of ["CH-PART-01", "Acme Systems", "DDR5 32G"]) expect(stdout).toContain(text);
    expect(data("Read FRU Data").replace(/[^ -~]/g, "")).toContain("Acme");
  });
});

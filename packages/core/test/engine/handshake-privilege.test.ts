import { describe, expect, it } from "vitest";
import type { EngineConfig } from "../../src/engine/config.ts";
import { ApiMisuseError } from "../../src/errors.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { PrivilegeLevel } from "../../src/wire/privilege-levels.ts";
import { fromText } from "../crypto/bytes.ts";
import { EngineHarness } from "../support/engine-harness.ts";

const suite3 = { cipherSuites: [3] } as const;

describe("who logs in", () => {
  it("is looked up by name only, at administrator, unless something else is said", () => {
    const harness = new EngineHarness(suite3);
    expect(harness.open()).toMatchObject({ privilegeLevel: 4, requestedPrivilegeLevel: 4 });
    expect(harness.system.rakpMessages1[0]?.role).toBe(0x14);
    expect(harness.system.openSessionRequests[0]?.requestedMaximumPrivilegeLevel).toBe(0);
  });

  it.each([
    { level: PrivilegeLevel.callback, nameOnlyLookup: true, role: 0x11 },
    { level: PrivilegeLevel.user, nameOnlyLookup: true, role: 0x12 },
    { level: PrivilegeLevel.operator, nameOnlyLookup: false, role: 0x03 },
    { level: PrivilegeLevel.administrator, nameOnlyLookup: false, role: 0x04 },
    { level: PrivilegeLevel.oem, nameOnlyLookup: true, role: 0x15 },
  ])("at level $level, by name only: $nameOnlyLookup, has role byte $role", ({ level, nameOnlyLookup, role }) => {
    const harness = new EngineHarness({ ...suite3, privilegeLevel: level, nameOnlyLookup }, { privilegeLimit: 5 });
    harness.open();
    expect(harness.system.rakpMessages1[0]?.role).toBe(role);
  });

  it.each([
    { name: "the null user", username: "", password: "" },
    { name: "a name of 16 bytes and a password of 20", username: "sixteen-bytes-16", password: "twenty-bytes-long-20" },
    { name: "a password of 17 bytes", username: "u", password: "seventeen-bytes-1" },
  ])("may be $name", ({ username, password }) => {
    for (const id of [3, 8, 12, 17] as const) {
      const config = { cipherSuites: [id], username: fromText(username), password: fromText(password) };
      const harness = new EngineHarness(config, { password });
      harness.open();
      expect(harness.system.rakpMessages1[0]?.username).toEqual(fromText(username));
    }
  });

  it("every one of the twenty bytes of a password counts", () => {
    const harness = new EngineHarness(
      { ...suite3, password: fromText("twenty-bytes-long-2O") },
      { password: "twenty-bytes-long-20" },
    );
    harness.feed({ type: "openSession" }).settle();
    expect(harness.closed?.error).toMatchObject({ code: "wrongPassword" });
  });

  it.each([
    { field: "username", value: new Uint8Array(17), limit: "16" },
    { field: "password", value: new Uint8Array(21), limit: "20" },
    { field: "kg", value: new Uint8Array(21), limit: "20" },
  ])("a $field that is too long is misuse, never cut", ({ field, value, limit }) => {
    const make = (): EngineHarness => new EngineHarness({ [field]: value });
    expect(make).toThrow(ApiMisuseError);
    expect(make).toThrow(new RegExp(`${field} has ${value.length} bytes; it may have at most ${limit}`));
  });

  it("is kept as it was given, whatever becomes of the arrays", () => {
    const username = fromText("admin");
    const password = fromText("secret");
    const harness = new EngineHarness({ ...suite3, username, password });
    username.fill(0);
    password.fill(0);
    expect(harness.open().privilegeLevel).toBe(4);
  });
});

/** RAKP messages 1 (or 3) above a level are refused with a status. */
function limited(
  config: Partial<EngineConfig>,
  hook: "rakpMessage1" | "rakpMessage3",
  status: number,
  limit: number,
): EngineHarness {
  const harness = new EngineHarness({ ...suite3, ...config }, { privilegeLimit: limit });
  const { system } = harness;
  const tooHigh = (): boolean => (system.rakpMessages1.at(-1)!.role & 0x0f) > limit;
  if (hook === "rakpMessage1") {
    system.script.rakpMessage1 = (message) => [
      tooHigh() ? system.refusal(PayloadType.rakpMessage2, message.messageTag, status) : system.rakpMessage2(message),
    ];
  } else {
    system.script.rakpMessage3 = (message) => [
      tooHigh() ? system.refusal(PayloadType.rakpMessage4, message.messageTag, status) : system.rakpMessage4(message),
    ];
  }
  return harness.feed({ type: "openSession" }).settle();
}

describe.each(["rakpMessage1", "rakpMessage3"] as const)("a level that is refused to %s", (hook) => {
  it.each([0x09, 0x0a])("with status %i ends the handshake by default", (status) => {
    const harness = limited({}, hook, status, 2);
    expect(harness.closed?.error).toMatchObject({ code: "privilegeRefused", rmcpStatus: status });
    expect(harness.system.openSessionRequests).toHaveLength(1);
  });

  it.each([0x09, 0x0a])("with status %i falls step by step to what is allowed, where that is wanted", (status) => {
    const harness = limited({ allowLowerPrivilege: true }, hook, status, 2);
    expect(harness.system.rakpMessages1.map(({ role }) => role)).toEqual([0x14, 0x13, 0x12]);
    expect(harness.eventsOf("sessionOpened")[0]?.session).toMatchObject({
      privilegeLevel: 2,
      requestedPrivilegeLevel: 4,
    });
  });

  it("does not fall below USER", () => {
    const harness = limited({ allowLowerPrivilege: true }, hook, 0x09, 1);
    expect(harness.system.rakpMessages1.map(({ role }) => role)).toEqual([0x14, 0x13, 0x12]);
    expect(harness.closed?.error).toMatchObject({ code: "privilegeRefused", rmcpStatus: 0x09 });
  });

  it("0Dh may mean the level where the lookup is by name and level, and only there", () => {
    const byBoth = limited({ allowLowerPrivilege: true, nameOnlyLookup: false }, hook, 0x0d, 3);
    expect(byBoth.eventsOf("sessionOpened")[0]?.session.privilegeLevel).toBe(3);
    const byName = limited({ allowLowerPrivilege: true }, hook, 0x0d, 3);
    expect(byName.closed?.error).toMatchObject({ code: "unknownUser" });
    expect(byName.system.rakpMessages1).toHaveLength(1);
  });
});

describe("a level that is refused to Open Session", () => {
  const refusing = (config: Partial<EngineConfig>): EngineHarness => {
    const harness = new EngineHarness({ ...suite3, allowLowerPrivilege: true, ...config });
    const { system } = harness;
    system.script.openSession = (request) => [
      request.requestedMaximumPrivilegeLevel === 2
        ? system.openSessionAnswer(request)
        : system.refusal(PayloadType.openSessionResponse, request.messageTag, 0x09),
    ];
    return harness.feed({ type: "openSession" }).settle();
  };

  it("is final, since that named no level: nothing throws, nothing is asked again", () => {
    const harness = refusing({});
    expect(harness.closed?.error).toMatchObject({ code: "privilegeRefused", rmcpStatus: 0x09 });
    expect(harness.system.openSessionRequests).toHaveLength(1);
  });

  it("falls where the quirk opensesspriv named it", () => {
    const harness = refusing({ quirks: ["opensesspriv"] });
    const asked = harness.system.openSessionRequests.map((request) => request.requestedMaximumPrivilegeLevel);
    expect(asked).toEqual([4, 3, 2]);
    expect(harness.eventsOf("sessionOpened")[0]?.session.privilegeLevel).toBe(2);
  });
});

describe("Set Session Privilege Level", () => {
  const asked = (harness: EngineHarness): (number | undefined)[] =>
    harness.system.requests.filter(({ request }) => request.cmd === 0x3b).map(({ request }) => request.data[0]);

  it("asks for the level wanted; CALLBACK cannot be asked for, so it asks what holds", () => {
    for (const [level, data] of [
      [4, 4],
      [3, 3],
      [2, 2],
      [1, 0],
    ] as const) {
      const harness = new EngineHarness({ ...suite3, privilegeLevel: level });
      harness.open();
      expect(asked(harness)).toEqual([data]);
    }
  });

  it.each([0x80, 0x81])("refused with %i ends the session by default, with Close Session", (code) => {
    const harness = new EngineHarness(suite3);
    const { system } = harness;
    system.script.command = (request) =>
      request.cmd === 0x3b ? [system.respond(request, code)] : system.execute(request);
    harness.feed({ type: "openSession" }).settle();
    expect(harness.closed).toMatchObject({
      reason: "failed",
      confirmed: true,
      error: { code: "privilegeRefused", completionCode: code, rmcpStatus: undefined },
    });
    expect(system.requests.map(({ request }) => request.cmd)).toEqual([0x3b, 0x3c]);
    expect(harness.eventsOf("sessionOpened")).toEqual([]);
  });

  it.each([0x80, 0x81])("refused with %i falls to what is allowed where that is wanted", (code) => {
    const harness = new EngineHarness({ ...suite3, allowLowerPrivilege: true });
    const { system } = harness;
    system.script.command = (request) =>
      request.cmd === 0x3b && request.data[0]! > 2 ? [system.respond(request, code)] : system.execute(request);
    expect(harness.open()).toMatchObject({ privilegeLevel: 2, requestedPrivilegeLevel: 4 });
    expect(asked(harness)).toEqual([4, 3, 2]);
    expect(harness.engine.snapshot().session?.privilegeLevel).toBe(2);
  });

  it("refused at USER too ends the session", () => {
    const harness = new EngineHarness({ ...suite3, allowLowerPrivilege: true }, { privilegeLimit: 1 });
    harness.feed({ type: "openSession" }).settle();
    expect(asked(harness)).toEqual([4, 3, 2]);
    expect(harness.closed?.error).toMatchObject({ code: "privilegeRefused", completionCode: 0x81 });
  });

  it.each([0xc1, 0xd4, 0xff])("refused with %i, which is not about the level, is final", (code) => {
    const harness = new EngineHarness({ ...suite3, allowLowerPrivilege: true });
    const { system } = harness;
    system.script.command = (request) =>
      request.cmd === 0x3b ? [system.respond(request, code)] : system.execute(request);
    harness.feed({ type: "openSession" }).settle();
    expect(asked(harness)).toEqual([4]);
    expect(harness.closed?.error).toMatchObject({ code: "completionCode", completionCode: code });
  });

  it("reports the level that the managed system says, not the one asked for", () => {
    const harness = new EngineHarness({ ...suite3, allowLowerPrivilege: true });
    const { system } = harness;
    system.script.command = (request) => [system.respond(request, 0, Uint8Array.of(0x03))];
    expect(harness.open()).toMatchObject({ privilegeLevel: 3, requestedPrivilegeLevel: 4 });
  });

  it("granting a lower level than asked for, with 00h, is a refusal unless a lower one is allowed", () => {
    const harness = new EngineHarness(suite3);
    const { system } = harness;
    system.script.command = (request) => [system.respond(request, 0, Uint8Array.of(0x02))];
    harness.feed({ type: "openSession" }).settle();
    expect(harness.closed?.error).toMatchObject({ code: "privilegeRefused", completionCode: 0 });
    expect(harness.closed?.error?.message).toContain("USER");
  });

  it.each([[], [0x00], [0x0f]])("answering with no level (%s) leaves the one asked for", (...data) => {
    const harness = new EngineHarness(suite3);
    const { system } = harness;
    system.script.command = (request) => [system.respond(request, 0, Uint8Array.from(data))];
    expect(harness.open()).toMatchObject({ privilegeLevel: 4 });
  });

  it("unanswered fails the handshake, and closes what is open over there", () => {
    const harness = new EngineHarness(suite3);
    harness.system.script.command = () => [];
    harness.feed({ type: "openSession" }).settle();
    while (harness.closed === undefined) harness.tick().settle();
    expect(harness.closed).toMatchObject({
      reason: "failed",
      confirmed: false,
      error: { code: "timeout", attempts: 4 },
    });
    expect(harness.system.requests.map(({ request }) => request.cmd)).toEqual([0x3b, 0x3b, 0x3b, 0x3b, 0x3c, 0x3c]);
  });
});

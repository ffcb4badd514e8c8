import { describe, expect, it } from "vitest";
import { fromText } from "../crypto/bytes.ts";
import { EngineHarness } from "../support/engine-harness.ts";
import { Haystack } from "../support/haystack.ts";

const password = "correct-horse-batte";
const kg = fromText("kg-with-20-bytes-..k");
const secrets = { password: fromText(password), kg };

/** What of these secrets an engine lets out, eight bytes of one being enough. */
function leaks(harness: EngineHarness, secrets: Readonly<Record<string, Uint8Array>>): string[] {
  const { engine, events, sent } = harness;
  return new Haystack().show(engine).show(engine.snapshot()).show(events).keep(sent).find(secrets, { window: 8 });
}

describe("passwords and keys", () => {
  it.each([3, 8, 11, 12, 17] as const)("of a traced session of suite %i appear in nothing that comes out", (id) => {
    const harness = new EngineHarness(
      { cipherSuites: [id], password: fromText(password), kg, traceMessages: true, keepaliveInterval: 5000 },
      { password, kg },
    );
    harness.open();
    harness.command(1).settle().command(2).lose();
    harness.receive(harness.system.seal(0x01, new Uint8Array(8)));
    harness.tick().settle();
    expect(leaks(harness, { ...secrets, ...harness.system.exposeKeys() })).toEqual([]);
    harness.feed({ type: "closeSession" }).settle();
    expect(harness.phase).toBe("closed");
    expect(leaks(harness, { ...secrets, ...harness.system.exposeKeys() })).toEqual([]);
  });

  it.each([
    { name: "a wrong password", config: { password: fromText(password) }, system: { password: "other", kg } },
    { name: "a wrong Kg", config: { password: fromText(password), kg }, system: { password } },
    { name: "a refused suite", config: { password: fromText(password), kg }, system: { password, kg, suites: [] } },
  ])("appear in no error after $name", ({ config, system }) => {
    const harness = new EngineHarness({ cipherSuites: [3], traceMessages: true, ...config }, system);
    harness.feed({ type: "openSession" }).settle();
    expect(harness.closed?.error).toBeDefined();
    expect(leaks(harness, secrets)).toEqual([]);
  });

  it("that are too long are not quoted by the error that says so", () => {
    const tooLong = fromText("v9Xq-3mTz_7wKc.2rHb+8nJd=4pLf!6sGy?1aVk,5");
    const haystack = new Haystack();
    try {
      new EngineHarness({ password: tooLong });
    } catch (error) {
      haystack.show(error);
    }
    expect(haystack.text).toContain("41 bytes");
    expect(haystack.find({ tooLong }, { window: 8 })).toEqual([]);
  });

  it("would be found by this search, were they let out", () => {
    const harness = new EngineHarness({ password: fromText(password) });
    harness.events.push({ type: "payloadReceived", payloadType: 1, payload: fromText(password) });
    expect(leaks(harness, secrets)).toContain("password raw");
  });
});

describe("traced messages", () => {
  it("name each message once, with the fields that explain it", () => {
    const harness = new EngineHarness({ cipherSuites: [3], traceMessages: true });
    harness.open();
    harness.feed({ type: "closeSession" }).settle();
    expect(harness.eventsOf("message").map(({ from, name }) => `${from}: ${name}`)).toEqual([
      "remoteConsole: Open Session Request",
      "managedSystem: Open Session Response",
      "remoteConsole: RAKP Message 1",
      "managedSystem: RAKP Message 2",
      "remoteConsole: RAKP Message 3",
      "managedSystem: RAKP Message 4",
      "remoteConsole: IPMI Request",
      "managedSystem: IPMI Response",
      "remoteConsole: IPMI Request",
      "managedSystem: IPMI Response",
    ]);
    expect(harness.eventsOf("message").at(-2)).toMatchObject({ attempt: 1, fields: { netFn: 6, cmd: 0x3c } });
    const sent = harness.eventsOf("message").filter(({ from }) => from === "remoteConsole");
    expect(sent.map(({ length }) => length)).toEqual(harness.sent.map(({ length }) => length));
  });

  it("of a group name it, and show no other byte of a body", () => {
    const harness = new EngineHarness({ cipherSuites: [3], traceMessages: true });
    harness.open();
    const { system } = harness;
    system.script.command = (request) => [system.respond(request, 0, Uint8Array.of(0xdc, 0x77))];
    harness.command(1, { netFn: 0x2c, cmd: 0x02, data: Uint8Array.of(0xdc, 0x77) }).settle();
    const [asked, answered] = harness.eventsOf("message").slice(-2);
    expect(asked?.fields).toMatchObject({ netFn: 0x2c, cmd: 2, groupExtension: 0xdc });
    expect(answered?.fields).toMatchObject({ netFn: 0x2d, cmd: 2, groupExtension: 0xdc });
    expect([asked, answered].map((event) => Object.values(event!.fields).some((value) => value === 0x77))).toEqual([
      false,
      false,
    ]);
    expect(harness.eventsOf("message").filter(({ fields }) => "groupExtension" in fields)).toHaveLength(2);
  });

  it("are not made unless asked for", () => {
    const harness = new EngineHarness();
    harness.open();
    expect(harness.eventsOf("message")).toEqual([]);
  });
});

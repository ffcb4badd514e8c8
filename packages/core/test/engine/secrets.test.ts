import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { fromText, toHex } from "../crypto/bytes.ts";
import { EngineHarness } from "../support/engine-harness.ts";

const password = "correct-horse-batte";
const kg = fromText("kg-with-20-bytes-..k");

/** Everything that an engine lets out, as texts. */
function everything(harness: EngineHarness): string {
  const { engine } = harness;
  const errors = harness.events.flatMap((event) => ("error" in event && event.error ? [event.error] : []));
  const texts = [engine, engine.snapshot(), ...harness.events, ...harness.sent.map(toHex)].flatMap((thing) => [
    inspect(thing, { depth: 20, showHidden: true }),
    JSON.stringify(thing, (_, value: unknown) => (value instanceof Uint8Array ? toHex(value) : value)),
  ]);
  return [...texts, ...errors.flatMap((error) => [error.message, error.stack ?? "", String(error)])].join("\n");
}

/** A secret as it could be written. */
function forms(secret: Uint8Array): string[] {
  const hex = toHex(secret);
  const base64 = Buffer.from(secret).toString("base64").replace(/=+$/, "");
  return [
    hex,
    hex.toUpperCase(),
    base64,
    [...secret].join(","),
    [...secret].join(", "),
    Buffer.from(secret).toString("latin1"),
  ];
}

function expectHidden(harness: EngineHarness, secrets: readonly Uint8Array[]): void {
  const text = everything(harness);
  for (const secret of secrets) {
    for (const form of forms(secret)) expect(text.includes(form), "a secret is let out").toBe(false);
  }
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
    expectHidden(harness, [fromText(password), kg, ...Object.values(harness.system.exposeKeys())]);
    harness.feed({ type: "closeSession" }).settle();
    expect(harness.phase).toBe("closed");
    expectHidden(harness, [fromText(password), kg, ...Object.values(harness.system.exposeKeys())]);
  });

  it.each([
    { name: "a wrong password", config: { password: fromText(password) }, system: { password: "other", kg } },
    { name: "a wrong Kg", config: { password: fromText(password), kg }, system: { password } },
    { name: "a refused suite", config: { password: fromText(password), kg }, system: { password, kg, suites: [] } },
  ])("appear in no error after $name", ({ config, system }) => {
    const harness = new EngineHarness({ cipherSuites: [3], traceMessages: true, ...config }, system);
    harness.feed({ type: "openSession" }).settle();
    expect(harness.closed?.error).toBeDefined();
    expectHidden(harness, [fromText(password), kg]);
  });

  it("that are too long are not quoted by the error that says so", () => {
    const tooLong = fromText("this password has more than twenty bytes");
    let text = "";
    try {
      new EngineHarness({ password: tooLong });
    } catch (error) {
      text = inspect(error);
    }
    expect(text).toContain("40 bytes");
    for (const form of forms(tooLong)) expect(text).not.toContain(form);
  });

  it("would be found by this search, were they let out", () => {
    const harness = new EngineHarness({ password: fromText(password) });
    harness.events.push({ type: "payloadReceived", payloadType: 1, payload: fromText(password) });
    expect(() => expectHidden(harness, [fromText(password)])).toThrow("a secret is let out");
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

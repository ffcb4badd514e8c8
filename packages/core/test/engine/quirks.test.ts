import { describe, expect, it } from "vitest";
import { keyDialect } from "../../src/crypto/key-dialect.ts";
import type { Quirk } from "../../src/engine/quirks.ts";
import { quirks } from "../../src/engine/quirks.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { flipBit, fromText } from "../crypto/bytes.ts";
import { EngineHarness } from "../support/engine-harness.ts";
import { responseTo } from "../support/scripted-managed-system.ts";

/** The quirks that a session meets; those of serial consoles are tried with serial consoles. */
type SessionQuirk = Exclude<Quirk, `sol${string}`>;
const sessionQuirks = quirks.filter((name): name is SessionQuirk => !name.startsWith("sol"));

/** Opens a session with a managed system that has a quirk, knowing of it or not. */
const deviants: Record<SessionQuirk, (known: readonly Quirk[]) => EngineHarness> = {
  // It takes what Open Session asks for as the level: 0 is none.
  opensesspriv: (known) => {
    const harness = new EngineHarness({ cipherSuites: [3], quirks: known });
    const { system } = harness;
    system.script.openSession = (request) => [
      request.requestedMaximumPrivilegeLevel === 4
        ? system.openSessionAnswer(request)
        : system.refusal(PayloadType.openSessionResponse, request.messageTag, 0x09),
    ];
    return harness;
  },
  intel20: (known) =>
    new EngineHarness(
      { cipherSuites: [8], quirks: known, password: fromText("seventeen-bytes-1") },
      { dialect: keyDialect(["intel20"]), password: "seventeen-bytes-1" },
    ),
  supermicro20: (known) => {
    const harness = new EngineHarness({ cipherSuites: [3], quirks: known });
    const { system } = harness;
    system.script.rakpMessage1 = (message) => {
      const code = system.rakpMessage2(message).slice(56);
      return [system.rakpMessage2(message, { keyExchangeAuthenticationCode: Uint8Array.of(...code, 0) })];
    };
    return harness;
  },
  integritycheckvalue: (known) => {
    const harness = new EngineHarness({
      cipherSuites: [0],
      dangerouslyAllowUnprotectedCipherSuites: true,
      quirks: known,
    });
    const { system } = harness;
    system.script.rakpMessage3 = (message) => [
      system.rakpMessage4(message, { integrityCheckValue: new Uint8Array(12).fill(7) }),
    ];
    return harness;
  },
  nochecksumcheck: (known) => {
    const harness = new EngineHarness({ cipherSuites: [3], quirks: known });
    const { system } = harness;
    system.script.command = (request) => {
      const message = responseTo(request, { data: Uint8Array.of(4) });
      return [system.seal(PayloadType.ipmiMessage, flipBit(flipBit(message, 8 * 2), 8 * (message.length - 1)))];
    };
    return harness;
  },
  openipmiMd5: (known) =>
    new EngineHarness(
      { cipherSuites: [8], quirks: known },
      { dialect: keyDialect(["openipmiMd5"]), dropsSilently: true },
    ),
};

describe.each(sessionQuirks)("a managed system with the quirk %s", (quirk) => {
  it("opens a session, answers and closes when the quirk is known", () => {
    const harness = deviants[quirk]([quirk]);
    harness.open();
    expect(harness.command(1).settle().verdict(1)).toBe(0);
    harness.feed({ type: "closeSession" }).settle();
    expect(harness.closed?.confirmed).toBe(true);
  });

  it("opens none when it is not known, and when all others are", () => {
    const others = quirks.filter((name) => name !== quirk && !(quirk === "opensesspriv" && name === "intel20"));
    for (const known of [[], others]) {
      const harness = deviants[quirk](known).feed({ type: "openSession" }).settle();
      while (harness.closed === undefined) harness.tick().settle();
      expect(harness.eventsOf("sessionOpened")).toEqual([]);
    }
  });
});

describe("openipmiMd5", () => {
  it.each([7, 8, 12] as const)("makes suite %i what ipmi_sim speaks", (id) => {
    const dialect = keyDialect(["openipmiMd5"]);
    const harness = new EngineHarness({ cipherSuites: [id], quirks: ["openipmiMd5"] }, { dialect });
    expect(harness.open().cipherSuiteId).toBe(id);
  });

  it("changes nothing of suites without MD5", () => {
    expect(new EngineHarness({ cipherSuites: [17], quirks: ["openipmiMd5"] }).open().cipherSuiteId).toBe(17);
  });
});

describe("intel20", () => {
  it("sends the user name padded to 16 bytes and the real level in Open Session", () => {
    const harness = deviants.intel20(["intel20"]);
    harness.open();
    const [message] = harness.system.rakpMessages1;
    expect(message?.username).toHaveLength(16);
    expect(harness.system.openSessionRequests[0]?.requestedMaximumPrivilegeLevel).toBe(4);
  });
});

describe("supermicro20", () => {
  it("forgives one byte behind the code, and neither two nor a wrong code before it", () => {
    for (const spoil of [
      (code: number[]) => [...code, 0, 0],
      (code: number[]) => [code[0]! ^ 1, ...code.slice(1), 0],
    ]) {
      const harness = new EngineHarness({ cipherSuites: [3], quirks: ["supermicro20"] });
      const { system } = harness;
      system.script.rakpMessage1 = (message) => {
        const code = [...system.rakpMessage2(message).slice(56)];
        return [system.rakpMessage2(message, { keyExchangeAuthenticationCode: Uint8Array.from(spoil(code)) })];
      };
      harness.feed({ type: "openSession" }).settle();
      expect(harness.closed?.error).toMatchObject({ code: "wrongPassword" });
    }
  });

  it("takes a code of the right length all the same", () => {
    expect(new EngineHarness({ cipherSuites: [3], quirks: ["supermicro20"] }).open().cipherSuiteId).toBe(3);
  });
});

describe("integritycheckvalue", () => {
  it("ignores nothing where the suite has authentication", () => {
    const harness = new EngineHarness({ cipherSuites: [3], quirks: ["integritycheckvalue"] });
    const { system } = harness;
    system.script.rakpMessage3 = (message) => [
      system.rakpMessage4(message, { integrityCheckValue: new Uint8Array(12) }),
    ];
    harness.feed({ type: "openSession" }).settle();
    expect(harness.closed?.error).toMatchObject({ code: "wrongKg" });
  });
});

it("a quirk of no such name is misuse", () => {
  expect(() => new EngineHarness({ quirks: ["sun21" as Quirk] })).toThrow(/quirks: sun21 is not one of/);
});

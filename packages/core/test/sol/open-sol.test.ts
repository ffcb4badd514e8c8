import { describe, expect, it } from "vitest";
import { ConsoleError, MalformedMessageError, NetworkError, RefusalError } from "../../src/errors.ts";
import type { AnyCommand } from "../../src/messages/command.ts";
import { closeSol, type OpenSolOptions, openSol } from "../../src/sol/open-sol.ts";
import { type Run, runProcedure } from "../support/run-procedure.ts";

const port = 623;
const activated = {
  auxiliaryData: new Uint8Array(4),
  inboundPayloadSize: 200,
  outboundPayloadSize: 200,
  udpPort: port,
};
const silence = new NetworkError("timeout", "no answer", 4, 8000);
const garbled = new MalformedMessageError("a field", 0, "is wrong");

/** What a managed system says to each command: a body, or what is thrown. Without any, the console is free. */
interface Says {
  readonly status?: unknown;
  /** Of each Activate Payload in turn; the last one of all others. */
  readonly activate?: readonly unknown[];
  readonly deactivate?: unknown;
  readonly instance?: unknown;
  readonly session?: unknown;
}

function refusal(completionCode: number): RefusalError {
  return new RefusalError("completionCode", "refused", { completionCode });
}

/** Opens a console, and shows the requests beside the outcome. */
function open(options: OpenSolOptions, says: Says = {}): Run<unknown> & { readonly requests: readonly unknown[] } {
  const requests: unknown[] = [];
  const activations = [...(says.activate ?? [activated])];
  const answer = (command: AnyCommand, request: unknown): unknown => {
    requests.push(request);
    const said = {
      "Get Payload Activation Status": says.status ?? { instanceCapacity: 1, activeInstances: [] },
      "Activate Payload": activations[0],
      "Deactivate Payload": says.deactivate,
      "Get Payload Instance Info": says.instance ?? { sessionId: 0, payloadSpecificData: new Uint8Array(8) },
      "Get Session Info": says.session,
    }[command.name];
    if (command.name === "Activate Payload" && activations.length > 1) activations.shift();
    if (said instanceof Error) throw said;
    return said;
  };
  return { ...runProcedure(openSol(options), answer), requests };
}

const status = "Get Payload Activation Status";
const activate = "Activate Payload";
const deactivate = "Deactivate Payload";
const holder = "Get Payload Instance Info";
const session = "Get Session Info";
const taken = { instanceCapacity: 1, activeInstances: [1] };
const ofOther = { sessionId: 0x02000001, payloadSpecificData: new Uint8Array(8) };
const opened = { instance: 1, inboundPayloadSize: 200, udpPort: port };

describe("opening a serial console", () => {
  it("asks whether it is free, activates it and hands on what the managed system said", () => {
    const { settled, log, requests } = open({ port });
    expect(settled).toStrictEqual({ status: "fulfilled", value: opened });
    expect(log).toStrictEqual([status, activate]);
    // Encrypted, authenticated, alerts deferred.
    expect(requests).toStrictEqual([
      { payloadType: 1 },
      { payloadType: 1, payloadInstance: 1, auxiliaryData: Uint8Array.of(0xc4, 0, 0, 0) },
    ]);
  });

  it("asks for what the caller wants", () => {
    const options = { instance: 3, encryption: false, authentication: false, serialAlertBehavior: 2 };
    const { settled, requests } = open(options, { status: taken });
    expect(settled).toStrictEqual({ status: "fulfilled", value: { ...opened, instance: 3 } });
    expect(requests[1]).toStrictEqual({
      payloadType: 1,
      payloadInstance: 3,
      auxiliaryData: Uint8Array.of(0x08, 0, 0, 0),
    });
  });

  it.each([
    ["refuses to say", refusal(0xc1)],
    ["says something garbled", garbled],
  ])("takes it for free where the managed system %s", (_, said) => {
    const { settled, log } = open({ port }, { status: said });
    expect(settled).toStrictEqual({ status: "fulfilled", value: opened });
    expect(log).toStrictEqual([status, activate]);
  });

  it("does not ask a managed system whose answer means nothing", () => {
    const { log } = open({ port, quirks: ["solstatus"] }, { status: taken });
    expect(log).toStrictEqual([activate]);
  });

  it.each([
    ["status", silence],
    ["activate", [silence]],
    ["activate", [refusal(0x81)]],
  ])("fails with what %s failed with", (step, said) => {
    const { settled } = open({ port }, { [step]: said });
    expect(settled).toStrictEqual({ status: "rejected", reason: Array.isArray(said) ? said[0] : said });
  });
});

describe("a serial console that another session has", () => {
  const sessionInfo = {
    sessionHandle: 1,
    possibleActiveSessions: 4,
    currentlyActiveSessions: 2,
    session: {
      userId: 3,
      privilegeLevel: 4,
      protocol: 1,
      channelNumber: 1,
      remoteConsole: { ipAddress: Uint8Array.of(192, 0, 2, 7), macAddress: new Uint8Array(6), port: 40000 },
    },
  };
  const { remoteConsole: _, ...elsewhere } = sessionInfo.session;
  const known = { sessionId: 0x02000001, userId: 3, address: "192.0.2.7", port: 40000 };

  it.each([
    [
      "all of it",
      { instance: ofOther, session: sessionInfo },
      known,
      "session 0x02000001 of user 3 from 192.0.2.7 port 40000",
    ],
    [
      "all but an address",
      { instance: ofOther, session: { ...sessionInfo, session: elsewhere } },
      { sessionId: 0x02000001, userId: 3 },
      "session 0x02000001 of user 3",
    ],
    [
      "no session",
      { instance: ofOther, session: { sessionHandle: 0 } },
      { sessionId: 0x02000001 },
      "session 0x02000001",
    ],
    ["a refusal", { instance: ofOther, session: refusal(0xd4) }, { sessionId: 0x02000001 }, "session 0x02000001"],
    ["garble", { instance: ofOther, session: garbled }, { sessionId: 0x02000001 }, "session 0x02000001"],
    ["nobody", {}, undefined, "another session"],
    ["a refusal to say even that", { instance: refusal(0xd4) }, undefined, "another session"],
  ])("is left to it, and who has it is said: %s", (__, says, who, text) => {
    const { settled, requests } = open({ port }, { status: taken, ...says });
    expect(settled.status).toBe("rejected");
    const { reason } = settled as { reason: ConsoleError };
    expect(reason).toBeInstanceOf(ConsoleError);
    expect(reason.code).toBe("consoleInUse");
    expect(reason.holder).toStrictEqual(who);
    expect(reason.message).toContain(`in use by ${text}:`);
    expect(requests[1]).toStrictEqual({ payloadType: 1, payloadInstance: 1 });
    if (requests.length > 2) expect(requests[2]).toStrictEqual({ sessionIndex: 0xff, sessionId: 0x02000001 });
  });

  it.each([
    ["instance", holder],
    ["session", session],
  ])("is not said to be anybody's when %s stays unanswered", (step, last) => {
    const { settled, log } = open({ port }, { status: taken, instance: ofOther, [step]: silence });
    expect(settled).toStrictEqual({ status: "rejected", reason: silence });
    expect(log.at(-1)).toBe(last);
  });

  it("is taken over where that is wanted", () => {
    const { settled, log, requests } = open({ port, takeOver: true }, { status: taken, deactivate: refusal(0x80) });
    expect(settled).toStrictEqual({ status: "fulfilled", value: opened });
    expect(log).toStrictEqual([status, deactivate, activate]);
    expect(requests[1]).toStrictEqual({ payloadType: 1, payloadInstance: 1, auxiliaryData: new Uint8Array(4) });
  });

  it("is taken again where it is this session's own", () => {
    const says = { status: taken, instance: ofOther, session: sessionInfo };
    const { log } = open({ port, managedSystemSessionId: 0x02000001 }, says);
    expect(log).toStrictEqual([status, holder, session, deactivate, activate]);
    expect(open({ port, managedSystemSessionId: 0x02000002 }, says).settled.status).toBe("rejected");
  });

  it("shows itself by the refusal to activate it, too", () => {
    const inUse = refusal(0x80);
    const taking = open({ port, takeOver: true }, { activate: [inUse, activated] });
    expect(taking.settled).toStrictEqual({ status: "fulfilled", value: opened });
    expect(taking.log).toStrictEqual([status, activate, deactivate, activate]);
    const leaving = open({ port }, { activate: [inUse], instance: ofOther, session: sessionInfo });
    expect(leaving.settled).toMatchObject({ status: "rejected", reason: { code: "consoleInUse", holder: known } });
    const stubborn = open({ port, takeOver: true }, { activate: [inUse] });
    expect(stubborn.settled).toStrictEqual({ status: "rejected", reason: inUse });
    expect(stubborn.log).toStrictEqual([status, activate, deactivate, activate]);
  });
});

describe("what Activate Payload says", () => {
  it.each([
    [5, 5],
    [259, 259],
    [260, 259],
    [0x0500, 5],
    [0x0301, 259],
    [0x0400, 259],
    [0xc800, 200],
    [0xffff, 259],
  ])("of a size of %i means %i bytes", (inboundPayloadSize, size) => {
    const { settled } = open({ port }, { activate: [{ ...activated, inboundPayloadSize }] });
    expect(settled).toMatchObject({ status: "fulfilled", value: { inboundPayloadSize: size } });
  });

  it.each([0, 1, 4])("of a size of %i is refused, and the console given back", (inboundPayloadSize) => {
    const tooSmall = { activate: [{ ...activated, inboundPayloadSize }] };
    const { settled, log } = open({ port }, tooSmall);
    expect(settled).toMatchObject({ status: "rejected", reason: { code: "malformedMessage", offset: 4 } });
    expect((settled as { reason: Error }).reason.message).toContain(`is ${inboundPayloadSize}, and`);
    expect(log).toStrictEqual([status, activate, deactivate]);
    const doubted = open({ port, quirks: ["solpayloadsize"] }, tooSmall);
    expect(doubted.settled).toMatchObject({ status: "fulfilled", value: { inboundPayloadSize: 68 } });
  });

  it.each([
    ["the session's own", 623, 623, 623],
    ["it the wrong way round", 623, 0x6f02, 623],
    ["one, and nobody knows the session's", undefined, 9000, 9000],
  ])("of the port may be %s", (_, own, udpPort, said) => {
    const options = own === undefined ? {} : { port: own };
    const { settled } = open(options, { activate: [{ ...activated, udpPort }] });
    expect(settled).toMatchObject({ status: "fulfilled", value: { udpPort: said } });
  });

  it("of another port is an error that gives the console back, unless it is known to be wrong", () => {
    const elsewhere = { activate: [{ ...activated, udpPort: 9000 }] };
    const { settled, log } = open({ port }, elsewhere);
    expect(settled).toMatchObject({ status: "rejected", reason: { code: "consoleElsewhere" } });
    expect((settled as { reason: Error }).reason.message).toContain(
      "at UDP port 9000, and this session goes to port 623",
    );
    expect(log).toStrictEqual([status, activate, deactivate]);
    const ignored = open({ port, quirks: ["solport"] }, elsewhere);
    expect(ignored.settled).toMatchObject({ status: "fulfilled", value: { udpPort: 9000 } });
  });
});

describe("giving a serial console back", () => {
  const close = (said: unknown): Run<void> =>
    runProcedure(closeSol(2), (command, request) => {
      expect([command.name, request]).toStrictEqual([
        deactivate,
        { payloadType: 1, payloadInstance: 2, auxiliaryData: new Uint8Array(4) },
      ]);
      if (said instanceof Error) throw said;
      return said;
    });

  it("does not mind a refusal, and minds silence", () => {
    expect(close(undefined).settled).toStrictEqual({ status: "fulfilled", value: undefined });
    expect(close(refusal(0x80)).settled).toStrictEqual({ status: "fulfilled", value: undefined });
    expect(close(silence).settled).toStrictEqual({ status: "rejected", reason: silence });
  });
});

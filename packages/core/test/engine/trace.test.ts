import { describe, expect, it } from "vitest";
import type { MessageEvent } from "../../src/engine/types.ts";
import { sealAsf, sealIpmi15OutsideSession } from "../../src/packets/seal-outside-session.ts";
import { encodeToBytes } from "../../src/wire/codec.ts";
import { lanResponse } from "../../src/wire/lan-message.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { fromHex } from "../crypto/bytes.ts";
import { EngineHarness } from "../support/engine-harness.ts";
import { responseTo } from "../support/scripted-managed-system.ts";

/** The messages since `skip`, each without what is the same in all. */
function traced(harness: EngineHarness, skip = 0): Omit<MessageEvent, "type">[] {
  return harness
    .eventsOf("message")
    .slice(skip)
    .map(({ type: _, ...message }) => message);
}

const sent = { from: "remoteConsole", attempt: 1 } as const;
const received = { from: "managedSystem" } as const;
const outsideGcac = { type: "outsideSession", netFn: 6, cmd: 0x38, data: fromHex("8e04") } as const;

describe("a trace has all that explains a message, and nothing else", () => {
  it("in the handshake, a repeated try and a late refusal among it", () => {
    const harness = new EngineHarness({ cipherSuites: [3], traceMessages: true });
    harness.feed({ type: "openSession" }).lose().tick().settle();
    const { remoteConsoleSessionId: ours, managedSystemSessionId: theirs } = harness.system;
    const [first] = harness.system.openSessionRequests;
    const messageTag = first!.messageTag;
    const id = { managedSystemSessionId: theirs };
    expect(traced(harness).slice(0, 7)).toStrictEqual([
      {
        ...sent,
        attempt: 1,
        name: "Open Session Request",
        length: 48,
        fields: { messageTag: messageTag - 1, cipherSuiteId: 3, remoteConsoleSessionId: ours },
      },
      {
        ...sent,
        attempt: 2,
        name: "Open Session Request",
        length: 48,
        fields: { messageTag, cipherSuiteId: 3, remoteConsoleSessionId: ours },
      },
      { ...received, name: "Open Session Response", length: 52, fields: { messageTag, ...id, status: 0 } },
      {
        ...sent,
        name: "RAKP Message 1",
        length: 49,
        fields: { messageTag: messageTag + 1, ...id, role: 0x14, usernameLength: 5 },
      },
      {
        ...received,
        name: "RAKP Message 2",
        length: 76,
        fields: { messageTag: messageTag + 1, status: 0, codeLength: 20 },
      },
      { ...sent, name: "RAKP Message 3", length: 44, fields: { messageTag: messageTag + 2, ...id, codeLength: 20 } },
      {
        ...received,
        name: "RAKP Message 4",
        length: 36,
        fields: { messageTag: messageTag + 2, status: 0, codeLength: 12 },
      },
    ]);
  });

  it.each([
    ["openSession", PayloadType.openSessionResponse, "Open Session Response"],
    ["rakpMessage1", PayloadType.rakpMessage2, "RAKP Message 2"],
    ["rakpMessage3", PayloadType.rakpMessage4, "RAKP Message 4"],
  ] as const)("of a refusal of %s", (step, payloadType, name) => {
    const harness = new EngineHarness({ cipherSuites: [3], traceMessages: true });
    const { system } = harness;
    system.script[step] = ({ messageTag }: { messageTag: number }) => [system.refusal(payloadType, messageTag, 1)];
    harness.feed({ type: "openSession" }).settle();
    expect(traced(harness).findLast(({ from }) => from === "managedSystem")).toMatchObject({
      ...received,
      name,
      length: 24,
      fields: { status: 1 },
    });
  });

  it("in the session: of a group, bridged, and payloads", () => {
    const harness = new EngineHarness({ cipherSuites: [3], traceMessages: true });
    harness.open();
    const { system } = harness;
    const before = harness.eventsOf("message").length;
    system.script.command = (request) => [system.respond(request, 0, Uint8Array.of(0xdc, 1))];
    harness.command(1, { netFn: 0x2c, cmd: 1, data: Uint8Array.of(0xdc) }).settle();
    harness.command(2, { netFn: 0x2c, cmd: 1 }).settle();
    system.script.command = (request) => {
      const forwarded = { ...request, rsAddr: 0x30, netFn: 0x0a, cmd: 0x11 };
      return [system.seal(PayloadType.ipmiMessage, responseTo(forwarded, { completionCode: 0xcb }))];
    };
    harness.command(3, { netFn: 0x0a, cmd: 0x11, bridge: { targetAddress: 0x30 } }).settle();
    harness.feed({ type: "sendPayload", payloadType: 1, payload: Uint8Array.of(1) }).lose();
    harness.receive(system.seal(1, Uint8Array.of(7)));
    const group = { cmd: 1, groupExtension: 0xdc };
    expect(traced(harness, before).map(({ length: _, ...message }) => message)).toStrictEqual([
      { ...sent, name: "IPMI Request", fields: { netFn: 0x2c, ...group, rqSeq: 1, sessionSequenceNumber: 2 } },
      {
        ...received,
        name: "IPMI Response",
        fields: { netFn: 0x2d, ...group, rqSeq: 1, sessionSequenceNumber: 2, completionCode: 0 },
      },
      { ...sent, name: "IPMI Request", fields: { netFn: 0x2c, cmd: 1, rqSeq: 2, sessionSequenceNumber: 3 } },
      {
        ...received,
        name: "IPMI Response",
        fields: { netFn: 0x2d, ...group, rqSeq: 2, sessionSequenceNumber: 3, completionCode: 0 },
      },
      {
        ...sent,
        name: "IPMI Request",
        fields: { netFn: 0x0a, cmd: 0x11, rqSeq: 3, sessionSequenceNumber: 4, targetAddress: 0x30 },
      },
      {
        ...received,
        name: "IPMI Response",
        fields: {
          netFn: 0x0b,
          cmd: 0x11,
          rqSeq: 3,
          sessionSequenceNumber: 4,
          completionCode: 0xcb,
          responderAddress: 0x30,
        },
      },
      { from: "remoteConsole", name: "Payload", fields: { payloadType: 1, sessionSequenceNumber: 5 } },
      { ...received, name: "Payload", fields: { payloadType: 1, sessionSequenceNumber: 5 } },
    ]);
    const [asked] = traced(harness, before);
    expect(asked!.length).toBe(harness.sent.at(-4)!.length);
  });

  it("outside a session", () => {
    const harness = new EngineHarness({ traceMessages: true });
    harness.request("ping", { type: "presencePing" });
    const tag = harness.sent[0]![9]!;
    const pong = fromHex("000011be40010010000011be000000008100000000000000");
    pong[5] = tag;
    harness.receive(sealAsf(pong));
    harness.request("gcac", { ...outsideGcac, framing: "ipmi15" });
    const request = { rsAddr: 0x20, netFn: 6, rsLun: 0, rqAddr: 0x81, rqSeq: tag + 1, rqLun: 0, cmd: 0x38 };
    harness.receive(
      sealIpmi15OutsideSession(
        encodeToBytes(lanResponse, { ...request, netFn: 7, completionCode: 0xcc, data: new Uint8Array(0) }),
      ),
    );
    const fields = { cmd: 0x38, rqSeq: tag + 1 };
    expect(traced(harness)).toStrictEqual([
      { ...sent, name: "Presence Ping", length: 12, fields: { messageTag: tag } },
      { ...received, name: "Presence Pong", length: 28, fields: { messageTag: tag } },
      { ...sent, name: "IPMI Request", length: 23, fields: { netFn: 6, ...fields, framing: "ipmi15" } },
      {
        ...received,
        name: "IPMI Response",
        length: 22,
        fields: { netFn: 7, ...fields, completionCode: 0xcc, framing: "ipmi15" },
      },
    ]);
  });

  it("and there is none where none is asked for", () => {
    const harness = new EngineHarness({ cipherSuites: [3] });
    harness.request("ping", { type: "presencePing" });
    harness.request("gcac", { ...outsideGcac, framing: "rmcpPlus" });
    harness
      .feed({ type: "cancelRequest", requestId: "ping" })
      .feed({ type: "cancelRequest", requestId: "gcac" })
      .lose();
    harness.open();
    harness.command(1).settle();
    harness.feed({ type: "sendPayload", payloadType: 1, payload: Uint8Array.of(1) }).lose();
    harness.receive(harness.system.seal(1, Uint8Array.of(7)));
    expect(traced(harness)).toStrictEqual([]);
  });
});

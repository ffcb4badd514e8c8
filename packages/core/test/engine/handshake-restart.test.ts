import { describe, expect, it } from "vitest";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { EngineHarness } from "../support/engine-harness.ts";

const hooks = [
  { hook: "rakpMessage1", type: PayloadType.rakpMessage2 },
  { hook: "rakpMessage3", type: PayloadType.rakpMessage4 },
] as const;

/** An engine whose RAKP message is refused with a status so many times. */
function refusing(hook: (typeof hooks)[number], status: number, times: number): EngineHarness {
  const harness = new EngineHarness({ cipherSuites: [3] });
  let left = times;
  harness.system.script[hook.hook] = ({ messageTag }: { readonly messageTag: number }) => {
    if (--left === 0) harness.system.script = {};
    return [harness.system.refusal(hook.type, messageTag, status)];
  };
  return harness.feed({ type: "openSession" }).settle();
}

describe.each(hooks)("a managed system that lost track of the session, to $hook", (hook) => {
  it.each([0x02, 0x08])("status %i begins again from Open Session", (status) => {
    const harness = refusing(hook, status, 1);
    expect(harness.phase).toBe("open");
    expect(harness.system.openSessionRequests).toHaveLength(2);
    const [first, second] = harness.system.openSessionRequests;
    expect(second?.remoteConsoleSessionId).not.toBe(first?.remoteConsoleSessionId);
    expect(second?.authenticationAlgorithm).toBe(first?.authenticationAlgorithm);
  });

  it.each([0x02, 0x08])("status %i begins again only once", (status) => {
    const harness = refusing(hook, status, 2);
    expect(harness.closed?.error).toMatchObject({ code: "sessionRefused", rmcpStatus: status });
    expect(harness.system.openSessionRequests).toHaveLength(2);
  });

  it("draws a new random number for the new attempt", () => {
    const harness = refusing(hook, 0x02, 1);
    const [first, second] = harness.system.rakpMessages1;
    expect(second?.remoteConsoleRandom).not.toEqual(first?.remoteConsoleRandom);
    expect(second?.managedSystemSessionId).not.toBe(first?.managedSystemSessionId);
  });

  it.each([0x01, 0x09, 0x0a, 0x0d, 0x0e, 0x0f, 0x12])("status %i is final and nothing is asked again", (status) => {
    const harness = refusing(hook, status, 1);
    expect(harness.phase).toBe("closed");
    expect(harness.system.openSessionRequests).toHaveLength(1);
    expect(harness.system.rakpMessages1).toHaveLength(1);
  });
});

it("one restart is all that an engine has, whichever message it was for", () => {
  const harness = new EngineHarness({ cipherSuites: [3] });
  harness.system.script.rakpMessage1 = ({ messageTag }) => {
    harness.system.script = {
      rakpMessage3: (message) => [harness.system.refusal(PayloadType.rakpMessage4, message.messageTag, 0x08)],
    };
    return [harness.system.refusal(PayloadType.rakpMessage2, messageTag, 0x02)];
  };
  harness.feed({ type: "openSession" }).settle();
  expect(harness.closed?.error).toMatchObject({ code: "sessionRefused", rmcpStatus: 0x08 });
});

it("02h and 08h to Open Session itself are final", () => {
  for (const status of [0x02, 0x08]) {
    const harness = new EngineHarness();
    harness.system.script.openSession = ({ messageTag }) => [
      harness.system.refusal(PayloadType.openSessionResponse, messageTag, status),
    ];
    harness.feed({ type: "openSession" }).settle();
    expect(harness.closed?.error).toMatchObject({ code: "sessionRefused", rmcpStatus: status });
    expect(harness.system.openSessionRequests).toHaveLength(1);
  }
});

it("after a restart the answers of the first attempt are for another session", () => {
  const harness = new EngineHarness({ cipherSuites: [3] });
  let late: Uint8Array | undefined;
  harness.system.script.rakpMessage1 = (message) => {
    harness.system.script = {};
    late = harness.system.rakpMessage2(message);
    return [harness.system.refusal(PayloadType.rakpMessage2, message.messageTag, 0x02)];
  };
  harness.feed({ type: "openSession" });
  harness.receive(...harness.carry());
  harness.receive(...harness.carry()); // the refusal: a new Open Session is under way
  harness.receive(...harness.carry());
  expect(harness.phase).toBe("awaitRakpMessage2");
  harness.receive(late!);
  expect(harness.dropped).toEqual({ wrongSessionId: 1 });
  expect(harness.settle().phase).toBe("open");
});

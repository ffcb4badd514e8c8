import { describe, expect, it } from "vitest";
import { RefusalError } from "../../src/errors.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { rmcpStatusName } from "../../src/wire/rmcp-status.ts";
import { EngineHarness } from "../support/engine-harness.ts";

/*
 * Nothing is authentic before the session is: a refusal from who saw our newest message ends the step at once, every
 * other is held and counts only when the tries are spent.
 */

/** The three steps: what answers them, and how to bring an engine there with its message still under way. */
const steps = [
  {
    step: "Open Session",
    type: PayloadType.openSessionResponse,
    hook: "openSession",
    phase: "awaitOpenSessionResponse",
  },
  { step: "RAKP Message 1", type: PayloadType.rakpMessage2, hook: "rakpMessage1", phase: "awaitRakpMessage2" },
  { step: "RAKP Message 3", type: PayloadType.rakpMessage4, hook: "rakpMessage3", phase: "awaitRakpMessage4" },
] as const;

type Step = (typeof steps)[number];

/** Insufficient resources: final in every step. */
const refused = 0x01;

interface AtStep {
  readonly harness: EngineHarness;
  /** The tags of this step's messages that reached the managed system, which did not answer. */
  readonly tags: () => number[];
}

function at({ hook, phase }: Step): AtStep {
  const harness = new EngineHarness({ cipherSuites: [3] });
  const tags: number[] = [];
  harness.system.script = {
    [hook]: (message: { readonly messageTag: number }) => {
      tags.push(message.messageTag);
      return [];
    },
  };
  harness.feed({ type: "openSession" }).settle();
  expect(harness.phase).toBe(phase);
  return {
    harness,
    tags: () => {
      harness.carry();
      return tags;
    },
  };
}

function answerFor({ hook }: Step, harness: EngineHarness, tag: number): Uint8Array {
  const { system } = harness;
  switch (hook) {
    case "openSession":
      return system.openSessionAnswer({ ...system.openSessionRequests.at(-1)!, messageTag: tag });
    case "rakpMessage1":
      return system.rakpMessage2({ ...system.rakpMessages1.at(-1)!, messageTag: tag });
    case "rakpMessage3":
      return system.rakpMessage4({ ...system.rakpMessages3.at(-1)!, messageTag: tag });
  }
}

describe.each(steps)("a refusal to $step", (step) => {
  it("with the current tag and our session ID ends the step at once", () => {
    const { harness, tags } = at(step);
    harness.receive(harness.system.refusal(step.type, tags().at(-1)!, refused));
    expect(harness.closed).toMatchObject({ reason: "failed", error: { code: "insufficientResources", rmcpStatus: 1 } });
    expect(harness.now).toBe(0);
  });

  it.each([
    { name: "with tag 0", tag: () => 0, sidm: undefined, wait: 1000 },
    { name: "with session ID 0", tag: (tags: number[]) => tags.at(-1)!, sidm: 0, wait: 250 },
    { name: "with tag 0 and session ID 0", tag: () => 0, sidm: 0, wait: 1000 },
    { name: "of two bytes, without a session ID", tag: (tags: number[]) => tags.at(-1)!, sidm: "none", wait: 250 },
    { name: "with a tag never sent", tag: (tags: number[]) => (tags.at(-1)! + 7) & 0xff, sidm: undefined, wait: 1000 },
  ] as const)("$name is held, and counts when the tries are spent", ({ tag, sidm, wait }) => {
    const { harness, tags } = at(step);
    harness.receive(harness.system.refusal(step.type, tag(tags()), refused, ...(sidm === undefined ? [] : [sidm])));
    expect(harness.phase).toBe(step.phase);
    expect(harness.dropped).toEqual({ heldBack: 1 });
    const deadlines = [];
    while (harness.closed === undefined) {
      deadlines.push(harness.timeout.at);
      harness.tick();
    }
    expect(deadlines).toEqual([wait, wait + 2000, wait + 6000, wait + 10_000]);
    expect(harness.closed?.error).toMatchObject({ code: "insufficientResources", rmcpStatus: refused });
  });

  it("that answers every try with its tag and no session ID costs a quarter of the first wait for each", () => {
    const { harness } = at(step);
    harness.system.script[step.hook] = ({ messageTag }: { readonly messageTag: number }) => [
      harness.system.refusal(step.type, messageTag, refused, "none"),
    ];
    while (harness.closed === undefined) harness.tick().settle();
    expect(harness.now).toBe(1000 + 3 * 250);
    expect(harness.closed.error).toMatchObject({ rmcpStatus: refused });
  });

  it("with an old tag is held", () => {
    const { harness, tags } = at(step);
    harness.tick();
    const [old] = tags();
    harness.receive(harness.system.refusal(step.type, old!, refused));
    expect(harness.phase).toBe(step.phase);
    expect(harness.dropped).toEqual({ heldBack: 1 });
  });

  it("that is held loses to a good answer that comes before the tries are spent", () => {
    const { harness, tags } = at(step);
    harness.receive(harness.system.refusal(step.type, 0, refused, 0));
    harness.tick();
    harness.tick();
    const newest = tags().at(-1)!;
    harness.system.script = {};
    harness.receive(answerFor(step, harness, newest)).settle();
    expect(harness.phase).toBe("open");
  });

  it("that names another session is dropped and never counts", () => {
    const { harness, tags } = at(step);
    const foreign = harness.system.remoteConsoleSessionId ^ 1;
    harness.receive(harness.system.refusal(step.type, tags().at(-1)!, refused, foreign));
    expect(harness.dropped).toEqual({ wrongSessionId: 1 });
    harness.runOut();
    expect(harness.closed?.error).toMatchObject({ code: "timeout", attempts: 4, elapsed: 11_000 });
  });

  it("that came first is the one that counts", () => {
    const { harness } = at(step);
    harness.receive(harness.system.refusal(step.type, 0, 0x01, 0), harness.system.refusal(step.type, 0, 0x0d, 0));
    harness.runOut();
    expect(harness.closed?.error).toMatchObject({ rmcpStatus: 0x01 });
  });

  it("of one byte, or of none, is malformed and never counts", () => {
    const { harness, tags } = at(step);
    const whole = harness.system.refusal(step.type, tags().at(-1)!, refused, "none");
    for (const length of [0, 1]) {
      const short = whole.slice(0, 16 + length);
      short[14] = length;
      harness.receive(short);
    }
    expect(harness.dropped).toEqual({ malformed: 2 });
    expect(harness.phase).toBe(step.phase);
  });
});

describe("which error a refusal becomes", () => {
  it.each([
    { step: steps[0], status: 0x01, code: "insufficientResources" },
    { step: steps[1], status: 0x0b, code: "insufficientResources" },
    { step: steps[0], status: 0x11, code: "cipherSuiteRefused" },
    { step: steps[1], status: 0x0d, code: "unknownUser" },
    { step: steps[1], status: 0x09, code: "privilegeRefused" },
    { step: steps[1], status: 0x0a, code: "privilegeRefused" },
    { step: steps[1], status: 0x0c, code: "sessionRefused" },
    { step: steps[2], status: 0x0f, code: "sessionRefused" },
    { step: steps[2], status: 0x12, code: "sessionRefused" },
    { step: steps[0], status: 0xc7, code: "sessionRefused" },
  ])("status $status to $step.step is $code", ({ step, status, code }) => {
    const { harness, tags } = at(step);
    harness.receive(harness.system.refusal(step.type, tags().at(-1)!, status));
    const error = harness.closed?.error;
    expect(error).toBeInstanceOf(RefusalError);
    expect(error).toMatchObject({ code, rmcpStatus: status, completionCode: undefined });
    expect(error?.message).toContain(rmcpStatusName(status));
  });

  it("every status but 00h, to every step, ends in an error of its own or in the one restart, and nothing throws", () => {
    for (const step of steps) {
      for (let status = 1; status <= 0xff; status++) {
        const { harness, tags } = at(step);
        harness.receive(harness.system.refusal(step.type, tags().at(-1)!, status));
        const restarts = step.hook !== "openSession" && (status === 0x02 || status === 0x08);
        expect(harness.phase).toBe(restarts ? "awaitOpenSessionResponse" : "closed");
      }
    }
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cipherSuite } from "../../src/crypto/cipher-suites.ts";
import type { EngineRequest, ResponseEvent } from "../../src/engine/types.ts";
import type { IpmiError, IpmiErrorCode } from "../../src/errors.ts";
import { getDeviceId } from "../../src/messages/get-device-id.ts";
import { encodeToBytes } from "../../src/wire/codec.ts";
import { lawRuns } from "../support/law-runs.ts";
import { eventsOf } from "../support/recording.ts";
import { echoCommand, numberAt, World, worldRetry } from "../support/world.ts";
import {
  allSuites,
  hostileSteps,
  ordinarySteps,
  outsideSteps,
  type WorldPlan,
  worldPlans,
} from "../support/world-plan.ts";

/** The longest wait of `worldRetry`, or half as much again as the slowest round trip of any plan: two links with all delays. */
const longestWait = Math.max(worldRetry.maxWait * 1.1, 1.5 * 2 * (20 + 30 + 50));
/** Three steps, once more from the beginning, and Set Session Privilege Level; then two waits for Close Session. */
const longestOpening = (3 + 3 + 1) * worldRetry.tries * longestWait + 1000;

const handshakeErrors: readonly IpmiErrorCode[] = [
  "timeout",
  "cipherSuiteRefused",
  "insufficientResources",
  "unknownUser",
  "privilegeRefused",
  "sessionRefused",
  "wrongPassword",
  "wrongKg",
  "malformedMessage",
  "completionCode",
];

const good = fc.constant({});

describe("a whole handshake", () => {
  it("opens over a good link with any suite and any credentials that fit, in six datagrams and two more", () => {
    fc.assert(
      fc.property(worldPlans({ conditions: good, maxSteps: 0 }), (plan) => {
        const world = new World(plan);
        world.open();
        expect(world.phase).toBe("open");
        expect(world.recorder.engine.snapshot()).toMatchObject({
          transmitted: 4,
          received: 4,
          dropped: {},
          session: { cipherSuiteId: plan.cipherSuiteId, privilegeLevel: plan.privilegeLevel },
        });
        world.finish();
        expect(eventsOf(world.recorder.recording).at(-1)).toMatchObject({ reason: "requested", confirmed: true });
        expect(world.bmc.sessions).toEqual([]);
      }),
      lawRuns(80),
    );
  });

  it("opens or fails with a clean error within its bound, over any link", () => {
    fc.assert(
      fc.property(worldPlans({ maxSteps: 0 }), (plan) => {
        const world = new World(plan);
        expect(world.open()).toBeLessThanOrEqual(longestOpening);
        expectCleanEnd(world);
      }),
      lawRuns(200),
    );
  });

  it("names what is wrong: password, Kg, user, privilege or suite, and never opens with it, over any link", () => {
    const wrongs = fc.constantFrom("password", "kg", "user", "privilege", "suite");
    fc.assert(
      fc.property(worldPlans({ maxSteps: 0 }), fc.boolean(), wrongs, (plan, isGoodLink, wrong) => {
        const isAuthenticated = cipherSuite(plan.cipherSuiteId)!.authentication !== 0;
        if (!isAuthenticated && (wrong === "password" || wrong === "kg")) return; // RAKP-none proves nothing
        const conditions = isGoodLink ? {} : plan.conditions;
        const { options, code } = spoiled(plan, wrong);
        const world = new World({ ...plan, conditions, nameOnlyLookup: true }, options);
        expect(world.open()).toBeLessThanOrEqual(longestOpening);
        expect(world.phase).not.toBe("open");
        expectCleanEnd(world);
        const closed = eventsOf(world.recorder.recording).at(-1);
        if (isGoodLink) expect(closed).toMatchObject({ type: "sessionClosed", error: { code } });
      }),
      lawRuns(150),
    );
  });
});

describe("an open session", () => {
  const protectedFromFlips = (plan: WorldPlan): boolean => cipherSuite(plan.cipherSuiteId)!.integrity !== 0;

  it("gives every request its own answer and has it executed at most once, whatever is lost, doubled, delayed, spoiled or replayed", () => {
    let opened = 0;
    fc.assert(
      fc.property(
        worldPlans({ steps: [ordinarySteps, hostileSteps], maxSteps: 30 }).filter(protectedFromFlips),
        (plan) => {
          const world = new World(plan);
          world.open();
          if (world.phase !== "open") return;
          opened += 1;
          world.play();
          expectRightAnswers(world);
        },
      ),
      lawRuns(200),
    );
    expect(opened).toBeGreaterThan(0);
  });

  it("and without integrity too, where only loss and delay are about", () => {
    fc.assert(
      fc.property(worldPlans({ suites: [0, 1, 6, 15], steps: [ordinarySteps, outsideSteps], maxSteps: 30 }), (plan) => {
        const world = new World({ ...plan, conditions: { ...plan.conditions, corrupt: 0, truncate: 0 } });
        world.open();
        if (world.phase !== "open") return;
        world.play();
        expectRightAnswers(world);
      }),
      lawRuns(40),
    );
  });
});

function spoiled(
  plan: WorldPlan,
  wrong: string,
): { options: ConstructorParameters<typeof World>[1] & object; code: IpmiErrorCode } {
  const { username, password, kg, privilegeLevel, cipherSuiteId } = plan;
  const other = (bytes: Uint8Array): Uint8Array =>
    bytes.length === 0 ? Uint8Array.of(1) : bytes.map((byte) => byte ^ 0x5a);
  const user = { name: username, password, privilegeLimit: privilegeLevel };
  switch (wrong) {
    case "password":
      return { options: { bmc: { users: [{ ...user, password: other(password) }] } }, code: "wrongPassword" };
    case "kg": {
      const otherKg = other(kg);
      // All zeros mean that there is none.
      otherKg[0] = kg[0] === 0x77 ? 0x78 : 0x77;
      return { options: { bmc: { kg: otherKg } }, code: "wrongKg" };
    }
    case "user":
      return { options: { bmc: { users: [{ ...user, name: other(username) }] } }, code: "unknownUser" };
    case "privilege":
      return { options: { bmc: { users: [{ ...user, privilegeLimit: 2 }] } }, code: "privilegeRefused" };
    default:
      return {
        options: { bmc: { cipherSuites: allSuites.filter((id) => id !== cipherSuiteId) } },
        code: "cipherSuiteRefused",
      };
  }
}

function expectCleanEnd(world: World): void {
  const events = eventsOf(world.recorder.recording);
  if (world.phase === "open") {
    expect(events.filter(({ type }) => type === "sessionOpened")).toHaveLength(1);
    expect(events.filter(({ type }) => type === "sessionClosed")).toHaveLength(0);
    return;
  }
  expect(world.phase).toBe("closed");
  const closed = events.at(-1);
  if (closed?.type !== "sessionClosed") throw new Error("sessionClosed is the last event");
  expect(closed.reason).toBe("failed");
  const { code, message, name } = closed.error as IpmiError;
  expect(handshakeErrors).toContain(code);
  expect(name).toMatch(/Error$/);
  expect(message).not.toMatch(/undefined|NaN|\[object/);
}

/** Compares each answer with what the device would say, and each execution with what was asked. */
function expectRightAnswers(world: World): void {
  const { asked, bmc, echoed } = world;
  const responses = eventsOf(world.recorder.recording).filter(
    (event): event is ResponseEvent => event.type === "response",
  );
  let resets = 0;
  for (const { requestId, response } of responses) {
    const request = asked.get(requestId)!;
    if (response.type !== "command") {
      expect(response.type).toBe(request.type === "presencePing" ? "presencePong" : request.type);
      continue;
    }
    if (request.type !== "command") throw new Error("a command's answer to something else");
    expect(response.elapsed).toBeGreaterThanOrEqual(0);
    // Busy is never said here, and a duplicate is answered from memory: what comes back is the command's own.
    if (request.bridge !== undefined) {
      expectBridgedAnswer(world, request, response);
      continue;
    }
    expect({ netFn: response.netFn, cmd: response.cmd }).toEqual({ netFn: request.netFn | 1, cmd: request.cmd });
    expect(response.completionCode).toBe(0);
    if (request.netFn === echoCommand.netFn) {
      expect(response.data).toEqual(request.data.slice().reverse());
      expect(echoed.get(numberAt(request.data))).toBe(1);
    } else if (request.netFn === 0x06) {
      expect(response.data).toEqual(encodeToBytes(getDeviceId.response, bmc.device.deviceId));
    } else {
      resets += 1;
    }
  }
  for (const [id, times] of echoed) expect(times, `echo ${id}`).toBe(1);
  const { hardReset } = bmc.device.chassis.controlCounts;
  const asks = [...asked.values()].filter((request) => request.type === "command" && request.netFn === 0).length;
  expect(hardReset).toBeGreaterThanOrEqual(resets);
  expect(hardReset).toBeLessThanOrEqual(asks);
}

function expectBridgedAnswer(
  { bmc }: World,
  request: EngineRequest & { readonly type: "command" },
  response: ResponseEvent["response"] & { readonly type: "command" },
): void {
  const { targetAddress, transitAddress } = request.bridge!;
  const behind = bmc.device.satellites.find(({ address }) => address === (transitAddress ?? targetAddress));
  const target =
    transitAddress === undefined ? behind : behind?.satellites.find(({ address }) => address === targetAddress);
  if (target === undefined) {
    expect(response).toMatchObject({ refusedByBridge: true, completionCode: 0x83, netFn: 0x07, cmd: 0x34 });
  } else {
    expect(response).toMatchObject({ refusedByBridge: false, completionCode: 0 });
    expect(response.data).toEqual(encodeToBytes(getDeviceId.response, target.deviceId));
  }
}

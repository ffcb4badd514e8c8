import { sdrRecord } from "@ruipmi/commands";
import { cipherSuites, decodeFromBytes } from "@ruipmi/core/wire";
import type { LinkConditions } from "@ruipmi/transport-mock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeFruImage } from "../../src/device/fru/fru-state.ts";
import { addEvent, type BmcDevice, fruImage } from "../../src/index.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { anyBootFlags, anyDevice, anyName } from "./any-device.ts";
import { type DevicePlan, DeviceWorld } from "./device-world.ts";
import { type Ask, anyAsk, fruSlot, fruSlotBytes, selMark } from "./questions.ts";

type Step =
  | { readonly do: "ask"; readonly ask: Ask }
  | { readonly do: "wait"; readonly milliseconds: number }
  | { readonly do: "change"; readonly change: (device: BmcDevice) => void; readonly tells: boolean };

const pick = fc.nat({ max: 1000 });

/** What somebody does at the machine itself. */
const anyChange: fc.Arbitrary<(device: BmcDevice) => void> = fc.oneof(
  fc.tuple(pick, fc.double({ min: -500, max: 500, noNaN: true })).map(([which, value]) => ({ sensors }: BmcDevice) => {
    const sensor = sensors[which % sensors.length]!;
    if (sensor.kind === "threshold") sensor.value = value;
    else if (sensor.kind === "discrete") sensor.states = [which % 15];
  }),
  fc.boolean().map((powerIsOn) => ({ chassis }: BmcDevice) => {
    chassis.powerIsOn = powerIsOn;
  }),
  fc.boolean().map((isOpen) => ({ chassis }: BmcDevice) => {
    chassis.chassisIntrusion = isOpen;
  }),
  fc.tuple(pick, anyName).map(([which, name]) => ({ accounts }: BmcDevice) => {
    // Not the one who is logged in, nor the null user, whose name is fixed.
    accounts.users[2 + (which % (accounts.users.length - 2))]!.name = name;
  }),
  anyBootFlags().map((flags) => ({ boot }: BmcDevice) => {
    boot.flags = { ...flags };
  }),
  fc.nat({ max: 255 }).map((octet) => ({ lan }: BmcDevice) => {
    lan.parameters.ipAddress = `192.0.2.${octet}`;
  }),
  fc.constant(({ sel }: BmcDevice) => {
    addEvent(sel, { sensorType: 1, sensorNumber: 1, eventType: 1, asserted: true, eventData: [1] }, 0);
  }),
  fc
    .tuple(pick, fc.nat({ max: 200 }), fc.uint8Array({ maxLength: 20 }))
    .map(([which, at, bytes]) => ({ fru }: BmcDevice) => {
      writeFruImage(fru.devices[which % fru.devices.length]!, at, bytes);
    }),
);

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("ask"), ask: anyAsk }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("change"), change: anyChange, tells: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("wait"),
      milliseconds: fc.oneof(fc.nat({ max: 60 }), fc.nat({ max: 3000 }), fc.constant(61_000)),
    }),
  },
);

const anyConditions: fc.Arbitrary<Partial<LinkConditions>> = fc.record({
  delay: fc.nat({ max: 20 }),
  jitter: fc.nat({ max: 60 }),
  loss: fc.constantFrom(0, 0, 0.1, 0.3),
  duplicate: fc.constantFrom(0, 0.2, 0.5),
  reorder: fc.constantFrom(0, 0, 0.3),
  corrupt: fc.constantFrom(0, 0, 0.1),
});

const anyPlan: fc.Arbitrary<DevicePlan> = fc
  .record({
    seed: fc.nat(),
    suite: fc.constantFrom(...cipherSuites),
    conditions: anyConditions,
    maxInFlight: fc.constantFrom(1, 1, 2, 8),
    privilegeLevel: fc.constantFrom<DevicePlan["privilegeLevel"][]>(3, 4),
    names: fc.uniqueArray(
      anyName.filter(({ length }) => length > 1),
      { maxLength: 5, selector: String },
    ),
    kg: fc.oneof(fc.constant(new Uint8Array(0)), fc.uint8Array({ maxLength: 20 })),
    lateAnswers: fc.constantFrom(0, 0, 40, 150),
    device: anyDevice,
  })
  .map(({ suite, conditions, ...rest }) => ({
    ...rest,
    suite: suite.id,
    // Without integrity whatever is spoiled on the way is believed.
    conditions: suite.integrity === 0 ? { ...conditions, corrupt: 0 } : conditions,
  }));

const anyScript = fc.array(anyStep, { maxLength: 45, size: "max" });

describe("any device, any suite, any network, any script", () => {
  it("is told as the device says it; what is written takes effect once; no request has two outcomes", () => {
    let answered = 0;
    fc.assert(
      fc.property(anyPlan, anyScript, (plan, script) => {
        const world = playedOut(plan, script);
        if (world === undefined) return;
        expectOneOutcomeEach(world);
        expectExecutions(world);
        expectEffects(world);
        expectSensorRecords(world);
        answered += world.asked.filter(({ answer }) => answer !== undefined).length;
      }),
      propertyRuns(500),
    );
    expect(answered).toBeGreaterThan(0);
  });
});

/** `undefined` where the network did not let the session open. */
function playedOut(plan: DevicePlan, script: readonly Step[]): DeviceWorld | undefined {
  const world = new DeviceWorld(plan);
  if (!world.open()) return undefined;
  for (const step of script) {
    if (step.do === "ask") world.ask(step.ask);
    else if (step.do === "wait") world.wait(step.milliseconds);
    else world.change(step.change, step.tells);
  }
  world.finish();
  return world;
}

function expectOneOutcomeEach({ asked }: DeviceWorld): void {
  expect(asked.map(({ outcomes }) => outcomes)).toStrictEqual(asked.map(() => 1));
}

/** What is answered was executed, and nothing twice: no more than was answered or may have been executed. */
function expectExecutions({ asked, executed, device }: DeviceWorld): void {
  const keys = new Set(asked.map(({ question: { netFn, cmd } }) => `${netFn}/${cmd}`));
  for (const key of keys) {
    const alike = asked.filter(({ question: { netFn, cmd } }) => `${netFn}/${cmd}` === key);
    const answers = alike.filter(({ answer }) => answer !== undefined).length;
    const times = executed.get(key)?.times ?? 0;
    expect(times, key).toBeGreaterThanOrEqual(answers);
    expect(times, key).toBeLessThanOrEqual(answers + alike.filter(({ mayHaveExecuted }) => mayHaveExecuted).length);
  }
  const controls = Object.values(device.chassis.controlCounts).reduce((sum, each) => sum + each, 0);
  expect(controls).toBe(executed.get("0/2")?.done ?? 0);
}

/** Each write has left its mark once where it was answered, at most once where it failed, and never where it was not sent. */
function expectEffects({ asked, device, initiatorTimes }: DeviceWorld): void {
  const ids = device.sel.records.map(({ recordId }) => recordId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => id < 1 || id > 0xfffe)).toStrictEqual([]);
  const image = fruImage(device.fru.devices[0]!);
  for (const { question, answer, mayHaveExecuted } of asked) {
    const { ask, mark } = question;
    const times = {
      least: answer?.completionCode === 0 ? 1 : 0,
      most: answer?.completionCode === 0 || mayHaveExecuted ? 1 : 0,
    };
    if (ask.ask === "addSel") {
      const marked = device.sel.records.filter(
        (each) => each.kind === "oem" && String(each.data) === String(selMark(mark)),
      );
      expectWithin(marked.length, times);
    } else if (ask.ask === "bootInitiator") {
      expectWithin(initiatorTimes.filter((time) => time === mark).length, times);
    } else if (ask.ask === "writeFru") {
      const slot = [...image.slice(fruSlot(mark), fruSlot(mark) + 4)];
      if (answer !== undefined) expect(slot, "executed again").toStrictEqual([0xee, 0xee, 0xee, 0xee]);
      else if (!mayHaveExecuted) expect(slot).not.toStrictEqual([...fruSlotBytes(mark)]);
    }
  }
}

function expectWithin(times: number, { least, most }: { readonly least: number; readonly most: number }): void {
  expect(times).toBeGreaterThanOrEqual(least);
  expect(times).toBeLessThanOrEqual(most);
}

/** A whole record says of its sensor what the device does, by the remote console's own reading of it. */
function expectSensorRecords({ asked, device }: DeviceWorld): void {
  for (const { question, answer } of asked) {
    const { ask } = question;
    if (ask.ask !== "sdr" || answer?.completionCode !== 0 || (ask.offset & 0xff) !== 0 || ask.count !== 0xff) continue;
    const record = decodeFromBytes(sdrRecord, answer.data.slice(2), "SDR");
    if (record.kind !== "fullSensor") continue;
    const sensor = device.sensors.find(({ number }) => number === record.sensorNumber);
    if (sensor?.kind !== "threshold") continue;
    const { linearization, factors, analogDataFormat } = sensor;
    expect(record).toMatchObject({ linearization, factors, units: { analogDataFormat } });
  }
}

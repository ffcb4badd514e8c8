import { RefusalError } from "@ruipmi/core";
import { describe, expect, it } from "vitest";
import { chassisControl, restartSystem, setPowerState } from "../../src/index.ts";
import type { Answer } from "../support/run-procedure.ts";
import { runProcedure } from "../support/run-procedure.ts";

/** A chassis that obeys after some looks; `busyAt` names the looks it is busy at. */
function chassis(powerIsOn: boolean, looksUntilDone: number, busyAt: readonly number[] = [], code = 0xc0): Answer {
  let [on, looks, wanted] = [powerIsOn, 0, powerIsOn];
  return (command, request) => {
    if (command.cmd === chassisControl.cmd) {
      wanted = (request as { control: number }).control === 1;
      return undefined;
    }
    if (looks++ >= looksUntilDone) on = wanted;
    if (busyAt.includes(looks - 1)) throw new RefusalError("completionCode", "refused", { completionCode: code });
    return { powerIsOn: on };
  };
}

describe("setPowerState", () => {
  it("sends nothing that changes anything where power is as wanted", () => {
    const { settled, log } = runProcedure(setPowerState(true), chassis(true, 0));
    expect(settled).toMatchObject({ value: { reached: true, commanded: false, polls: 0 } });
    expect(log).toStrictEqual(["Get Chassis Status"]);
  });

  it("switches and looks until the chassis says so", () => {
    const { settled, log } = runProcedure(setPowerState(false, { pollInterval: 500 }), chassis(true, 3));
    expect(settled).toMatchObject({
      value: { reached: true, commanded: true, polls: 3, status: { powerIsOn: false } },
    });
    expect(log.slice(0, 5)).toStrictEqual([
      "Get Chassis Status",
      "Chassis Control",
      "wait 500",
      "Get Chassis Status",
      'progress {"poll":1,"maxPolls":30,"powerIsOn":true}',
    ]);
  });

  it("asks the operating system where it shall, and only to switch off", () => {
    const controls: unknown[] = [];
    const watch =
      (answer: Answer): Answer =>
      (command, request) => {
        if (command === chassisControl) controls.push(request);
        return answer(command, request);
      };
    runProcedure(setPowerState(false, { graceful: true }), watch(chassis(true, 1)));
    runProcedure(setPowerState(false), watch(chassis(true, 1)));
    runProcedure(setPowerState(true, { graceful: true }), watch(chassis(false, 1)));
    expect(controls).toStrictEqual([{ control: 5 }, { control: 0 }, { control: 1 }]);
  });

  it("gives up after its looks", () => {
    const { settled, log } = runProcedure(setPowerState(true, { maxPolls: 4 }), chassis(false, 99));
    expect(settled).toMatchObject({
      value: { reached: false, commanded: true, polls: 4, status: { powerIsOn: false } },
    });
    expect(log.filter((line) => line.startsWith("wait"))).toHaveLength(4);
  });

  it("takes Node Busy for a look that showed nothing, and throws any other refusal", () => {
    const busy = runProcedure(setPowerState(true), chassis(false, 2, [1, 2]));
    expect(busy.settled).toMatchObject({ value: { reached: true, polls: 3 } });
    expect(busy.log).toContain('progress {"poll":1,"maxPolls":30}');
    expect(runProcedure(setPowerState(true), chassis(false, 2, [1], 0xd4)).settled.status).toBe("rejected");
  });

  it("cuts power where asking did not do and it may, and says so", () => {
    const stubborn = controlled({ powerIsOn: true, deaf: [5] });
    const forced = runProcedure(setPowerState(false, { graceful: true, force: true, maxPolls: 2 }), stubborn.answer);
    expect(forced.settled).toMatchObject({ value: { reached: true, forced: true, polls: 1 } });
    expect(stubborn.controls).toStrictEqual([5, 0]);
    const patient = controlled({ powerIsOn: true, deaf: [5] });
    const asked = runProcedure(setPowerState(false, { graceful: true, maxPolls: 2 }), patient.answer);
    expect(asked.settled).toMatchObject({ value: { reached: false, forced: false, polls: 2 } });
    expect(patient.controls).toStrictEqual([5]);
  });

  it("cuts power where asking was refused and it may; else throws the refusal", () => {
    const rude = controlled({ powerIsOn: true, refused: [5] });
    const forced = runProcedure(setPowerState(false, { graceful: true, force: true }), rude.answer);
    expect(forced.settled).toMatchObject({ value: { reached: true, forced: true } });
    expect(rude.controls).toStrictEqual([5, 0]);
    const asked = runProcedure(
      setPowerState(false, { graceful: true }),
      controlled({ powerIsOn: true, refused: [5] }).answer,
    );
    expect(asked.settled.status).toBe("rejected");
  });
});

describe("restartSystem", () => {
  it.each([
    ["powerCycle", 2],
    ["hardReset", 3],
  ] as const)("by %s where power is on, by switching on where it is off", (how, control) => {
    const on = controlled({ powerIsOn: true });
    expect(runProcedure(restartSystem(how), on.answer).settled).toMatchObject({ value: { reached: true } });
    expect(on.controls).toStrictEqual([control]);
    const off = controlled({ powerIsOn: false });
    expect(runProcedure(restartSystem(how), off.answer).settled).toMatchObject({ value: { reached: true } });
    expect(off.controls).toStrictEqual([1]);
  });

  it("switches off and on where the power cycle is refused, and not where the reset is", () => {
    const machine = controlled({ powerIsOn: true, refused: [2, 3] });
    expect(runProcedure(restartSystem("powerCycle"), machine.answer).settled).toMatchObject({
      value: { reached: true },
    });
    expect(machine.controls).toStrictEqual([2, 0, 1]);
    expect(runProcedure(restartSystem("hardReset"), machine.answer).settled.status).toBe("rejected");
  });

  it("has the operating system shut down first where it is to be graceful", () => {
    const machine = controlled({ powerIsOn: true });
    runProcedure(restartSystem("powerCycle", { graceful: true }), machine.answer);
    expect(machine.controls).toStrictEqual([5, 1]);
    const stubborn = controlled({ powerIsOn: true, deaf: [5] });
    const run = runProcedure(restartSystem("powerCycle", { graceful: true, maxPolls: 3 }), stubborn.answer);
    expect(run.settled).toMatchObject({ value: { reached: false } });
    expect(stubborn.controls).toStrictEqual([5]);
  });
});

/** A chassis that does at once what it is told, refuses some controls and does not hear others. */
function controlled(is: {
  readonly powerIsOn: boolean;
  readonly refused?: readonly number[];
  readonly deaf?: readonly number[];
}): { readonly answer: Answer; readonly controls: readonly number[] } {
  let { powerIsOn } = is;
  const controls: number[] = [];
  const answer: Answer = (command, request) => {
    if (command !== chassisControl) return { powerIsOn };
    const { control } = request as { control: number };
    controls.push(control);
    if (is.refused?.includes(control) === true)
      throw new RefusalError("completionCode", "refused", { completionCode: 0xd5 });
    if (is.deaf?.includes(control) !== true) powerIsOn = control !== 0 && control !== 5;
    return undefined;
  };
  return { answer, controls };
}

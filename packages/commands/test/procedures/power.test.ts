import { RefusalError } from "@ruipmi/core";
import { describe, expect, it } from "vitest";
import { chassisControl, setPowerState } from "../../src/index.ts";
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
});

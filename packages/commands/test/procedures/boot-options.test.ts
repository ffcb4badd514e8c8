import { RefusalError } from "@ruipmi/core";
import { describe, expect, it } from "vitest";
import {
  BootDevice,
  type BootOption,
  getSystemBootOptions,
  type SetSystemBootOptionsRequest,
  setBootDevice,
  setBootFlagValidBitClearing,
  setSystemBootOptions,
} from "../../src/index.ts";
import { type Answer, runProcedure } from "../support/run-procedure.ts";

/** A managed system that writes down what is set, and refuses some of it. */
function machine(refused: (request: SetSystemBootOptionsRequest) => boolean = () => false): {
  readonly answer: Answer;
  readonly set: readonly (BootOption | undefined)[];
} {
  const set: (BootOption | undefined)[] = [];
  const answer: Answer = (command, request) => {
    if (command === getSystemBootOptions) return { option: { kind: "bootFlagValidBitClearing", ...kept } };
    expect(command).toBe(setSystemBootOptions);
    const asked = request as SetSystemBootOptionsRequest;
    set.push(asked.option);
    if (refused(asked)) throw new RefusalError("completionCode", "refused", { completionCode: 0x80 });
    return undefined;
  };
  return { answer, set };
}

const kept = {
  keepOnPefReset: true,
  keepOnCommandTimeout: false,
  keepOnWatchdogReset: false,
  keepOnResetButton: true,
  keepOnPowerButton: false,
};

describe("setBootDevice", () => {
  it("says that it sets, gives the acknowledge bit back, sets, commits, and is done", () => {
    const { answer, set } = machine();
    const { settled } = runProcedure(setBootDevice(BootDevice.pxe, { persistent: true, efi: true }), answer);
    expect(settled).toMatchObject({
      value: { setInProgress: true, acknowledgeCleared: true, flags: { device: 1, valid: true, efi: true } },
    });
    expect(set).toMatchObject([
      { kind: "setInProgress", state: 1 },
      { kind: "bootInfoAcknowledge", writeMask: 1, biosPost: true },
      { kind: "bootFlags", device: 1, valid: true, persistent: true, efi: true, clearCmos: false },
      { kind: "setInProgress", state: 2 },
      { kind: "setInProgress", state: 0 },
    ]);
  });

  it("does without set in progress where that is refused, and without the acknowledge bit", () => {
    const { answer, set } = machine(({ parameterSelector }) => parameterSelector === 0 || parameterSelector === 4);
    const { settled } = runProcedure(setBootDevice(BootDevice.hardDrive), answer);
    expect(settled).toMatchObject({ value: { setInProgress: false, acknowledgeCleared: false } });
    expect(set.map((option) => option?.kind)).toStrictEqual(["setInProgress", "bootInfoAcknowledge", "bootFlags"]);
  });

  it("throws the refusal of the flags, nothing committed and nothing left in progress", () => {
    const { answer, set } = machine(({ parameterSelector }) => parameterSelector === 5);
    const { settled } = runProcedure(setBootDevice(BootDevice.hardDrive), answer);
    expect(settled.status).toBe("rejected");
    expect(set.at(-1)).toStrictEqual({ kind: "setInProgress", state: 0 });
    expect(set).not.toContainEqual({ kind: "setInProgress", state: 2 });
  });

  it("leaves nothing in progress when it is cancelled", () => {
    const procedure = setBootDevice(BootDevice.pxe);
    procedure.next();
    procedure.next();
    const closing = procedure.return(undefined as never);
    expect(closing.done).toBe(false);
    expect(closing.value).toMatchObject({ request: { option: { kind: "setInProgress", state: 0 } } });
    expect(procedure.next().done).toBe(true);
  });
});

describe("setBootFlagValidBitClearing", () => {
  it("changes what is named and keeps the rest", () => {
    const { answer, set } = machine();
    const { settled } = runProcedure(setBootFlagValidBitClearing({ keepOnCommandTimeout: true }), answer);
    expect(settled.status).toBe("fulfilled");
    expect(set).toContainEqual({ kind: "bootFlagValidBitClearing", ...kept, keepOnCommandTimeout: true });
  });
});

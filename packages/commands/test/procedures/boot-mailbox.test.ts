import { RefusalError } from "@ruipmi/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BootOption,
  bootMailboxCapacity,
  type GetSystemBootOptionsRequest,
  getSystemBootOptions,
  readBootMailbox,
  type SetSystemBootOptionsRequest,
  writeBootMailbox,
} from "../../src/index.ts";
import { type Answer, runProcedure } from "../support/run-procedure.ts";

/** A managed system whose mailbox has so many blocks. */
function mailbox(count: number): { readonly answer: Answer; readonly set: readonly BootOption[] } {
  const blocks = Array.from({ length: count }, () => new Uint8Array(16));
  const set: BootOption[] = [];
  const answer: Answer = (command, request) => {
    if (command === getSystemBootOptions) {
      const { setSelector } = request as GetSystemBootOptionsRequest;
      const data = blocks[setSelector];
      if (data === undefined) throw new RefusalError("completionCode", "refused", { completionCode: 0xc9 });
      const option = { kind: "bootInitiatorMailbox", block: setSelector, data };
      return { parameterVersion: 1, markedInvalid: false, parameterSelector: 7, option };
    }
    const { option } = request as SetSystemBootOptionsRequest;
    set.push(option!);
    if (option?.kind !== "bootInitiatorMailbox") return undefined;
    const block = blocks[option.block];
    if (block === undefined) throw new RefusalError("completionCode", "refused", { completionCode: 0xc9 });
    block.set(option.data);
    return undefined;
  };
  return { answer, set };
}

describe("the boot initiator mailbox", () => {
  it("holds what was written, behind the number of whose it is", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: bootMailboxCapacity() }), fc.nat({ max: 0xffffff }), (data, maker) => {
        const { answer } = mailbox(256);
        expect(runProcedure(writeBootMailbox({ manufacturerId: maker, data }), answer).settled.status).toBe(
          "fulfilled",
        );
        const { settled } = runProcedure(readBootMailbox(), answer);
        if (settled.status !== "fulfilled") throw settled.reason;
        const { blocks } = settled.value;
        const bytes = Uint8Array.from(blocks.flatMap((block) => [...block]));
        expect(blocks).toHaveLength(256);
        expect(bytes.subarray(0, 3)).toStrictEqual(Uint8Array.of(maker & 255, (maker >> 8) & 255, maker >> 16));
        expect(bytes.subarray(3, 3 + data.length)).toStrictEqual(data);
      }),
      { numRuns: 20 },
    );
  });

  it("is read up to the block that is refused; where that is the first there is none", () => {
    const { settled, log } = runProcedure(readBootMailbox(), mailbox(5).answer);
    expect(settled).toMatchObject({ value: { parameterVersion: 1, blocks: { length: 5 } } });
    expect(log).toHaveLength(6);
    expect(runProcedure(readBootMailbox(), mailbox(0).answer).settled.status).toBe("rejected");
  });

  it("is written a block alone: 13 bytes into the first, 16 into another", () => {
    expect([bootMailboxCapacity(0), bootMailboxCapacity(7), bootMailboxCapacity()]).toStrictEqual([13, 16, 4093]);
    const { answer, set } = mailbox(5);
    runProcedure(writeBootMailbox({ manufacturerId: 674, data: Uint8Array.of(9), block: 0 }), answer);
    runProcedure(writeBootMailbox({ manufacturerId: 674, data: Uint8Array.of(8), block: 2 }), answer);
    expect(set.filter(({ kind }) => kind === "bootInitiatorMailbox")).toStrictEqual([
      { kind: "bootInitiatorMailbox", block: 0, data: Uint8Array.of(0xa2, 2, 0, 9) },
      { kind: "bootInitiatorMailbox", block: 2, data: Uint8Array.of(8) },
    ]);
    // Both who boot shall look at it.
    expect(set).toContainEqual(expect.objectContaining({ kind: "bootInfoAcknowledge", writeMask: 3, osLoader: true }));
  });

  it("leaves nothing in progress where a block is refused", () => {
    const { answer, set } = mailbox(1);
    const { settled } = runProcedure(writeBootMailbox({ manufacturerId: 1, data: new Uint8Array(40) }), answer);
    expect(settled.status).toBe("rejected");
    expect(set.at(-1)).toStrictEqual({ kind: "setInProgress", state: 0 });
  });
});

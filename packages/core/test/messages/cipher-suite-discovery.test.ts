import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CipherSuiteDiscovery,
  discoverCipherSuites,
  type OutsideSessionCommand,
  type OutsideSessionOutcome,
} from "../../src/messages/cipher-suite-discovery.ts";
import { type CipherSuiteRecord, encodeCipherSuiteRecords } from "../../src/messages/cipher-suite-records.ts";
import { concat, fromHex, toHex } from "../crypto/bytes.ts";

type ManagedSystem = (command: OutsideSessionCommand) => OutsideSessionOutcome;

const silent: OutsideSessionOutcome = { failed: true };

function run(managedSystem: ManagedSystem, ...args: Parameters<typeof discoverCipherSuites>) {
  const commands: OutsideSessionCommand[] = [];
  const discovery = discoverCipherSuites(...args);
  let step = discovery.next();
  while (!step.done) {
    commands.push(step.value);
    step = discovery.next(managedSystem(step.value));
  }
  const result: CipherSuiteDiscovery = step.value;
  return { result, commands };
}

/** Answers in one framing, or in both, with the chunk that is asked for. */
function withList(list: Uint8Array, framing?: OutsideSessionCommand["framing"]): ManagedSystem {
  return (command) => {
    if (framing !== undefined && command.framing !== framing) return silent;
    const at = (command.data[2]! & 0x3f) * 16;
    return { completionCode: 0, data: concat(fromHex("01"), list.subarray(at, at + 16)) };
  };
}

/** Refuses with a completion code from this list index on. */
function refusingFrom(index: number, completionCode: number, list: Uint8Array): ManagedSystem {
  return (command) =>
    (command.data[2]! & 0x3f) < index ? withList(list)(command) : { completionCode, data: new Uint8Array() };
}

function suites(count: number): CipherSuiteRecord[] {
  return Array.from({ length: count }, (_, id) => ({
    id,
    authenticationAlgorithms: [id & 3],
    integrityAlgorithms: [1],
    confidentialityAlgorithms: [1],
  }));
}

describe("discoverCipherSuites", () => {
  it("asks in RMCP+ framing once, then for the rest as usual, and puts records together that cross chunks", () => {
    const records = suites(7); // 35 bytes: chunks of 16, 16 and 3
    const { result, commands } = run(withList(encodeCipherSuiteRecords(records)));
    expect(result).toStrictEqual({ framing: "rmcpPlus", records, tolerated: [] });
    expect(commands.map(({ data, ...command }) => ({ ...command, data: toHex(data) }))).toStrictEqual([
      { framing: "rmcpPlus", netFn: 0x06, cmd: 0x54, data: "0e0080", tries: 1 },
      { framing: "rmcpPlus", netFn: 0x06, cmd: 0x54, data: "0e0081" },
      { framing: "rmcpPlus", netFn: 0x06, cmd: 0x54, data: "0e0082" },
    ]);
  });

  it("asks in v1.5 framing where nothing answers in RMCP+", () => {
    const records = suites(2);
    const { result, commands } = run(withList(encodeCipherSuiteRecords(records), "ipmi15"), 1, 2);
    expect(result).toStrictEqual({ framing: "ipmi15", records, tolerated: [] });
    expect(commands.map(({ framing, tries, data }) => [framing, tries, toHex(data)])).toStrictEqual([
      ["rmcpPlus", 1, "010280"],
      ["ipmi15", undefined, "010280"],
    ]);
  });

  it("asks once more after a full chunk, and takes an empty one for the end", () => {
    const list = concat(encodeCipherSuiteRecords(suites(3)), fromHex("82"));
    const { result, commands } = run(withList(list));
    expect(commands).toHaveLength(2);
    expect(result).toMatchObject({ framing: "rmcpPlus", tolerated: [] });
  });

  it("understands a bare algorithm list", () => {
    expect(run(withList(fromHex("034481"))).result).toStrictEqual({
      framing: "rmcpPlus",
      records: [],
      algorithms: { authenticationAlgorithms: [3], integrityAlgorithms: [4], confidentialityAlgorithms: [1] },
      tolerated: [],
    });
  });

  it("takes a refusal of the next chunk for the end, and says so", () => {
    const list = concat(encodeCipherSuiteRecords(suites(3)), fromHex("82"));
    const { result, commands } = run(refusingFrom(1, 0xc9, list));
    expect(commands.map(({ framing }) => framing)).toStrictEqual(["rmcpPlus", "rmcpPlus"]);
    expect(result).toMatchObject({
      tolerated: ["chunk 1: refused (Parameter out of range), taken for the list's end"],
    });
  });

  it("ends where a managed system sends the same chunk for ever", () => {
    const chunk = fromHex("01c003014181c011034481c00101010101");
    const { result, commands } = run(() => ({ completionCode: 0, data: chunk }));
    expect(commands).toHaveLength(2);
    expect(result).toMatchObject({ tolerated: ["chunk 1: repeats an earlier one, taken for the list's end"] });
  });

  it("ends where two chunks take turns", () => {
    const { commands } = run(({ data }) => ({
      completionCode: 0,
      data: new Uint8Array(17).fill(data[2]! & 1),
    }));
    expect(commands).toHaveLength(3);
  });

  it("ends after 64 chunks that are all full and all different", () => {
    const { result, commands } = run(({ data }) => ({ completionCode: 0, data: new Uint8Array(17).fill(data[2]!) }));
    expect(commands).toHaveLength(64);
    expect(toHex(commands[63]!.data)).toBe("0e00bf");
    expect(result).toMatchObject({ framing: "rmcpPlus" });
    expect(result.failure ?? result.tolerated).toContain("the list fills all 64 chunks");
  });

  it("takes a chunk of more than 16 bytes for the whole list", () => {
    const records = suites(5);
    const data = concat(fromHex("01"), encodeCipherSuiteRecords(records));
    const { result, commands } = run(() => ({ completionCode: 0, data }));
    expect(commands).toHaveLength(1);
    expect(result).toMatchObject({
      records,
      tolerated: ["chunk 0: more than 16 bytes, taken for the whole list"],
    });
  });

  it("starts over in the other framing where the list breaks off", () => {
    const records = suites(7);
    const list = encodeCipherSuiteRecords(records);
    const { result } = run((command) =>
      command.framing === "rmcpPlus" && command.data[2] !== 0x80 ? silent : withList(list)(command),
    );
    expect(result).toStrictEqual({ framing: "ipmi15", records, tolerated: [] });
  });

  it("gives what it has where the other framing has nothing", () => {
    const records = suites(7);
    const { result } = run((command) =>
      command.framing === "ipmi15" || command.data[2] !== 0x80
        ? silent
        : withList(encodeCipherSuiteRecords(records))(command),
    );
    expect(result).toMatchObject({ framing: "rmcpPlus", records: records.slice(0, 3) });
    expect(result.failure ?? result.tolerated).toContain("chunk 1: no response, the list is not complete");
  });

  it("gives what RMCP+ framing had where both break off", () => {
    const list = encodeCipherSuiteRecords(suites(7));
    const { result } = run((command) => (command.data[2] === 0x80 ? withList(list)(command) : silent));
    expect(result).toMatchObject({ framing: "rmcpPlus", records: suites(3) });
  });

  it("says why there is no list: silence, a refusal, or nothing in the response", () => {
    expect(run(() => silent).result).toMatchObject({ failure: { reason: "silent" } });
    expect(run(() => ({ completionCode: 0xc1, data: new Uint8Array() })).result).toStrictEqual({
      failure: {
        reason: "refused",
        completionCode: 0xc1,
        message: "Get Channel Cipher Suites was refused: Invalid Command",
      },
    });
    expect(run(() => ({ completionCode: 0, data: new Uint8Array() })).result).toMatchObject({
      failure: { reason: "empty" },
    });
    expect(run(withList(new Uint8Array())).result).toMatchObject({ failure: { reason: "empty" } });
  });

  it("remembers a refusal in one framing over silence in the other", () => {
    const { result } = run(({ framing }) =>
      framing === "rmcpPlus" ? { completionCode: 0xd4, data: new Uint8Array() } : silent,
    );
    expect(result).toMatchObject({ failure: { reason: "refused", completionCode: 0xd4 } });
  });

  it("ends within 128 steps and never throws, whatever it is told", () => {
    const outcome = fc.oneof(
      fc.constant(silent),
      fc.record({ completionCode: fc.constantFrom(0, 0, 0, 0xc9), data: fc.uint8Array({ maxLength: 20 }) }),
      fc.record({ completionCode: fc.constant(0), data: fc.uint8Array({ minLength: 17, maxLength: 17 }) }),
    );
    fc.assert(
      fc.property(fc.infiniteStream(outcome), (outcomes) => {
        const { commands } = run(() => outcomes.next().value as OutsideSessionOutcome);
        expect(commands.length).toBeLessThanOrEqual(128);
      }),
    );
  });
});

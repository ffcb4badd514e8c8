import { describe, expect, it } from "vitest";
import { groupField } from "../../src/engine/group-field.ts";
import { matchResponse } from "../../src/engine/pending-request.ts";
import { privilegeVerdict } from "../../src/engine/privilege-verdict.ts";
import type { CommandRequest, CommandResponse } from "../../src/engine/types.ts";
import type { LanResponse } from "../../src/wire/lan-message.ts";
import { PrivilegeLevel } from "../../src/wire/privilege-levels.ts";

const request: CommandRequest = { type: "command", netFn: 0x04, cmd: 0x2d, data: Uint8Array.of(1) };
const response: LanResponse = {
  ...{ rqAddr: 0x81, netFn: 0x05, rqLun: 0, rsAddr: 0x20, rqSeq: 9, rsLun: 0, cmd: 0x2d },
  completionCode: 0,
  data: Uint8Array.of(2),
};
const acknowledgement: LanResponse = { ...response, netFn: 0x07, cmd: 0x34, data: new Uint8Array(0) };
const options = { verifyChecksums: true };

function kind(asked: Partial<CommandRequest>, came: Partial<LanResponse>): string {
  const matched = matchResponse({ ...request, ...asked }, { ...response, ...came }, options);
  return matched.match === "answer" && matched.refusedByBridge ? "refused by the bridge" : matched.match;
}

describe("a response with the number of a request", () => {
  it("is its answer where network function, command and LUN are the request's", () => {
    expect(matchResponse(request, response, options)).toStrictEqual({
      match: "answer",
      answer: response,
      refusedByBridge: false,
    });
    for (const came of [{ netFn: 0x07 }, { netFn: 0x04 }, { cmd: 0x2e }, { rsLun: 1 }]) {
      expect(kind({}, came)).toBe("none");
    }
    expect(kind({ lun: 2 }, { rsLun: 2 })).toBe("answer");
    expect(kind({ lun: 2 }, {})).toBe("none");
    expect(kind({}, { rsAddr: 0x30 })).toBe("answer");
  });

  it("is no acknowledgement where nothing was bridged", () => {
    expect(kind({}, acknowledgement)).toBe("none");
  });

  const bridge = { targetAddress: 0x72, transitAddress: 0x82, targetLun: 1 };
  it.each<readonly [string, Partial<LanResponse>, string]>([
    ["from the target", { rsAddr: 0x72, rsLun: 1 }, "answer"],
    ["from the target with another LUN", { rsAddr: 0x72, rsLun: 0 }, "none"],
    ["from elsewhere", { rsAddr: 0x30, rsLun: 1 }, "none"],
    ["from the managed system itself, to the command", { rsLun: 1 }, "none"],
    ["to Send Message from the managed system", acknowledgement, "acknowledged"],
    ["to Send Message from the hop between", { ...acknowledgement, rsAddr: 0x82 }, "acknowledged"],
    ["to Send Message from elsewhere", { ...acknowledgement, rsAddr: 0x30 }, "none"],
    ["to another command of the managed system", { ...acknowledgement, cmd: 0x33 }, "none"],
    ["with another network function", { ...acknowledgement, netFn: 0x05 }, "none"],
    ["that refuses to send", { ...acknowledgement, completionCode: 0x83 }, "refused by the bridge"],
    [
      "that refuses, with bytes",
      { ...acknowledgement, completionCode: 0x83, data: Uint8Array.of(1) },
      "refused by the bridge",
    ],
    ["with bytes that are no frame", { ...acknowledgement, data: Uint8Array.of(1, 2, 3) }, "none"],
  ])("to a bridged request: %s", (_, came, expected) => {
    expect(kind({ bridge }, came)).toBe(expected);
  });

  it("to a bridged request without a LUN is for LUN 0", () => {
    expect(kind({ bridge: { targetAddress: 0x30 } }, { rsAddr: 0x30 })).toBe("answer");
    expect(kind({ bridge: { targetAddress: 0x30 }, lun: 3 }, { rsAddr: 0x30, rsLun: 3 })).toBe("answer");
  });

  it("acknowledges a bridged request only as an empty, willing answer to Send Message", () => {
    const bridged = { bridge: { targetAddress: 0x30 } };
    expect(kind(bridged, acknowledgement)).toBe("acknowledged");
    const changes = [{ netFn: 0x06 }, { cmd: 0x33 }, { completionCode: 1 }, { data: Uint8Array.of(0) }];
    const kinds = changes.map((change) => kind(bridged, { ...acknowledgement, ...change }));
    expect(kinds).toStrictEqual(["none", "none", "refused by the bridge", "none"]);
  });
});

describe("the group of a message", () => {
  it("is the first byte of a group's request or response, and of nothing else", () => {
    expect(groupField(0x2c, Uint8Array.of(0xdc, 1))).toStrictEqual({ groupExtension: 0xdc });
    expect(groupField(0x2d, Uint8Array.of(0))).toStrictEqual({ groupExtension: 0 });
    expect(groupField(0x2c, new Uint8Array(0))).toStrictEqual({});
    expect(groupField(0x2e, Uint8Array.of(0xdc))).toStrictEqual({});
    expect(groupField(0x06, Uint8Array.of(0xdc))).toStrictEqual({});
  });
});

describe("the answer to Set Session Privilege Level", () => {
  const answer = (completionCode: number, ...data: number[]): CommandResponse => ({
    ...{ type: "command", netFn: 7, cmd: 0x3b, refusedByBridge: false, attempts: 1, elapsed: 0 },
    completionCode,
    data: Uint8Array.from(data),
  });
  const { administrator, operator, user, callback, oem } = PrivilegeLevel;

  it.each([
    ["the level that was asked for", operator, answer(0, 3), operator],
    ["a higher one", operator, answer(0, 4), administrator],
    ["one with reserved bits", operator, answer(0, 0xf3), operator],
    ["OEM", oem, answer(0, 5), oem],
    ["callback", callback, answer(0, 1), callback],
    ["OEM above what was asked for", administrator, answer(0, 5), oem],
    ["no level", operator, answer(0), operator],
    ["level 0", operator, answer(0, 0), operator],
    ["a level that is not known", operator, answer(0, 6), operator],
  ])("opens the session at what it grants: %s", (_, asked, came, level) => {
    expect(privilegeVerdict(asked, came, false)).toStrictEqual({ next: "open", level });
  });

  const advice = ". Ask for a lower level, allow a lower one, or raise the user's limit";
  it("opens it lower than asked only where that is allowed", () => {
    expect(privilegeVerdict(administrator, answer(0, 3), true)).toStrictEqual({ next: "open", level: operator });
    expect(privilegeVerdict(administrator, answer(0, 3), false)).toMatchObject({
      next: "fail",
      error: {
        code: "privilegeRefused",
        completionCode: 0,
        message: `Set Session Privilege Level grants OPERATOR where ADMINISTRATOR was asked for${advice}`,
      },
    });
  });

  it("opens it at callback where that is allowed and granted", () => {
    expect(privilegeVerdict(user, answer(0, 1), true)).toStrictEqual({ next: "open", level: callback });
  });

  it.each([0x80, 0x81])("asks for less where %i refuses and that is allowed, down to user", (completionCode) => {
    expect(privilegeVerdict(administrator, answer(completionCode), true)).toStrictEqual({
      next: "askFor",
      level: operator,
    });
    expect(privilegeVerdict(operator, answer(completionCode), true)).toStrictEqual({ next: "askFor", level: user });
    for (const [asked, allowed] of [
      [user, true],
      [administrator, false],
    ] as const) {
      const verdict = privilegeVerdict(asked, answer(completionCode), allowed);
      expect(verdict).toMatchObject({ next: "fail", error: { code: "privilegeRefused", completionCode } });
    }
  });

  it.each([0x7f, 0x82, 0xd4])("fails for any other reason: %i", (completionCode) => {
    const verdict = privilegeVerdict(administrator, answer(completionCode), true);
    expect(verdict).toMatchObject({ next: "fail", error: { code: "completionCode", completionCode } });
  });

  it("says by name why it fails", () => {
    const verdict = privilegeVerdict(administrator, answer(0xd4), false) as { error: Error };
    expect(verdict.error.message).toMatch(/^Set Session Privilege Level: .+ \(D4h\)\. Ask for a lower level/);
    expect(verdict.error.message.endsWith(advice)).toBe(true);
  });
});

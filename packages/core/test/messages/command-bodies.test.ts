import { describe, expect, it } from "vitest";
import { MalformedMessageError } from "../../src/errors.ts";
import { type AnyCommand, type Command, emptyBody } from "../../src/messages/command.ts";
import { bodyPrefix, decodeResponseData, encodeRequestData } from "../../src/messages/command-bodies.ts";
import { fromHex, toHex } from "../crypto/bytes.ts";

const plain: Command<number, number> = {
  name: "Double",
  netFn: 0x06,
  cmd: 0x7f,
  section: "none",
  request: {
    encode: (value, writer) => {
      writer.u8(value);
    },
    decode: (reader) => reader.u8("value"),
  },
  response: {
    encode: (value, writer) => {
      writer.u8(value);
    },
    decode: (reader, request) => reader.u8("value") + request,
  },
};
const ofGroup = { ...plain, netFn: 0x2c, groupExtension: 0xdc };
const ofOem = { ...plain, netFn: 0x2e, iana: 0x123456 };

describe("the bodies of a command", () => {
  it.each([
    ["of neither a group nor an OEM", plain, ""],
    ["of a group: its number", ofGroup, "dc"],
    ["of an OEM: its number, the least byte first", ofOem, "563412"],
  ])("begin, %s", (_, command, prefix) => {
    expect(toHex(bodyPrefix(command as AnyCommand))).toBe(prefix);
    expect(toHex(encodeRequestData(command, 5))).toBe(`${prefix}05`);
    expect(decodeResponseData(command, fromHex(`${prefix}03`), 5)).toBe(8);
  });

  it.each([
    ["another group", ofGroup, "dd03", "Double response: groupExtension", 1, "is 221, not 220"],
    ["a lower group", ofGroup, "db03", "Double response: groupExtension", 1, "is 219, not 220"],
    ["another OEM", ofOem, "56341303", "Double response: iana", 3, "is 1258582, not 1193046"],
    ["half a number", ofOem, "5634", "Double response: iana", 0, ""],
    ["nothing", plain, "", "Double response: value", 0, ""],
    ["more than the body", plain, "0304", "Double response: end of message", 1, ""],
  ])("are no response with %s", (_, command, hex, field, offset, problem) => {
    let thrown: unknown;
    try {
      decodeResponseData(command, fromHex(hex), 5);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(MalformedMessageError);
    expect(thrown).toMatchObject({ field, offset });
    expect((thrown as Error).message).toContain(problem);
  });

  it("may be empty", () => {
    const empty = { ...plain, request: emptyBody, response: emptyBody };
    expect(encodeRequestData(empty, undefined)).toHaveLength(0);
    expect(decodeResponseData(empty, new Uint8Array(0), undefined)).toBeUndefined();
  });
});

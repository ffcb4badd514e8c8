import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EscapeReader, escapeHelp } from "../../src/serial/escape-reader.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));

/** What keys mean, typed characters as text. */
function meaning(keys: string, key = "~"): readonly string[] {
  return new EscapeReader(key)
    .read(bytes(keys))
    .map((action) => (action.type === "type" ? Buffer.from(action.characters).toString("latin1") : `<${action.type}>`));
}

describe("EscapeReader", () => {
  it.each([
    ["~.", ["<end>"]],
    ["ls\r~.", ["ls\r", "<end>"]],
    ["ls\r~.more", ["ls\r", "<end>"]],
    ["ls\n~B", ["ls\n", "<break>"]],
    ["~?~B~.", ["<help>", "<break>", "<end>"]],
    ["~\u001a", ["<suspend>"]],
    ["~~.", ["~."]],
    ["x~.", ["x~."]],
    ["~x", ["~x"]],
    ["~\r~.", ["~\r", "<end>"]],
    ["a~~\r~~", ["a~~\r~"]],
  ])("%j means %j", (keys, wanted) => {
    expect(meaning(keys)).toStrictEqual(wanted);
  });

  it("has the escape character that it is given", () => {
    expect(meaning("~.\r&.", "&")).toStrictEqual(["~.\r", "<end>"]);
    expect(escapeHelp("&")).toContain("&.  - terminate connection");
  });

  it("means the same however the keys are cut into chunks", () => {
    const keys = fc.array(fc.constantFrom("~", ".", "B", "?", "\r", "\n", "x", "\u001a"), { maxLength: 20 });
    fc.assert(
      fc.property(keys, fc.nat({ max: 20 }), (typed, at) => {
        const whole = bytes(typed.join(""));
        const reader = new EscapeReader("~");
        const parts = [...reader.read(whole.subarray(0, at))];
        if (!parts.some(({ type }) => type === "end")) parts.push(...reader.read(whole.subarray(at)));
        const flat = (actions: typeof parts): readonly (number | string)[] =>
          actions.flatMap<number | string>((action) =>
            action.type === "type" ? [...action.characters] : [action.type],
          );
        expect(flat(parts)).toStrictEqual(flat(new EscapeReader("~").read(whole)));
      }),
    );
  });
});

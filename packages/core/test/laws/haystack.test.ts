import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Haystack } from "../support/haystack.ts";

const password = new TextEncoder().encode('correct-horse"ü');
const sik = Uint8Array.from({ length: 20 }, (_, index) => (index * 37 + 201) & 0xff);
const hex = Buffer.from(sik).toString("hex");

/** What is found of the two secrets in one value. */
const found = (value: unknown): string[] => new Haystack().keep(value).find({ password, sik });
const shown = (value: unknown): string[] => new Haystack().show(value).find({ password, sik });

describe("the search for secrets finds one", () => {
  it.each([
    ["in bytes", Uint8Array.of(1, 2, ...sik, 3)],
    ["in bytes behind others", new Uint8Array([9, ...sik]).subarray(1)],
    ["in words", new Uint32Array(sik.slice().buffer)],
    ["in a buffer", sik.slice().buffer],
    ["in a Map", new Map([[1, { deep: [sik] }]])],
    ["in hex", hex],
    ["in hex, capitals", hex.toUpperCase()],
    ["in hex with blanks", hex.replace(/../g, "$& ")],
    ["in hex with colons", hex.replace(/../g, "$&:")],
    ["in hex with 0x", [...sik].map((byte) => `0x${byte.toString(16).padStart(2, "0")}`).join(", ")],
    ["in base64", Buffer.from(sik).toString("base64")],
    ["in base64, one byte in", Buffer.from([1, ...sik, 7, 7]).toString("base64")],
    ["in base64, two bytes in", Buffer.from([1, 2, ...sik, 7]).toString("base64")],
    ["in base64url", Buffer.from(sik).toString("base64url")],
    ["as a list", [...sik].join()],
    ["as a list with blanks", [...sik].join(" ")],
    ["as JSON of an array", JSON.stringify([...sik])],
    ["as JSON of bytes", JSON.stringify({ key: sik })],
    ["inspected", inspect(sik)],
    ["inspected as a Buffer", inspect(Buffer.from(sik))],
    ["backwards", sik.slice().reverse()],
    ["in a symbol's property", { [Symbol("key")]: hex }],
    ["in a hidden property", Object.defineProperty({}, "key", { value: sik })],
    ["in a name", { [hex]: 1 }],
    ["in a cause's cause", new Error("a", { cause: new Error("b", { cause: new Error(hex) }) })],
  ])("%s", (_name, value) => {
    expect(found(value).every((each) => each.startsWith("sik "))).toBe(true);
    expect(found(value).length).toBeGreaterThan(0);
  });

  it.each([
    ["as text", 'the password "correct-horse"ü" is wrong'],
    ["in UTF-8", Buffer.from('correct-horse"ü')],
    ["in JSON", JSON.stringify({ password: 'correct-horse"ü' })],
    ["in a URL", `ipmi://admin:${encodeURIComponent('correct-horse"ü')}@bmc/`],
    ["in an error", new Error('correct-horse"ü')],
    ["in a stack", Object.assign(new Error("x"), { stack: 'at correct-horse"ü' })],
  ])("that is text %s", (_name, value) => {
    expect(found(value).length).toBeGreaterThan(0);
  });

  it("also one that is a Buffer, which stays as it is", () => {
    const secret = Buffer.from(sik);
    const haystack = new Haystack().keep(sik);
    expect(haystack.find({ secret })).toEqual(["secret raw"]);
    expect(haystack.find({ secret })).toEqual(["secret raw"]);
  });

  it("in part, where so many bytes are enough", () => {
    const haystack = new Haystack().keep(sik.subarray(5, 13));
    expect(haystack.find({ sik })).toEqual([]);
    expect(haystack.find({ sik }, { window: 8 })).toEqual(["sik raw"]);
  });

  it("in what only a debugger shows", () => {
    class Careless {
      get key(): string {
        return hex;
      }
    }
    expect(shown(Object.defineProperty({}, "key", { get: () => hex }))).toEqual(["sik in hex"]);
    expect(shown(new Careless())).toEqual(["sik in hex"]);
    expect(shown({ toJSON: () => hex })).toEqual(["sik in hex"]);
    expect(shown({ toString: () => hex })).toEqual(["sik in hex"]);
    expect(shown({ [inspect.custom]: () => hex })).toEqual(["sik in hex"]);
  });

  it("and none where there is none, nor what is too short to tell", () => {
    expect(shown({ a: new Uint8Array(64), b: "correct", c: hex.slice(2), d: sik.slice(1) })).toEqual([]);
    expect(new Haystack().keep(new Uint8Array(64)).find({ none: new Uint8Array(20), zeros: undefined })).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { type PasswordSource, readPassword } from "../../src/options/password.ts";
import { FakeIo } from "../support/fake-io.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

describe("readPassword", () => {
  it("takes what -P gave", async () => {
    expect(await readPassword({ type: "value", password: bytes("x") }, new FakeIo())).toEqual(bytes("x"));
  });

  it("is empty where none is given", async () => {
    expect(await readPassword({ type: "none" }, new FakeIo())).toEqual(new Uint8Array(0));
  });

  it("asks on a terminal where nothing was said, as ipmitool does, and nobody elsewhere", async () => {
    const io = new FakeIo({ isTerminal: true });
    io.typed = "typed";
    expect(await readPassword({ type: "none" }, io)).toEqual(bytes("typed"));
    io.typed = undefined;
    expect(await readPassword({ type: "none" }, io)).toEqual(new Uint8Array(0));
    expect(io.questions).toEqual(["Password: ", "Password: "]);
    const script = new FakeIo();
    script.typed = "typed";
    expect(await readPassword({ type: "none" }, script)).toEqual(new Uint8Array(0));
    expect(script.questions).toEqual([]);
  });

  it("takes IPMI_PASSWORD, even an empty one", async () => {
    const environment: PasswordSource = { type: "environment" };
    expect(await readPassword(environment, new FakeIo({ env: { IPMI_PASSWORD: "s e" } }))).toEqual(bytes("s e"));
    expect(await readPassword(environment, new FakeIo({ env: { IPMI_PASSWORD: "" } }))).toEqual(new Uint8Array(0));
    const both = { IPMITOOL_PASSWORD: "first", IPMI_PASSWORD: "second" };
    expect(await readPassword(environment, new FakeIo({ env: both }))).toEqual(bytes("first"));
    await expect(readPassword(environment, new FakeIo())).rejects.toThrow(/IPMI_PASSWORD, which is not set/);
  });

  it.each([
    ["secret\n", "secret"],
    ["secret", "secret"],
    [" secret \nrest\n", " secret "],
    ["secret\r\n", "secret"],
    ["secret\r", "secret\r"],
    ["\nsecret", ""],
    ["", ""],
  ])("takes the first line of %j", async (file, password) => {
    const io = new FakeIo();
    io.files.set("f", bytes(file));
    expect(await readPassword({ type: "file", path: "f" }, io)).toEqual(bytes(password));
  });

  it("takes bytes that are no text", async () => {
    const io = new FakeIo();
    io.files.set("f", Uint8Array.of(0xff, 0, 0x0a, 1));
    expect(await readPassword({ type: "file", path: "f" }, io)).toEqual(Uint8Array.of(0xff, 0));
  });

  it("asks on the terminal, and says what to do where there is none", async () => {
    const io = new FakeIo();
    await expect(readPassword({ type: "prompt" }, io)).rejects.toThrow(/use -E or -f/);
    io.typed = "typed";
    expect(await readPassword({ type: "prompt" }, io)).toEqual(bytes("typed"));
    expect(io.questions).toEqual(["Password: ", "Password: "]);
  });

  it("refuses what is too long and never repeats it", async () => {
    const long = "0123456789abcdefghijk";
    const io = new FakeIo({ env: { IPMI_PASSWORD: long } });
    io.files.set("f", bytes(long));
    io.typed = long;
    for (const source of [{ type: "environment" }, { type: "file", path: "f" }, { type: "prompt" }] as const) {
      await expect(readPassword(source, io)).rejects.toThrow(/the password has 21 bytes/);
      await expect(readPassword(source, io)).rejects.not.toThrow(long);
    }
    await expect(readPassword({ type: "file", path: "gone" }, io)).rejects.toThrow(/-f cannot read "gone" \(ENOENT\)/);
  });
});

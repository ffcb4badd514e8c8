import { describe, expect, it } from "vitest";
import { readKg } from "../../src/options/kg.ts";
import { FakeIo } from "../support/fake-io.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

describe("readKg", () => {
  it("takes the key from IPMI_KGKEY, from the terminal, or none", async () => {
    const io = new FakeIo({ env: { IPMI_KGKEY: "key" } });
    io.typed = "typed";
    expect(await readKg({ type: "environment" }, io)).toEqual(bytes("key"));
    expect(await readKg({ type: "prompt" }, io)).toEqual(bytes("typed"));
    expect(await readKg({ type: "value", kg: bytes("given") }, io)).toEqual(bytes("given"));
    expect(await readKg({ type: "none" }, io)).toBeUndefined();
    expect(io.questions).toEqual(["Key: "]);
  });

  it("refuses what is not there or too long, without saying it", async () => {
    const io = new FakeIo({ env: { IPMI_KGKEY: "a-key-of-21-bytes-xxx" } });
    await expect(readKg({ type: "environment" }, io)).rejects.toThrow(/^-K: the BMC key has 21 bytes/);
    await expect(readKg({ type: "environment" }, io)).rejects.not.toThrow(/a-key/);
    await expect(readKg({ type: "environment" }, new FakeIo())).rejects.toThrow(/IPMI_KGKEY, which is not set/);
    await expect(readKg({ type: "prompt" }, new FakeIo())).rejects.toThrow(/-Y asks/);
  });
});

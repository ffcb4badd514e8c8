import { describe, expect, it } from "vitest";
import { run } from "../../src/run.ts";
import { readDeviceFile } from "../../src/sim/device-file.ts";
import { FakeIo } from "../support/fake-io.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

function ioWith(content: string | Uint8Array): FakeIo {
  const io = new FakeIo();
  io.files.set("server.json", typeof content === "string" ? bytes(content) : content);
  return io;
}

describe("--device", () => {
  it("makes as many machines of a file as are wanted", () => {
    const make = readDeviceFile("server.json", ioWith('{ "chassis": { "powerIsOn": false } }'));
    const [one, other] = [make(), make()];
    one.chassis.powerIsOn = true;
    expect(other.chassis.powerIsOn).toBe(false);
  });

  it.each<[string | Uint8Array, RegExp]>([
    ['{ "chasis": {} }', /^ruipmi: --device "server\.json": chasis: unknown key; did you mean chassis\?\n$/],
    [
      '{ "satellites": [{ "address": 48 }, { "address": "hot" }] }',
      /^ruipmi: --device "server\.json": satellites\[1\]\.address: expected a whole number, got "hot"\n$/,
    ],
    ["[]", /"server\.json": the description: expected an object, got a list\n$/],
    ['{ "chassis": ', /^ruipmi: --device "server\.json" is not JSON: [^\n]+\n$/],
    [Uint8Array.of(0x22, 0xff, 0x22), /cannot read "server\.json" \(its text is not UTF-8\)/],
  ])("%j: one line, exit code 2", async (content, message) => {
    for (const addresses of [[], ["--address", "127.0.24.1-127.0.24.3"]]) {
      const io = ioWith(content);
      expect(await run(["sim", "--port", "0", ...addresses, "--device", "server.json"], io)).toBe(2);
      expect(io.stderr.text).toMatch(message);
      expect(io.stdout.text).toBe("");
    }
    const io = ioWith(content);
    expect(await run(["sim", "--port", "0", "--json", "--device", "server.json"], io)).toBe(2);
    expect(JSON.parse(io.stderr.text)).toMatchObject({ error: { code: "usage" } });
  });

  it("says that there is no such file", async () => {
    const io = new FakeIo();
    expect(await run(["sim", "--port", "0", "--device", "nowhere.json"], io)).toBe(2);
    expect(io.stderr.text).toBe(
      'ruipmi: --device cannot read "nowhere.json" (ENOENT): give a JSON file that you may read\n',
    );
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MemoryWatch, type Remains } from "../../core/test/support/memory-watch.ts";
import { OverheardHandshakes, overhear } from "../../core/test/support/overheard-handshakes.ts";
import { FakeIo } from "./support/fake-io.ts";
import { ruipmiIn } from "./support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "./support/test-bmc.ts";

const text = (value: string): Uint8Array => Uint8Array.from(Buffer.from(value));
const password = "v9Xq-3mTz_7wKc.2rHb+";
const nothing = { secrets: [], hashes: 0, streams: 0 };

let watch: MemoryWatch;
let bmc: TestBmc;
let heard: OverheardHandshakes;
beforeEach(async () => {
  watch = new MemoryWatch();
  await start({});
});
afterEach(async () => {
  await bmc.close();
  watch.end();
});

/** Starts the managed system; what it does is not looked at. */
async function start(config: Parameters<typeof startTestBmc>[0]): Promise<void> {
  bmc = await watch.unwatched(() => startTestBmc({ password, ...config }));
  const known = watch.unwatched(() => ({ username: text("admin"), password: text(password), kg: text("") }));
  heard = new OverheardHandshakes(17, known);
  const { engine } = bmc;
  overhear(engine, (datagram) => heard.hear(datagram));
  const { handleInput, pollOutput } = engine;
  engine.handleInput = (input) => watch.unwatched(() => handleInput.call(engine, input));
  engine.pollOutput = () => watch.unwatched(() => pollOutput.call(engine));
}

/** What of the sessions' keys is left. What was typed stays in the text that Node keeps of it. */
function left(): Remains {
  return watch.unwatched(() => watch.remains(heard.all(), 8));
}

const options = (): readonly string[] => [...bmc.options, "-N", "0.05", "-R", "2"];

describe("no key of a session is left in memory", () => {
  it("when a command is done", async () => {
    expect((await ruipmiIn(new FakeIo(), ...options(), "mc", "info")).code).toBe(0);
    expect(Object.keys(watch.unwatched(() => heard.all()))).toHaveLength(3);
    expect(left()).toEqual(nothing);
  });

  it("when it was refused, or not answered", async () => {
    expect((await ruipmiIn(new FakeIo(), ...options(), "raw", "0x30", "0xff")).code).toBe(1);
    bmc.engine.handleRaw(() => {
      bmc.engine.faults.silent = true;
      return undefined;
    });
    expect((await ruipmiIn(new FakeIo(), ...options(), "raw", "0x30", "0xff")).code).toBe(1);
    expect(left()).toEqual(nothing);
  });

  it("when the password was wrong", async () => {
    bmc.engine.faults.wrongRakpMessage4Code = true;
    expect((await ruipmiIn(new FakeIo(), ...options(), "mc", "info")).code).toBe(1);
    expect(Object.keys(watch.unwatched(() => heard.all()))).toHaveLength(3);
    expect(left()).toEqual(nothing);
  });

  it("when a signal ended it", async () => {
    await bmc.close();
    await start({ hang: true });
    const io = new FakeIo();
    const done = ruipmiIn(io, ...bmc.options, "-N", "30", "chassis", "power", "status");
    await bmc.hung;
    expect(left().hashes).toBe(2);
    io.interrupt();
    expect((await done).code).toBe(130);
    expect(left()).toEqual(nothing);
  });

  it("when a shell ends, nor the password that it kept", async () => {
    const io = new FakeIo({ lines: ["mc info", "frobnicate", "raw 0x30 0xff"], env: { IPMI_PASSWORD: password } });
    const target = bmc.options.slice(0, bmc.options.indexOf("-P"));
    expect((await ruipmiIn(io, ...target, "-E", "shell")).code).toBe(1);
    expect(watch.unwatched(() => watch.remains({ ...heard.all(), password: text(password) }, 8))).toEqual(nothing);
  });
});

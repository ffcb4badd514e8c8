import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeIo } from "../support/fake-io.ts";
import { type Outcome, ruipmiIn } from "../support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "../support/test-bmc.ts";

let bmc: TestBmc;
let files: FakeIo["files"];
beforeEach(async () => {
  bmc = await startTestBmc();
  files = new Map();
});
afterEach(() => bmc.close());

/** A run with the files of the runs before it. */
async function ask(...argv: string[]): Promise<Outcome & { readonly requests: readonly string[] }> {
  const io = new FakeIo({ env: { HOME: "/home/me" } });
  for (const [name, bytes] of files) io.files.set(name, bytes);
  const { code, out, err } = await ruipmiIn(io, ...bmc.options, "-v", ...argv);
  files = io.files;
  const lines = err.split("\n");
  const requests = lines.flatMap((line) => /^-> IPMI Request ([^,]+),/.exec(line)?.[1] ?? []);
  return { code, out, err: lines.filter((line) => !/^(->|<-|$)/.test(line)).join("\n"), requests };
}

const sdrRequests = (requests: readonly string[]): readonly string[] => requests.filter((name) => /SDR/.test(name));
/** The simulated sensors move. */
const withoutReadings = (text: string): string => text.replace(/Sensor Reading .*/g, "");
const place = (): string => `/home/me/.cache/ruipmi/sdr_127.0.0.1_${bmc.port}.json`;

describe("the copy of the records on disk", () => {
  it("is written by the first command and makes the second ask only whether it is still good", async () => {
    const first = await ask("sensor", "list");
    expect(sdrRequests(first.requests).length).toBeGreaterThan(10);
    expect([...files.keys()]).toEqual([place()]);
    const second = await ask("sensor", "list");
    expect(sdrRequests(second.requests)).toEqual(["Get SDR Repository Info"]);
    expect([second.code, second.err]).toEqual([0, ""]);
    expect(withoutReadings(second.out)).toBe(withoutReadings(first.out));
  });

  it("is good for every command that needs records", async () => {
    await ask("sdr", "list");
    for (const line of [
      ["sdr", "elist"],
      ["sensor", "list"],
      ["sel", "elist"],
      ["fru", "print"],
    ]) {
      expect(sdrRequests((await ask(...line)).requests).filter((name) => name !== "Get SDR Repository Info")).toEqual(
        [],
      );
    }
  });

  it("is read anew where the repository has changed, and where another controller answers", async () => {
    await ask("sdr", "list");
    bmc.device.sdr.lastAddTime += 1;
    expect(sdrRequests((await ask("sdr", "list")).requests)).toContain("Get SDR");
    expect(sdrRequests((await ask("sdr", "list")).requests)).not.toContain("Get SDR");
    const text = Buffer.from(files.get(place())!).toString();
    files.set(place(), Uint8Array.from(Buffer.from(text.replace(/"device":"[^"]*"/, '"device":"another"'))));
    expect(sdrRequests((await ask("sdr", "list")).requests)).toContain("Get SDR");
  });

  it("is not kept where the repository does not say when it changed", async () => {
    bmc.device.sdr.lastAddTime = 0xffff_ffff;
    await ask("sdr", "list");
    expect(files.size).toBe(0);
  });

  it("is ignored with a warning where it is damaged, and mended", async () => {
    const good = await ask("sdr", "list");
    files.set(place(), files.get(place())!.subarray(0, 100));
    const { code, out, err, requests } = await ask("sdr", "list");
    expect([code, out]).toEqual([0, good.out]);
    expect(err).toMatch(/^ruipmi: warning: the SDR cache ".*" is damaged: the records are read anew$/);
    expect(requests).toContain("Get SDR");
    expect((await ask("sdr", "list")).err).toBe("");
  });

  it("is neither read nor written with --no-cache", async () => {
    await ask("--no-cache", "sdr", "list");
    expect(files.size).toBe(0);
  });

  it("is no reason to fail where it cannot be written", async () => {
    const io = new FakeIo({ env: { HOME: "/home/me" } });
    io.replaceFile = () => {
      throw Object.assign(new Error("no"), { code: "EROFS" });
    };
    const { code, err } = await ruipmiIn(io, ...bmc.options, "sdr", "list");
    expect([code, err]).toEqual([0, ""]);
  });
});

describe("-S FILE", () => {
  it("is written where it is not there, and then taken without a question", async () => {
    const first = await ask("-S", "box.sdrs", "sensor", "list");
    expect(sdrRequests(first.requests)).toContain("Get SDR");
    expect([...files.keys()]).toEqual(["box.sdrs"]);
    const second = await ask("-S", "box.sdrs", "sensor", "list");
    expect(sdrRequests(second.requests)).toEqual([]);
    expect([second.out, second.err]).toEqual([first.out, ""]);
  });

  it("is what sdr dump writes", async () => {
    await ask("-S", "box.sdrs", "sdr", "list");
    await ask("sdr", "dump", "dumped.sdrs");
    expect(files.get("dumped.sdrs")).toEqual(files.get("box.sdrs"));
  });

  it("is left alone where it holds something else", async () => {
    const passwords = Uint8Array.from(Buffer.from("root:x:0:0\n"));
    files.set("/etc/passwd", passwords);
    const { code, err, requests } = await ask("-S", "/etc/passwd", "sdr", "list");
    expect(code).toBe(0);
    expect(err).toBe('ruipmi: warning: -S "/etc/passwd" holds no sensor data records: they are read anew');
    expect(requests).toContain("Get SDR");
    expect(files.get("/etc/passwd")).toEqual(passwords);
  });
});

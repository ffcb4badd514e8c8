import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CipherSuiteId, cipherSuites } from "@ruipmi/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordMock } from "../../packages/capture/test/support/mock-capture.ts";
import { FakeIo } from "../../packages/cli/test/support/fake-io.ts";
import { ruipmiIn } from "../../packages/cli/test/support/ruipmi.ts";
import { installed } from "./support/peers.ts";
import { run } from "./support/run.ts";

const recorded = new URL("../../packages/capture/test/captures/", import.meta.url);
const { captures } = JSON.parse(readFileSync(new URL("captures.json", recorded), "utf8")) as {
  captures: Record<string, { username: string; password: string | null; kg?: string; outcome: string }>;
};
/** Those in which a session opens and is answered. */
const names = Object.keys(captures).filter((name) => !/wrong|unknown|unsupported|md2|freeipmi-cs(7|8|12)/.test(name));

/** What both programs say of a datagram. */
interface Shown {
  readonly number: number;
  readonly name: string;
  readonly netFn?: number;
  readonly cmd?: number;
  readonly completionCode?: number;
  readonly data?: string;
}

/** Commands of IPMI itself: Wireshark has other names for those of groups, and none where a group's command is refused. */
const isOwn = ({ netFn = 0x3f }: Shown): boolean => netFn < 0x2c;

describe.skipIf(!installed("tshark"))("capture decrypt, read by Wireshark's dissector", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "ruipmi-captures-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Decrypts a capture and holds what tshark says of it to what `capture show` does. */
  async function compare(capture: Uint8Array, secrets: readonly string[]): Promise<readonly Shown[]> {
    const io = new FakeIo();
    io.files.set("bmc.pcap", capture);
    const decrypted = await ruipmiIn(io, "capture", "decrypt", "bmc.pcap", "plain.pcapng", ...secrets);
    expect([decrypted.code, decrypted.err]).toEqual([0, ""]);
    const plain = join(folder, "plain.pcapng");
    writeFileSync(plain, io.files.get("plain.pcapng")!);
    const shownTo = new FakeIo();
    shownTo.files.set("bmc.pcap", capture);
    const shown = await ruipmiIn(shownTo, "--json", "capture", "show", "bmc.pcap", ...secrets);
    const messages = shown.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Shown)
      .filter(isOwn);
    const infos = await tshark(plain);
    for (const { number, name, netFn, completionCode, data } of messages) {
      // A refused command's answer has no body, and tshark then says no more than that it is an answer.
      if ((completionCode ?? 0) !== 0) continue;
      expect(infos.get(number), `packet ${number}`).toContain(
        `${completionCode === undefined ? "Req" : "Rsp"}, ${name}`,
      );
      expect([netFn! & 1, data]).toEqual([completionCode === undefined ? 0 : 1, expect.any(String)]);
    }
    return messages;
  }

  it.each(names)("%s: every command by its name", async (name) => {
    const { username, password, kg } = captures[name]!;
    const secrets = ["--user", `${username}:${password ?? ""}`, ...(kg === undefined ? [] : ["--kg", kg])];
    const messages = await compare(readFileSync(new URL(name, recorded)), secrets);
    expect(messages.length).toBeGreaterThan(5);
  });

  it.each(cipherSuites.map(({ id }) => id))("a session of our own in suite %i", async (suite) => {
    const capture = recordMock({ suite: suite as CipherSuiteId, consoles: [{ inputs }] });
    const messages = await compare(capture, ["--user", "admin:mock-password"]);
    const answered = messages.filter(({ completionCode }) => completionCode === 0).map(({ name }) => name);
    expect(answered).toEqual(expect.arrayContaining(["Get Device ID", "Get Chassis Status", "Close Session"]));
  });

  it("is what it was for: without it tshark sees data", async () => {
    const infos = await tshark(new URL("ipmitool-lanplus-cs3.pcap", recorded).pathname, "-d", "udp.port==9623,rmcp");
    expect([...infos.values()].join("\n")).not.toContain("Get Device ID");
  });
});

const request = (requestId: number, netFn: number, cmd: number) => ({
  type: "request" as const,
  requestId,
  request: { type: "command" as const, netFn, cmd, data: new Uint8Array(0) },
});
const inputs = [
  [200, request(1, 0x06, 0x01)],
  [210, request(2, 0x00, 0x01)],
  [400, { type: "closeSession" as const }],
] as const;

/** tshark's line for each packet, by number. */
async function tshark(file: string, ...options: readonly string[]): Promise<ReadonlyMap<number, string>> {
  const bodies = ["-o", "ipmi.dissect_bus_commands:TRUE"];
  const fields = ["-T", "fields", "-e", "frame.number", "-e", "_ws.col.Info"];
  const { code, stdout, stderr } = await run("tshark", ["-r", file, ...bodies, ...fields, ...options]);
  expect(code, stderr).toBe(0);
  return new Map(
    stdout
      .trim()
      .split("\n")
      .map((line) => line.split("\t"))
      .map(([number, info]) => [Number(number), info ?? ""]),
  );
}

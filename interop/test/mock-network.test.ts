import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordedPcap } from "../../packages/transport-mock/test/support/recorded-run.ts";
import { installed } from "./support/peers.ts";
import { run } from "./support/run.ts";

describe.skipIf(!installed("tshark"))("the trace of a mock network as pcap, read by Wireshark's dissector", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "ruipmi-network-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([1, 2, 3])(
    "seed %i: every packet as it was sent is RMCP+ and whole, a session from its beginning to its end",
    async (seed) => {
      const packets = await dissected(recordedPcap(seed).sent);
      for (const packet of packets) expect(packet).toMatchObject({ ...good, protocol: "RMCP+" });
      const messages = packets.map(({ info }) => info).join("\n");
      for (const name of ["Open Session Request", "RAKP Message 1", "RAKP Message 4", "IPMI Message"]) {
        expect(messages).toContain(`payload type: ${name.startsWith("Open") ? `RMCP+ ${name}` : name}`);
      }
    },
  );

  it.each([1, 2, 3])("seed %i: what arrived has right checksums, whatever the link did to it", async (seed) => {
    const { arrived, arrivals } = recordedPcap(seed);
    const packets = await dissected(arrived);
    for (const { ip, udp } of packets) expect({ ip, udp }).toEqual({ ip: good.ip, udp: good.udp });
    expect(packets).toHaveLength(arrivals);
  });

  /** What tshark makes of each packet. */
  async function dissected(pcap: Uint8Array): Promise<readonly Dissected[]> {
    const file = join(folder, "run.pcap");
    writeFileSync(file, pcap);
    const checked = ["-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE"];
    const columns = ["_ws.col.Protocol", "ip.checksum.status", "udp.checksum.status", "_ws.malformed", "_ws.col.Info"];
    const fields = ["-T", "fields", ...columns.flatMap((column) => ["-e", column])];
    const { code, stdout, stderr } = await run("tshark", ["-r", file, ...checked, ...fields]);
    expect(code, stderr).toBe(0);
    const lines = stdout.split("\n").filter((line) => line !== "");
    expect(lines.length).toBeGreaterThan(10);
    return lines.map((line) => {
      const [protocol = "", ip = "", udp = "", malformed = "", info = ""] = line.split("\t");
      return { protocol, ip, udp, malformed, info };
    });
  }
});

interface Dissected {
  readonly protocol: string;
  readonly ip: string;
  readonly udp: string;
  readonly malformed: string;
  readonly info: string;
}

/** 1 is tshark's word for a checksum that is right. */
const good = { ip: "1", udp: "1", malformed: "" } as const;

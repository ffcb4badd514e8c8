import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.ts";

const interop = new URL("../../", import.meta.url);

/** A managed system that no one here wrote: OpenIPMI's ipmi_sim, on loopback. */
export interface IpmiSim {
  readonly port: number;
  /** Kills it, as a loss of power would. */
  stop(): Promise<void>;
}

/** What ipmi_sim is started with. */
export interface IpmiSimOptions {
  /** The BMC key, at most 19 ASCII characters (ipmi_sim cuts longer ones). */
  readonly kg?: string;
  /** The folder in interop/ with `box.emu`, `box.sdr` and `lan.conf.in`; `ipmi-sim` when left out. */
  readonly configuration?: string;
  /** The machine's serial port for SOL, as ipmi_sim calls it; none when left out. */
  readonly serialPort?: string;
  /** Its UDP port, for one that is started again; a free one when left out. */
  readonly port?: number;
}

/**
 * Starts ipmi_sim with the configuration in interop/ipmi-sim and waits until it answers. Its users are ipmiusr/test and
 * admin/fifteen-char-pw (administrator), oper/operpw (operator) and the null user with password test (user).
 */
export async function startIpmiSim(options: IpmiSimOptions = {}): Promise<IpmiSim> {
  const { kg, serialPort } = options;
  const configuration = fileURLToPath(new URL(`${options.configuration ?? "ipmi-sim"}/`, interop));
  const port = options.port ?? (await freePort());
  const folder = mkdtempSync(join(tmpdir(), "ruipmi-ipmi-sim-"));
  mkdirSync(join(folder, "ipmi_sim", "box"), { recursive: true });
  copyFileSync(join(configuration, "box.sdr"), join(folder, "ipmi_sim", "box", "sdr.20.main"));
  const guid = /^ *guid .*$/m;
  const lan = readFileSync(join(configuration, "lan.conf.in"), "utf8").replace("@PORT@", String(port));
  const file = join(folder, "lan.conf");
  const withKey = kg === undefined ? lan : lan.replace(guid, (line) => `${line}\n    bmc_key "${kg}"`);
  writeFileSync(file, serialPort === undefined ? withKey : `${withKey}\n  sol "${serialPort}" 115200\n`);
  const args = ["-n", "-c", file, "-f", join(configuration, "box.emu"), "-s", folder];
  const child = spawn("ipmi_sim", args, { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  if (await answersPing(port)) return { port, stop };
  await stop();
  throw new Error("ipmi_sim did not answer a presence ping within 10 seconds");
}

/** ipmi_sim says nothing when it is ready, so it is asked: an ASF presence ping, from a socket of this test's own. */
async function answersPing(port: number): Promise<boolean> {
  const socket = createSocket("udp4");
  const ping = Buffer.from("0600ff06000011be80070000", "hex");
  return new Promise((resolve) => {
    const settle = (answered: boolean): void => {
      clearInterval(again);
      clearTimeout(limit);
      socket.close();
      resolve(answered);
    };
    const again = setInterval(() => socket.send(ping, port, "127.0.0.1"), 50);
    const limit = setTimeout(() => settle(false), 10_000);
    socket.once("message", () => settle(true));
    socket.on("error", () => {});
  });
}

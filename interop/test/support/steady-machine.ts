import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningSim, startRuipmiSim } from "./ruipmi.ts";

/** Starts `ruipmi sim` with a small machine, none of whose values moves: it says the same whenever it is asked. */
export async function startSteadySim(args: readonly string[] = []): Promise<RunningSim> {
  const folder = mkdtempSync(join(tmpdir(), "ruipmi-steady-"));
  const file = join(folder, "steady.json");
  const packageJson = createRequire(import.meta.url).resolve("@ruipmi/bmc/package.json");
  const device = readFileSync(join(packageJson, "../devices/server.json"), "utf8");
  const { sensors, fru, chassis } = JSON.parse(device, (key, value) => (key === "wander" ? undefined : value));
  const small = { chassis, sensors: sensors.slice(0, 8), fru: { ...fru, devices: fru.devices.slice(0, 2) } };
  writeFileSync(file, JSON.stringify(small));
  try {
    return await startRuipmiSim(["--device", file, ...args]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

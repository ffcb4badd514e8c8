/**
 * Writes packages/bmc/schema/device.schema.json, packages/bmc/schema/cassette.schema.json and packages/bmc/devices/server.json from the package's own sources.
 * `tsx --conditions=@ruipmi/source scripts/device-files.ts` writes them.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cassetteSchema } from "../packages/bmc/src/cassette/index.ts";
import { describeDevice, deviceSchema } from "../packages/bmc/src/description/index.ts";
import { createDevice } from "../packages/bmc/src/device/device.ts";

/** What each file is to say. */
export const deviceFiles: readonly { readonly name: string; readonly content: () => unknown }[] = [
  { name: "schema/device.schema.json", content: deviceSchema },
  { name: "schema/cassette.schema.json", content: cassetteSchema },
  {
    name: "devices/server.json",
    content: () => ({ $schema: "../schema/device.schema.json", ...describeDevice(createDevice()) }),
  },
];

/** What a file says now, as parsed JSON. */
export function writtenDeviceFile(name: string): unknown {
  return JSON.parse(readFileSync(pathOf(name), "utf8"));
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(`../packages/bmc/${name}`, import.meta.url));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, content } of deviceFiles)
    writeFileSync(pathOf(name), `${JSON.stringify(content(), undefined, 2)}\n`);
}

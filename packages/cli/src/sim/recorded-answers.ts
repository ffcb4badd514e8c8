import { type BmcConfig, BmcEngine, CassettePlayer, cassetteRequestText, type UnknownRequest } from "@ruipmi/bmc";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import type { Options } from "../options/options.ts";
import { readCassetteFile } from "./cassette-file.ts";

/** Makes the engine of an address, of what it is configured with. */
export type MakeEngine = (config: BmcConfig, address: string) => BmcEngine;

/**
 * Engines as the options want them: their own machines, or players of a cassette, each from its beginning. Throws
 * `UsageError` for a file with a mistake.
 */
export function engineMaker({ simCassette, simUnknown, simDevice, simAddresses }: Options, io: Io): MakeEngine {
  if (simCassette === undefined) return (config) => new BmcEngine(config);
  if (simDevice !== undefined) throw new UsageError("--cassette and --device both say what the machine is: give one");
  const cassette = readCassetteFile(simCassette, io);
  const guid = cassette.guid === undefined ? {} : { guid: cassette.guid };
  const unknown = simUnknown ?? defaultUnknown;
  return (config, address) => {
    const who = simAddresses.length === 1 ? "" : ` ${address}`;
    const onUnknown = (request: UnknownRequest): void => {
      if (request.times === 1)
        io.stderr.write(
          `ruipmi sim${who}: not recorded, answered ${codeText(unknown)}: ${cassetteRequestText(request)}\n`,
        );
    };
    const engine = new BmcEngine({ ...config, ...guid, builtInCommands: "session" });
    engine.handleRaw(new CassettePlayer(cassette, { unknown, onUnknown }).handle);
    return engine;
  };
}

/** Invalid Command (IPMI v2.0 table 5-2). */
const defaultUnknown = 0xc1;

function codeText(code: number): string {
  return `${code.toString(16).toUpperCase().padStart(2, "0")}h`;
}

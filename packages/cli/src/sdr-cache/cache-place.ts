import { join } from "node:path";
import { defaultPort } from "@ruipmi/transport-node";
import type { Io } from "../io.ts";
import type { Options } from "../options/options.ts";

/**
 * Where the copy of a managed system's records is kept: below `$XDG_CACHE_HOME/ruipmi`, or `~/.cache/ruipmi`, a file for
 * each address, port and bridged controller. `undefined` where there is no such folder, or none is wanted.
 */
export function cachePlace(
  { host, port, bridge, usesSdrCache }: Options,
  { env }: Pick<Io, "env">,
): string | undefined {
  const { XDG_CACHE_HOME: cacheHome, HOME: home } = env;
  // A relative path is to be ignored (XDG Base Directory Specification 0.8).
  const folder = isAbsolute(cacheHome) ? cacheHome : isAbsolute(home) ? join(home, ".cache") : undefined;
  if (!usesSdrCache || folder === undefined || host === undefined) return undefined;
  const path =
    bridge === undefined
      ? []
      : [bridge.transitAddress, bridge.transitChannel, bridge.targetAddress, bridge.targetChannel];
  const parts = [host.toLowerCase(), port ?? defaultPort, ...path.map((part) => part ?? "-")];
  return join(folder, "ruipmi", `sdr_${parts.map(fileNamePart).join("_")}.json`);
}

function isAbsolute(path: string | undefined): path is string {
  return path?.startsWith("/") === true;
}

/** What an address is made of goes into file names everywhere, but for colons and the percent sign of a zone. */
function fileNamePart(part: string | number): string {
  return String(part).replace(/[^a-z0-9.-]/g, (character) => `+${character.charCodeAt(0).toString(16)}`);
}

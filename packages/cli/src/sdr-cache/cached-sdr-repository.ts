import {
  getDeviceId,
  readSdrRepository,
  type SdrCache,
  type SdrRepository,
  type SdrRepositoryProgress,
} from "@ruipmi/commands";
import type { GetDeviceIdResponse } from "@ruipmi/core/wire";
import type { CommandContext } from "../commands/cli-command.ts";
import type { CliSession } from "../commands/in-session.ts";
import type { Io } from "../io.ts";
import { quote } from "../options/values.ts";
import { hex } from "../output/hex.ts";
import { decodeCacheFile, encodeCacheFile } from "./cache-file.ts";
import { cachePlace } from "./cache-place.ts";
import { decodeDumpFile, encodeDumpFile } from "./dump-file.ts";

/**
 * The sensor data records of the managed system that `-H`, `-p` and `-t` name, from the copy on disk where that is good.
 *
 * With `-S FILE` the file's records are taken without asking, as ipmitool does, and a file that is not there is written.
 * Else the copy of an earlier run is good where the controller is the same and says that its repository has not changed:
 * two small requests instead of hundreds. `--no-cache` reads everything and keeps nothing.
 */
export async function cachedSdrRepository(session: CliSession, context: CommandContext): Promise<SdrRepository> {
  const { options, io } = context;
  if (options.sdrCacheFile !== undefined) return await fromNamedFile(options.sdrCacheFile, session, io);
  const place = cachePlace(options, io);
  if (place === undefined) return await session.run(readSdrRepository(), progressText);
  return await fromUsualFile(place, session, io, options.verbosity);
}

async function fromNamedFile(path: string, session: CliSession, io: Io): Promise<SdrRepository> {
  const file = readIfThere(path, io);
  const cache = file === undefined ? undefined : decodeDumpFile(file);
  if (cache !== undefined) return await session.run(readSdrRepository({ cache, trustCache: true }));
  const repository = await session.run(readSdrRepository(), progressText);
  if (file !== undefined) {
    // It may be another file altogether: it is left as it is.
    io.stderr.write(`ruipmi: warning: -S ${quote(path)} holds no sensor data records: they are read anew\n`);
  } else if (repository.complete) {
    keep(() => io.writeFile(path, encodeDumpFile(repository.cache)), path, io);
  }
  return repository;
}

async function fromUsualFile(path: string, session: CliSession, io: Io, verbosity: number): Promise<SdrRepository> {
  const device = deviceMark(await session.request(getDeviceId));
  const file = readIfThere(path, io);
  const kept = file === undefined ? undefined : decodeCacheFile(file);
  if (file !== undefined && kept === undefined) {
    io.stderr.write(`ruipmi: warning: the SDR cache ${quote(path)} is damaged: the records are read anew\n`);
  }
  const isGood = kept?.device === device && isDated(kept.cache);
  const repository = await session.run(readSdrRepository(isGood ? { cache: kept.cache } : {}), progressText);
  const { cache, complete, fromCache } = repository;
  if (complete && !fromCache && isDated(cache)) {
    // Nobody asked for this file: that it cannot be written is worth a word only to who wants to know all.
    keep(() => io.replaceFile(path, encodeCacheFile({ device, cache })), path, verbosity > 0 ? io : undefined);
  }
  return repository;
}

/** Whether a copy says when its records changed: without that nobody can tell whether they did since (IPMI v2.0 §33.9). */
function isDated({ mostRecentAddition }: SdrCache): boolean {
  return mostRecentAddition !== 0 && mostRecentAddition !== 0xffff_ffff;
}

/** Another controller, or other firmware, at the same address has another mark. */
function deviceMark(device: GetDeviceIdResponse): string {
  const { manufacturerId, productId, deviceId, deviceRevision, firmwareRevision, auxiliaryFirmwareRevision } = device;
  const auxiliary = hex(auxiliaryFirmwareRevision ?? new Uint8Array(0));
  return [manufacturerId, productId, deviceId, deviceRevision, firmwareRevision, auxiliary].join(" ");
}

function readIfThere(path: string, io: Io): Uint8Array | undefined {
  try {
    return io.readFile(path);
  } catch {
    return undefined;
  }
}

function keep(write: () => void, path: string, io: Io | undefined): void {
  try {
    write();
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? "not writable";
    io?.stderr.write(`ruipmi: warning: the SDR cache ${quote(path)} cannot be written (${why})\n`);
  }
}

function progressText({ records, recordCount }: SdrRepositoryProgress): string {
  return `${records} of ${recordCount} records`;
}

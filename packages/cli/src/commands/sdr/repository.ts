/** What the commands of `sdr` and `sensor` begin with: the records, and the readings of their sensors. */
import {
  isSensorRecord,
  type ReadSensorsOptions,
  readSensorEvents,
  readSensors,
  type SdrEntry,
  type SdrRepository,
  type SensorEvents,
  type SensorPath,
  type SensorReading,
  type SensorRecord,
  type SensorsProgress,
  sensorCallOptions,
} from "@ruipmi/commands";
import type { CallOptions } from "@ruipmi/core/wire";
import { CommandFailure } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import type { Options } from "../../options/options.ts";
import { quote } from "../../options/values.ts";
import { shownName } from "../../output/sdr/record-name.ts";
import type { ShownRecord } from "../../output/sdr/record-text.ts";
import { repositoryWarnings } from "../../output/sdr/repository-warnings.ts";
import { cachedSdrRepository } from "../../sdr-cache/cached-sdr-repository.ts";
import type { CommandContext } from "../cli-command.ts";
import type { CliSession } from "../in-session.ts";

/** The records of the managed system. What was wrong with them is told on stderr. */
export async function readRepository(session: CliSession, context: CommandContext): Promise<SdrRepository> {
  const repository = await cachedSdrRepository(session, context);
  context.io.stderr.write(repositoryWarnings(repository));
  return repository;
}

/** Readings of sensors, in their order. */
export async function readAll(
  session: CliSession,
  { options }: CommandContext,
  records: readonly SensorRecord[],
  how: Pick<ReadSensorsOptions, "thresholds"> = {},
): Promise<readonly SensorReading[]> {
  return await session.run(readSensors(records, { ...recordsPath(options), ...how }), sensorsText);
}

/** Readings of those of the records that are sensors', with their events where wished, the others as they are. */
export async function readShown(
  session: CliSession,
  context: CommandContext,
  entries: readonly SdrEntry[],
  withEvents: boolean,
): Promise<readonly ShownRecord[]> {
  const sensors = entries.map(({ record }) => record).filter(isSensorRecord);
  const readings = new Map((await readAll(session, context, sensors)).map((each) => [each.record, each]));
  const shown: ShownRecord[] = [];
  for (const entry of entries) {
    const reading = isSensorRecord(entry.record) ? readings.get(entry.record) : undefined;
    if (reading === undefined) shown.push({ entry });
    else if (withEvents) shown.push({ entry, reading, events: await readEvents(session, context, reading.record) });
    else shown.push({ entry, reading });
  }
  return shown;
}

/** What a sensor says of its events. */
export async function readEvents(
  session: CliSession,
  { options }: CommandContext,
  record: SensorRecord,
): Promise<SensorEvents> {
  return await session.run(readSensorEvents(record, recordsPath(options)));
}

/** How one sensor's commands are sent. */
export function sensorPath(record: SensorRecord, options: Options): CallOptions {
  const path = sensorCallOptions(record, recordsPath(options));
  if (path === undefined)
    throw new CommandFailure("notSupported", "system software owns the sensor: no command reaches it");
  return path;
}

/** The controller that the records are read from is the one that `-t` names. */
function recordsPath({ bridge }: Options): SensorPath {
  return bridge === undefined ? {} : { controllerAddress: bridge.targetAddress, call: { bridge } };
}

/** What looking up names came to. */
export interface Named {
  /** The first record of each name that there is, in the order of the names. */
  readonly entries: readonly SdrEntry[];
  /** What to throw once those are shown; `undefined` where every name was found. */
  readonly failure: CommandFailure | undefined;
}

/** The records of these names. */
export function findNamed(entries: readonly SdrEntry[], names: readonly string[]): Named {
  const byName = new Map<string, SdrEntry>();
  for (const entry of entries) {
    const name = shownName(entry.record);
    if (name !== "" && !byName.has(name)) byName.set(name, entry);
  }
  const missing = names.filter((name) => !byName.has(name));
  const texts = missing.map((name) => `${quote(name)}${didYouMean(name, [...byName.keys()])}`);
  const failure =
    missing.length === 0
      ? undefined
      : new CommandFailure("notFound", `there is no sensor or device ${texts.join(", ")}`);
  return { entries: names.flatMap((name) => byName.get(name) ?? []), failure };
}

function sensorsText({ sensors, sensorCount }: SensorsProgress): string {
  return `${sensors} of ${sensorCount} sensors`;
}

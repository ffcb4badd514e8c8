import { isSensorRecord, type SensorReading } from "@ruipmi/commands";
import { CommandFailure, UsageError } from "../../errors.ts";
import { quote } from "../../options/values.ts";
import { recordsSchema } from "../../output/sdr/print-records.ts";
import { problemsDocument } from "../../output/sdr/problems-document.ts";
import { recordDocument } from "../../output/sdr/record-document.ts";
import { recordCsv, recordText, type ShownRecord } from "../../output/sdr/record-text.ts";
import { hasReading } from "../../output/sdr/sensor-number.ts";
import { sensorBlock } from "../../output/sensor/get-text.ts";
import { sensorTableCsv } from "../../output/sensor/list-text.ts";
import type { CliCommand, CommandContext } from "../cli-command.ts";
import { type CliSession, inSession } from "../in-session.ts";
import { findNamed, readAll, readEvents, readRepository } from "../sdr/repository.ts";

/** `sensor get`: all of some sensors, by name. */
export const sensorGet: CliCommand = {
  name: "sensor get",
  usage: "NAME…",
  summary: "all of a sensor: reading, thresholds, hysteresis, events",
  details: ["NAME is what sensor list shows first; quote one with blanks in it."],
  scope: "session",
  schema: recordsSchema,
  examples: ['sensor get "Inlet Temp"', "sensor get FAN1 FAN2"],
  prepare(args) {
    if (args.length === 0) throw new UsageError('sensor get needs a name, for example sensor get "Inlet Temp"');
    return inSession(async (session, context) => {
      const { entries, problems } = await readRepository(session, context);
      const found = findNamed(entries, args);
      const shown: ShownRecord[] = [];
      for (const entry of found.entries) shown.push(await read(session, context, entry));
      context.output.result(
        { records: shown.map(recordDocument), problems: problemsDocument(problems) },
        () => `${locating}${shown.map(blockOf).join("")}`,
        () => `${locating}${shown.map(csvOf).join("")}`,
      );
      throwFailures(shown, found.failure);
      return 0;
    });
  },
};

const locating = "Locating sensor record...\n";

async function read(session: CliSession, context: CommandContext, entry: ShownRecord["entry"]): Promise<ShownRecord> {
  if (!isSensorRecord(entry.record)) return { entry };
  const [reading] = await readAll(session, context, [entry.record], { thresholds: true });
  return { entry, reading: reading!, events: await readEvents(session, context, entry.record) };
}

function blockOf(shown: ShownRecord): string {
  return shown.reading === undefined ? recordText(shown, "verbose") : sensorBlock(shown.reading, shown.events);
}

function csvOf(shown: ShownRecord): string {
  return shown.reading === undefined ? recordCsv(shown, "verbose") : sensorTableCsv(shown.reading);
}

/** What was found is shown; what was not makes the command fail. */
function throwFailures(shown: readonly ShownRecord[], failure: CommandFailure | undefined): void {
  if (failure !== undefined) throw failure;
  const silent = shown.flatMap(({ reading }) => (reading === undefined || hasReading(reading) ? [] : [reading]));
  if (silent.length === 0) return;
  throw new CommandFailure("notDone", `no reading of ${silent.map(withState).join(", ")}`);
}

function withState({ name, state }: SensorReading): string {
  return `${quote(name)} (${stateWords[state]})`;
}

/** Why there is no reading, in words. */
export const stateWords: Readonly<Record<SensorReading["state"], string>> = {
  read: "its factors were refused",
  unavailable: "it says that it has none now",
  scanningDisabled: "it is switched off",
  absent: "there is no such sensor now",
  unreachable: "its owner does not answer",
  refused: "the managed system refuses",
  malformed: "its answer was none",
};

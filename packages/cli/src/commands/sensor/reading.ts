import { isSensorRecord, type SensorReading } from "@ruipmi/commands";
import { CommandFailure, UsageError } from "../../errors.ts";
import { quote } from "../../options/values.ts";
import { array, object } from "../../output/json-schema.ts";
import { problemsDocument, problemsSchema } from "../../output/sdr/problems-document.ts";
import { shownName } from "../../output/sdr/record-name.ts";
import { sensorDocument, sensorSchema } from "../../output/sdr/sensor-document.ts";
import { analogText, shortNumber } from "../../output/sdr/sensor-number.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";
import { findNamed, readAll, readRepository } from "../sdr/repository.ts";
import { stateWords } from "./get.ts";

/** `sensor reading`: the numbers of some sensors, by name. */
export const sensorReading: CliCommand = {
  name: "sensor reading",
  usage: "NAME…",
  summary: "the number that a sensor gives, without unit (Get Sensor Reading)",
  details: ["NAME is what sensor list shows first; quote one with blanks in it."],
  scope: "session",
  schema: object({ sensors: array(sensorSchema), problems: problemsSchema }),
  examples: ['sensor reading "Inlet Temp"', "sensor reading FAN1 FAN2"],
  prepare(args) {
    if (args.length === 0) throw new UsageError('sensor reading needs a name, for example sensor reading "Inlet Temp"');
    return inSession(async (session, context) => {
      const { entries, problems } = await readRepository(session, context);
      const found = findNamed(entries, args);
      const readings = await readAll(
        session,
        context,
        found.entries.map(({ record }) => record).filter(isSensorRecord),
      );
      context.output.result(
        { sensors: readings.map(sensorDocument), problems: problemsDocument(problems) },
        () => readings.map((each) => line(each, (name, value) => `${name.padEnd(16)} | ${value}\n`)).join(""),
        () => readings.map((each) => line(each, (name, value) => `${name},${value}\n`)).join(""),
      );
      if (found.failure !== undefined) throw found.failure;
      const numberless = readings.filter((each) => analogText(each) === undefined);
      if (numberless.length + found.entries.length - readings.length > 0)
        throw noNumber(found.entries.length, numberless);
      return 0;
    });
  },
};

function line(reading: SensorReading, form: (name: string, value: string) => string): string {
  const analog = analogText(reading);
  return analog === undefined ? "" : form(shownName(reading.record), shortNumber(analog.value, 3));
}

function noNumber(asked: number, readings: readonly SensorReading[]): CommandFailure {
  if (readings.length === 0)
    return new CommandFailure("notSupported", `not all of the ${asked} names are those of sensors`);
  const words = readings.map(({ name, state }) => {
    return `${quote(name)} (${state === "read" ? "it has states, no number" : stateWords[state]})`;
  });
  return new CommandFailure("notDone", `no number of ${words.join(", ")}`);
}

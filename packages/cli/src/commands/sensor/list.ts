import { isSensorRecord, type SensorEvents } from "@ruipmi/commands";
import { array, object } from "../../output/json-schema.ts";
import { problemsDocument, problemsSchema } from "../../output/sdr/problems-document.ts";
import { sensorDocument, sensorSchema } from "../../output/sdr/sensor-document.ts";
import { sensorBlock } from "../../output/sensor/get-text.ts";
import { sensorTableCsv, sensorTableLine } from "../../output/sensor/list-text.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";
import { readAll, readEvents, readRepository } from "../sdr/repository.ts";

/** `sensor list`: every sensor with reading and thresholds. */
export const sensorList: CliCommand = {
  name: "sensor list",
  usage: "",
  summary: "every sensor: reading, unit, status, thresholds (Get Sensor Reading, Get Sensor Thresholds)",
  details: [
    "Columns: name, reading, unit, status; lower non-recoverable, critical and",
    "non-critical threshold; upper non-critical, critical and non-recoverable.",
    "na is what the managed system does not say. -v shows all of each sensor.",
  ],
  scope: "session",
  schema: object({ sensors: array(sensorSchema), problems: problemsSchema }),
  examples: ["sensor list"],
  prepare(args) {
    requireNoArguments("sensor list", args);
    return inSession(async (session, context) => {
      const { entries, problems } = await readRepository(session, context);
      const records = entries.map(({ record }) => record).filter(isSensorRecord);
      const readings = await readAll(session, context, records, { thresholds: true });
      const events: (SensorEvents | undefined)[] = [];
      const isVerbose = context.options.verbosity > 0;
      for (const { record } of readings)
        events.push(isVerbose ? await readEvents(session, context, record) : undefined);
      context.output.result(
        { sensors: readings.map(sensorDocument), problems: problemsDocument(problems) },
        () =>
          readings
            .map((each, index) => (isVerbose ? sensorBlock(each, events[index]) : sensorTableLine(each)))
            .join(""),
        () => readings.map(sensorTableCsv).join(""),
      );
      return 0;
    });
  },
};

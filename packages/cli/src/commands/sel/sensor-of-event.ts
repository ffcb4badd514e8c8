import { type EventSensor, fruPlaces, isSensorRecord, readFruDevices } from "@ruipmi/commands";
import { locatorVerbose } from "../../output/sdr/locator-text.ts";
import { sensorBlock } from "../../output/sensor/get-text.ts";
import { sensorTableCsv } from "../../output/sensor/list-text.ts";
import type { CommandContext } from "../cli-command.ts";
import { placeText } from "../fru/print.ts";
import type { CliSession } from "../in-session.ts";
import { readAll, readEvents } from "../sdr/repository.ts";
import type { EventSensors } from "./event-sensors.ts";

/** The sensor of an event as it is now, and the FRU devices of its entity: what `sel get` prints after the record. */
export async function sensorAndFruText(
  session: CliSession,
  context: CommandContext,
  sensor: EventSensor,
  sensors: EventSensors,
): Promise<string> {
  return (await sensorText(session, context, sensor)) + (await fruText(session, context, sensor, sensors));
}

async function sensorText(session: CliSession, context: CommandContext, sensor: EventSensor): Promise<string> {
  if (!isSensorRecord(sensor)) return locatorVerbose(sensor);
  const [reading] = await readAll(session, context, [sensor], { thresholds: true });
  if (context.output.format === "csv") return sensorTableCsv(reading!);
  return sensorBlock(reading!, await readEvents(session, context, sensor));
}

async function fruText(
  session: CliSession,
  { options }: CommandContext,
  { entity }: EventSensor,
  { records }: EventSensors,
): Promise<string> {
  const locators = records.filter(
    (record) =>
      record.kind === "fruDeviceLocator" &&
      record.entity.entityId === entity.entityId &&
      record.entity.entityInstance === entity.entityInstance &&
      record.entity.isLogical === entity.isLogical,
  );
  if (locators.length === 0) return "";
  const places = fruPlaces(locators).filter(({ origin }) => origin === "locator");
  return (await session.run(readFruDevices(places))).map((each) => placeText(each, options)).join("");
}

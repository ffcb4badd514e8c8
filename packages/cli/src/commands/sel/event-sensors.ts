import { type EventSensor, findEventSensor, type LoggedEvent, type SdrRecord } from "@ruipmi/commands";
import { RefusalError } from "@ruipmi/core";
import type { CommandContext } from "../cli-command.ts";
import type { CliSession } from "../in-session.ts";
import { readRepository } from "../sdr/repository.ts";

/** The sensors that events can be named after. */
export interface EventSensors {
  /** All records, in the repository's order. */
  readonly records: readonly SdrRecord[];
  /** The record of the sensor that an event came from. */
  find(event: LoggedEvent): EventSensor | undefined;
}

/** The sensors of the managed system; none where it has no sensor data records, which is then said on stderr. */
export async function readEventSensors(session: CliSession, context: CommandContext): Promise<EventSensors> {
  const records = await readRecords(session, context);
  return { records, find: (event) => findEventSensor(records, event) };
}

async function readRecords(session: CliSession, context: CommandContext): Promise<readonly SdrRecord[]> {
  try {
    const { entries } = await readRepository(session, context);
    return entries.map(({ record }) => record);
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    const why = `there are no records of the sensors (${error.message})`;
    context.io.stderr.write(`ruipmi: warning: sensors are shown by their numbers: ${why}\n`);
    return [];
  }
}

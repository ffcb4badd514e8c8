import { type EventSensor, type PlatformEventMessage, platformEventMessage } from "@ruipmi/commands";
import { CommandFailure, UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { quote } from "../../options/values.ts";
import { array, object, optional, string } from "../../output/json-schema.ts";
import { shownName } from "../../output/sdr/record-name.ts";
import type { CliCommand, CommandContext, RunCommand } from "../cli-command.ts";
import { type CliSession, changing, inSession } from "../in-session.ts";
import { readRepository } from "../sdr/repository.ts";
import { sampleEvents } from "./samples.ts";
import { sensorEvent } from "./sensor-event.ts";
import { stateNames, statesText } from "./sensor-states.ts";
import { sentEventDocument, sentEventsSchema, sentEventText } from "./sent-events.ts";

/** `event`: sends an event as if a sensor had. */
export const event: CliCommand = {
  name: "event",
  usage: "1|2|3 | SENSOR [STATE|list] [assert|deassert]",
  summary: "send an event as if a sensor had (Platform Event Message)",
  details: [
    "1        a temperature above its upper critical threshold",
    "2        a voltage below its lower critical threshold",
    "3        memory: a correctable error",
    "SENSOR   a sensor's name, as sdr list shows it",
    "STATE    what has happened to it: one of its states, or of a sensor with",
    "         thresholds lnr, lcr, lnc, unc, ucr, unr; list shows them",
    "assert   the state begins, which is the default; deassert: it ends",
    "event file FILE sends the events of a file.",
  ],
  scope: "session",
  schema: object({
    sent: sentEventsSchema,
    states: optional(array(string(), "for list: the states the sensor has")),
  }),
  examples: [
    "event 1",
    'event "Inlet Temp" list',
    'event "Inlet Temp" ucr',
    'event "PSU1 Status" "Failure detected" deassert',
  ],
  words: [["1", "2", "3", "file"], [], ["assert", "deassert"]],
  prepare(args) {
    const [what, state, direction, surplus] = args;
    if (what === undefined) throw new UsageError("event needs 1, 2, 3, file FILE, or a sensor's name and a state");
    if (surplus !== undefined) throw new UsageError(`event takes no ${quote(surplus)} after the direction`);
    const sample = sampleEvents[what];
    if (sample !== undefined) {
      if (state !== undefined)
        throw new UsageError(`event ${what} takes no arguments, and ${quote(state)} is one too many`);
      return sendSample(sample.event, sample.text);
    }
    const asserted = parseDirection(direction);
    return inSession((session, context) => sensorCommand(session, context, { name: what, state, asserted }));
  },
};

interface SensorArguments {
  readonly name: string;
  readonly state: string | undefined;
  readonly asserted: boolean;
}

function parseDirection(direction: string | undefined): boolean {
  if (direction === undefined || direction === "assert") return true;
  if (direction === "deassert") return false;
  const advice = `${quote(direction)}${didYouMean(direction, ["assert", "deassert"])}`;
  throw new UsageError(`the direction is assert or deassert, not ${advice}`);
}

function sendSample(message: PlatformEventMessage, text: string): RunCommand {
  return inSession((session, context) => send(session, context, message, `${text}\n`));
}

/** Sends an event. It is shown before anybody knows how that ends, as ipmitool shows it. */
async function send(
  session: CliSession,
  context: CommandContext,
  message: PlatformEventMessage,
  heading = "",
): Promise<number> {
  say(context, `${heading}${sentEventText(message, context)}`);
  await changing(session.request(platformEventMessage, message));
  context.output.result(
    { sent: [sentEventDocument(message)] },
    () => "",
    () => "",
  );
  return 0;
}

/** Prints a line of what is going on; JSON has the result only. */
function say({ output, io }: CommandContext, text: string): void {
  if (output.format !== "json") io.stdout.write(text);
}

async function sensorCommand(
  session: CliSession,
  context: CommandContext,
  { name, state, asserted }: SensorArguments,
): Promise<number> {
  const sensor = await findSensor(session, context, name);
  if (state === undefined || state.toLowerCase() === "list") {
    const document = { sent: [], states: stateNames(sensor) };
    context.output.result(
      document,
      () => statesText(sensor),
      () => statesText(sensor),
    );
    return 0;
  }
  return await send(session, context, await sensorEvent(session, context, sensor, state, asserted));
}

async function findSensor(session: CliSession, context: CommandContext, name: string): Promise<EventSensor> {
  const { entries } = await readRepository(session, context);
  const sensors = entries.flatMap(({ record }) => {
    return record.kind === "fullSensor" || record.kind === "compactSensor" || record.kind === "eventOnly"
      ? [record]
      : [];
  });
  const sensor = sensors.find((record) => shownName(record) === name);
  say(context, `Finding sensor ${name}... ${sensor === undefined ? "not found!" : "ok"}\n`);
  if (sensor !== undefined) return sensor;
  const advice = didYouMean(name, sensors.map(shownName));
  throw new CommandFailure("notFound", `there is no sensor ${quote(name)}${advice}`);
}

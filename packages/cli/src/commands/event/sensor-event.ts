import {
  type EventSensor,
  getSensorHysteresis,
  getSensorThresholds,
  type PlatformEventMessage,
  type SensorRecord,
  thresholdEventOffset,
  thresholdEventType,
} from "@ruipmi/commands";
import { RefusalError } from "@ruipmi/core";
import { CommandFailure } from "../../errors.ts";
import { quote } from "../../options/values.ts";
import { shownName } from "../../output/sdr/record-name.ts";
import type { CommandContext } from "../cli-command.ts";
import type { CliSession } from "../in-session.ts";
import { sensorPath } from "../sdr/repository.ts";
import { stateOffset, thresholdNamed } from "./sensor-states.ts";

/** The event that a sensor would send if this state began, or ended. */
export async function sensorEvent(
  session: CliSession,
  context: CommandContext,
  sensor: EventSensor,
  state: string,
  asserted: boolean,
): Promise<PlatformEventMessage> {
  const { eventReadingType: eventType, sensorType, sensorNumber } = sensor;
  const base = { eventMessageRevision: 4, sensorType, sensorNumber, asserted, eventType };
  if (eventType !== thresholdEventType) {
    return { ...base, eventData: Uint8Array.of(stateOffset(sensor, state), 0xff, 0xff) };
  }
  if (sensor.kind === "eventOnly") throw new CommandFailure("badData", `${quote(shownName(sensor))} has no thresholds`);
  return { ...base, eventData: await crossingData(session, context, sensor, state, asserted) };
}

/** Trigger reading in byte 2, trigger threshold in byte 3 (IPMI v2.0 table 29-6). */
const bothSpecified = 0x50;

async function crossingData(
  session: CliSession,
  { options }: CommandContext,
  sensor: SensorRecord,
  state: string,
  asserted: boolean,
): Promise<Uint8Array> {
  const name = thresholdNamed(state);
  const { sensorNumber } = sensor;
  const path = sensorPath(sensor, options);
  const { thresholds } = await session.request(getSensorThresholds, { sensorNumber }, path);
  const threshold = thresholds[name];
  if (threshold === undefined) {
    throw new CommandFailure("notFound", `${quote(shownName(sensor))} has no threshold ${quote(state)}`);
  }
  // An upper threshold is crossed upwards when its event begins, and downwards when it ends.
  const goesHigh = name.startsWith("upper") === asserted;
  const distance = Math.max(await hysteresisOf(session, sensor, goesHigh, path), 1);
  const reading = goesHigh ? Math.min(threshold + distance, 0xff) : Math.max(threshold - distance, 0);
  return Uint8Array.of(bothSpecified | thresholdEventOffset(name, goesHigh), reading, threshold);
}

async function hysteresisOf(
  session: CliSession,
  { sensorNumber }: SensorRecord,
  goesHigh: boolean,
  path: ReturnType<typeof sensorPath>,
): Promise<number> {
  try {
    const hysteresis = await session.request(getSensorHysteresis, { sensorNumber }, path);
    return goesHigh ? hysteresis.positiveHysteresis : hysteresis.negativeHysteresis;
  } catch (error) {
    if (error instanceof RefusalError) return 0;
    throw error;
  }
}

/** The states that `event SENSOR STATE` can name, and the event data that goes with each. */
import { type EventSensor, stateTexts, type ThresholdName, thresholdEventType } from "@ruipmi/commands";
import { CommandFailure } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { quote } from "../../options/values.ts";

/** The thresholds by their words, in the order in which ipmitool lists them. */
const thresholdStates: readonly (readonly [word: string, text: string, name: ThresholdName])[] = [
  ["lnr", "Lower Non-Recoverable ", "lowerNonRecoverable"],
  ["lcr", "Lower Critical", "lowerCritical"],
  ["lnc", "Lower Non-Critical", "lowerNonCritical"],
  ["unc", "Upper Non-Critical", "upperNonCritical"],
  ["ucr", "Upper Critical", "upperCritical"],
  ["unr", "Upper Non-Recoverable", "upperNonRecoverable"],
];

/** Words for the two states of a sensor that has two: the second state, the first. */
const shortcuts: readonly (readonly [on: string, off: string])[] = [
  ["present", "absent"],
  ["assert", "deassert"],
  ["limit", "nolimit"],
  ["fail", "nofail"],
  ["yes", "no"],
  ["on", "off"],
  ["up", "down"],
];

/** Event/reading types with two states (IPMI v2.0 table 42-2). */
const twoStates: ReadonlySet<number> = new Set([0x03, 0x04, 0x05, 0x06, 0x08, 0x09]);

/** What a sensor's states are called on the command line. */
export function stateNames({ eventReadingType, sensorType }: EventSensor): readonly string[] {
  if (eventReadingType === thresholdEventType) return thresholdStates.map(([word]) => word);
  return stateTexts(eventReadingType, sensorType).filter((text) => text !== undefined);
}

/** The list of a sensor's states. */
export function statesText(sensor: EventSensor): string {
  const { eventReadingType } = sensor;
  if (eventReadingType === thresholdEventType) {
    return `Sensor States:\n${thresholdStates.map(([word, name]) => `  ${word} : ${name}\n`).join("")}`;
  }
  const states = stateNames(sensor);
  const list = states.length === 0 ? "" : `Sensor States: \n  ${states.join("\n  ")}`;
  return `${list}\n${twoStates.has(eventReadingType) ? shortcutsText : ""}`;
}

const shortcutsText = `Sensor State Shortcuts:\n${shortcuts
  .map(([on, off]) => `  ${on.padEnd(9)}  ${off.padEnd(9)}\n`)
  .join("")}`;

/** The threshold of that word. Throws `CommandFailure` for another. */
export function thresholdNamed(state: string): ThresholdName {
  const words = thresholdStates.map(([word]) => word);
  const threshold = thresholdStates.find(([word]) => word === state.toLowerCase());
  if (threshold !== undefined) return threshold[2];
  const advice = `${quote(state)}${didYouMean(state, words)}`;
  throw new CommandFailure("notFound", `a threshold is one of ${words.join(", ")}, not ${advice}`);
}

/** The offset of the state of that name. Throws `CommandFailure` where the sensor has none. */
export function stateOffset(sensor: EventSensor, state: string): number {
  const { eventReadingType, sensorType } = sensor;
  const wanted = state.trim().toLowerCase();
  if (twoStates.has(eventReadingType)) {
    if (shortcuts.some(([on]) => on === wanted)) return 1;
    if (shortcuts.some(([, off]) => off === wanted)) return 0;
  }
  const texts = stateTexts(eventReadingType, sensorType);
  const offset = texts.findIndex((text) => text?.toLowerCase().trim() === wanted);
  if (offset >= 0) return offset;
  const advice = `${quote(state)}${didYouMean(state, stateNames(sensor))}; list shows those it has`;
  throw new CommandFailure("notFound", `the sensor has no state ${advice}`);
}

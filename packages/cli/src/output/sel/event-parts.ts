import {
  describeEvent,
  type EventSensor,
  eventDataOf,
  eventSensorName,
  eventStateText,
  type LoggedEvent,
  sensorTypeName,
} from "@ruipmi/commands";
import { fixed } from "../fixed.ts";
import { hexByte } from "../hex.ts";
import { shownText } from "../shown-text.ts";

/** The columns of an event, after its time: sensor, state, direction, and where there is more to say, that. */
export function eventColumns(event: LoggedEvent, sensor?: EventSensor): readonly string[] {
  const more = valuesText(event, sensor) ?? memoryText(event);
  return [
    sensorText(event, sensor),
    eventStateText(event) ?? "",
    event.asserted ? "Asserted" : "Deasserted",
    ...(more === undefined ? [] : [more]),
  ];
}

function sensorText({ sensorType, sensorNumber }: LoggedEvent, sensor: EventSensor | undefined): string {
  const type = sensorTypeName(sensorType);
  if (sensor !== undefined) return `${type} ${shownText(eventSensorName(sensor, sensorNumber))}`;
  return sensorNumber === 0 ? type : `${type} #0x${hexByte(sensorNumber)}`;
}

/** `Reading 39 > Threshold 38 degrees C`: an even offset is "going low", and where an event ends it is the other way. */
function valuesText(event: LoggedEvent, sensor: EventSensor | undefined): string | undefined {
  const { reading, threshold } = describeEvent(event, sensor);
  if (reading === undefined) return undefined;
  const text = `Reading ${wholeOrHundredths(reading.value)}`;
  if (threshold === undefined) return text;
  const goesHigh = eventDataOf(event.eventData).offset % 2 === 1;
  const sign = goesHigh === event.asserted ? ">" : "<";
  return `${text} ${sign} Threshold ${wholeOrHundredths(threshold.value)} ${threshold.unit}`;
}

/** C's float, which ipmitool keeps readings in, has seven digits. */
function wholeOrHundredths(value: number): string {
  const single = Math.fround(value);
  return fixed(single, Number.isInteger(single) ? 0 : 2);
}

/** Where some machines say which memory module it was: memory, no sensor number, an OEM's code in event data 3. */
export function memoryText({ eventType, sensorType, sensorNumber, eventData }: LoggedEvent): string | undefined {
  const { use3, data3 } = eventDataOf(eventData);
  if (eventType !== 0x6f || sensorType !== 0x0c || sensorNumber !== 0 || use3 !== 2) return undefined;
  return `CPU ${data3 & 0x0f} DIMM ${data3 >>> 4}`;
}

/** Files of events, a line each: what `sel save` writes, and `event file` and `sel add` read; ipmitool's format. */
import {
  asSystemEvent,
  eventStateText,
  type PlatformEventMessage,
  type SelRecord,
  selRecordType,
  sensorTypeName,
} from "@ruipmi/commands";
import { CommandFailure } from "../../errors.ts";
import { quote } from "../../options/values.ts";
import { hex, hexByte } from "../hex.ts";

/** The line of a record: seven bytes and a comment. An OEM's record is no event and becomes a comment. */
export function eventFileLine(record: SelRecord): string {
  const event = asSystemEvent(record);
  if (event === undefined) return `# OEM record ${hexByte(selRecordType(record))} ${oemData(record)}\n`;
  const { eventMessageRevision, sensorType, sensorNumber, asserted, eventType, eventData } = event;
  const bytes = [eventMessageRevision, sensorType, sensorNumber, eventType | (asserted ? 0 : 0x80), ...eventData];
  const number = `#0x${hexByte(sensorNumber)}`;
  const comment = `${sensorTypeName(sensorType)} ${number} ${eventStateText(event) ?? "Unknown"}`;
  return `${bytes.map((byte) => `0x${hexByte(byte)}`).join(" ")} # ${comment}\n`;
}

/**
 * The events of a file. Blank lines and what comes after `#` do not count, nor does what follows the seventh byte.
 *
 * @throws `CommandFailure` for a line that is no event: then none of the file's events is to be sent
 */
export function parseEventFile(text: string, file: string): readonly PlatformEventMessage[] {
  return text.split("\n").flatMap((line, index) => {
    const words = line.replace(/#.*$/s, "").trim().split(/\s+/).slice(0, 7);
    if (words[0] === "") return [];
    const bytes = words.map(byteOf);
    if (bytes.length < 7 || bytes.includes(undefined)) {
      throw new CommandFailure(
        "badData",
        `line ${index + 1} of ${quote(file)} is no event: it takes seven bytes, such as 0x04 0x01 0x30 0x01 0x09 0xff 0xff`,
      );
    }
    return [eventOf(bytes as number[])];
  });
}

function eventOf(bytes: readonly number[]): PlatformEventMessage {
  const [eventMessageRevision = 0, sensorType = 0, sensorNumber = 0, type = 0, ...eventData] = bytes;
  return {
    eventMessageRevision,
    sensorType,
    sensorNumber,
    asserted: (type & 0x80) === 0,
    eventType: type & 0x7f,
    eventData: Uint8Array.from(eventData),
  };
}

/** As C reads numbers: 0x hex, octal with a leading zero, else decimal. */
function byteOf(word: string): number | undefined {
  if (/^0[0-7]+$/.test(word)) return inByte(Number.parseInt(word, 8));
  return /^(0[xX][0-9a-fA-F]+|[0-9]+)$/.test(word) ? inByte(Number(word)) : undefined;
}

function inByte(value: number): number | undefined {
  return value <= 0xff ? value : undefined;
}

function oemData(record: SelRecord): string {
  if (record.kind === "systemEvent") return "";
  if (record.kind === "oem") return hex(record.data);
  return `${record.manufacturerId.toString(16).padStart(6, "0")} ${hex(record.data)}`;
}

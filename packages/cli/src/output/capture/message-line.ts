import type { EndedSession, ExplainedCommand, ExplainedMessage } from "@ruipmi/capture";
import { wrap } from "../../wrap.ts";
import { hex } from "../hex.ts";
import { stateText, usernameText } from "./session-line.ts";
import { durationText, isoTime } from "./time-text.ts";

/** How a message is printed. */
export interface MessageLineOptions {
  /** Whether the bytes are printed too. */
  readonly showsData: boolean;
  /** Whether it is said of each code whether it is right. */
  readonly verify: boolean;
  /** Whether there is a code at all. */
  readonly carriesCode: boolean;
}

/** A datagram in words: a line, and its fields on lines of their own below it. */
export function messageLine(message: ExplainedMessage, options: MessageLineOptions): string {
  const { number, time, session, from, name, bridged } = message;
  const head = [
    String(number).padStart(6),
    time === undefined ? "-" : isoTime(time),
    session === undefined ? "  " : `#${session}`,
    from === "remoteConsole" ? ">" : "<",
    bridged === undefined ? name : `${name}: ${bridged.name}`,
  ].join(" ");
  const remarks = remarksOf(message, options);
  const more = [
    ...detailLines(message, options),
    ...(bridged === undefined ? [] : detailLines(bridged, options)),
    ...(message.text === undefined ? [] : [`text ${textLiteral(message.text)}`]),
  ];
  return [
    `${head}${remarks.length === 0 ? "" : ` (${remarks.join("; ")})`}`,
    ...more.flatMap((text) => wrap(text, 100)).map((line) => `         ${line}`),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

/** What is said where a session ends: what became of it, and what nothing answered. */
export function sessionEndLine({ session, unanswered }: EndedSession): string {
  const packets = unanswered.map(({ number }) => number);
  const lost = packets.length === 0 ? "" : `; nothing answered ${packets.length === 1 ? "packet" : "packets"} `;
  return `     # session ${session.number}: ${stateText(session)}${lost}${packets.join(", ")}\n`;
}

function remarksOf(
  message: ExplainedMessage,
  { showsData, verify, carriesCode }: MessageLineOptions,
): readonly string[] {
  const { gap, completionCode, completionCodeName, bridged, authCodeValid, decrypted, answers } = message;
  const remarks: (string | undefined | false)[] = [
    refusal(completionCode, completionCodeName),
    refusal(bridged?.completionCode, bridged?.completionCodeName),
    // For an answer the round trip says more.
    gap !== undefined &&
      answers?.roundTrip === undefined &&
      (showsData || gap >= longGap) &&
      `${durationText(gap)} after the one before`,
    answers?.roundTrip !== undefined && `after ${durationText(answers.roundTrip)}`,
    answers !== undefined && answers.retries > 0 && `asked ${answers.retries + 1} times`,
    message.duplicateOf !== undefined && `captured twice: the same as packet ${message.duplicateOf}`,
    message.retransmissionOf !== undefined && `sent again: packet ${message.retransmissionOf}`,
    message.answersNothing === true && "answers nothing in the capture",
    decrypted === undefined && carriesCode && "encrypted",
    authCodeValid === false && "WRONG CODE",
    verify && authCodeValid === true && "code right",
    verify && authCodeValid === undefined && carriesCode && "code not verified",
    message.problem,
    bridged?.problem,
  ];
  return remarks.filter((remark) => typeof remark === "string");
}

/** Nanoseconds of silence that are worth a word: 1 s. */
const longGap = 1_000_000_000n;

function refusal(code: number | undefined, name: string | undefined): string | undefined {
  return code === undefined || code === 0
    ? undefined
    : `${hex(Uint8Array.of(code)).toUpperCase()}h ${name ?? ""}`.trim();
}

function detailLines(
  { fields, data }: Pick<Partial<ExplainedCommand>, "fields" | "data">,
  { showsData }: MessageLineOptions,
): readonly string[] {
  const text = fieldsText(fields);
  const isShown = data !== undefined && data.length > 0 && (showsData || text === "");
  return [...(text === "" ? [] : [text]), ...(isShown ? [`data ${hex(data)}`] : [])];
}

/** `deviceId 32, deviceRevision 1`: all fields, those within others in braces. */
function fieldsText(fields: unknown): string {
  if (typeof fields !== "object" || fields === null) return fields === undefined ? "" : valueText(fields);
  return entriesText(fields);
}

function entriesText(fields: object): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => (value === true ? key : `${key} ${namedText(key, value)}`))
    .join(", ");
}

/** Names of users are bytes to the protocol, and words to people. */
function namedText(key: string, value: unknown): string {
  return key === "username" && value instanceof Uint8Array ? usernameText(withoutFill(value)) : valueText(value);
}

/** Where a name has a fixed length, zeros fill it up. */
function withoutFill(name: Uint8Array): Uint8Array {
  const end = name.indexOf(0);
  return end === -1 ? name : name.subarray(0, end);
}

function valueText(value: unknown): string {
  if (value instanceof Uint8Array) return value.length === 0 ? "none" : hex(value);
  if (Array.isArray(value)) return `[${value.map(valueText).join(", ")}]`;
  if (typeof value === "object" && value !== null) return `{${entriesText(value)}}`;
  return typeof value === "string" ? textLiteral(value) : String(value);
}

/** In quotes, with everything escaped that a terminal would obey. */
function textLiteral(text: string): string {
  return JSON.stringify(text).replace(/[\x7f-\x9f]/g, (character) => `\\x${character.charCodeAt(0).toString(16)}`);
}

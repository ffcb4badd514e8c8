import { type CapturedDatagram, type ExplainedMessage, endpointText } from "@ruipmi/capture";
import {
  array,
  boolean,
  byte,
  dateTime,
  type Fields,
  hexBytes,
  integer,
  type JsonSchema,
  literal,
  nullable,
  object,
  oneOf,
  optional,
  quantity,
  string,
  words,
} from "../json-schema.ts";
import { isoTime, milliseconds } from "./time-text.ts";

/** A datagram as `capture show --json` prints it: what nobody knows is left out, but for time and session. */
export interface MessageDocument extends Omit<ExplainedMessage, "time" | "session" | "gap" | "answers"> {
  readonly time: string | null;
  readonly session: number | null;
  readonly source: string;
  readonly destination: string;
  readonly gap?: ReturnType<typeof milliseconds>;
  readonly answers?: {
    readonly number: number;
    readonly roundTrip: ReturnType<typeof milliseconds> | null;
    readonly retries: number;
  };
}

/** A datagram, explained, for JSON. */
export function messageDocument(message: ExplainedMessage, { source, destination }: CapturedDatagram): MessageDocument {
  const { number, time, session, from, gap, answers, ...contents } = message;
  return {
    number,
    time: time === undefined ? null : isoTime(time),
    session: session ?? null,
    from,
    source: endpointText(source),
    destination: endpointText(destination),
    ...(gap === undefined ? {} : { gap: milliseconds(gap) }),
    ...contents,
    ...(answers === undefined
      ? {}
      : {
          answers: {
            number: answers.number,
            roundTrip: answers.roundTrip === undefined ? null : milliseconds(answers.roundTrip),
            retries: answers.retries,
          },
        }),
  };
}

const commandFields: Fields = {
  netFn: optional(integer("network function: even in a request, odd in a response", 0, 63)),
  cmd: optional(byte("command number")),
  completionCode: optional(byte("in a response")),
  completionCodeName: optional(string("that by name")),
  data: optional(hexBytes("request data, or response data behind the completion code")),
  fields: optional(oneOf([object({}), array(string())], "the data's fields, as the catalogue decodes them")),
  problem: optional(string("what could not be read, and why")),
};

/** The schema of {@link MessageDocument}. */
export const messageSchema: JsonSchema = object({
  number: integer("the packet in the file, from 1", 1),
  time: nullable(dateTime("when it was captured; null where the file does not say")),
  session: nullable(integer("as capture list numbers them; null outside of one", 1)),
  from: words(["remoteConsole", "managedSystem"]),
  source: string("address and port"),
  destination: string("address and port"),
  gap: optional(quantity("ms", "since the packet before it between the same two addresses and ports")),
  name: string("the specification's name of the message or command"),
  ...commandFields,
  fields: optional({ description: "the contents' fields, as the catalogue decodes them" }),
  decrypted: optional(boolean("true: was encrypted and is shown, false: was plain; absent where it could not be read")),
  authCodeValid: optional(boolean("whether its AuthCode, or handshake code, is right; absent where nobody knows")),
  sessionSequenceNumber: optional(integer(undefined, 0, 0xffff_ffff)),
  bridged: optional(
    object(
      {
        name: string("of the command"),
        ...commandFields,
        fields: optional({ description: "as the catalogue decodes them" }),
      },
      "the message inside a Send Message, or inside its answer",
    ),
  ),
  text: optional(string("characters of a console; those that are none as \\xNN")),
  answers: optional(
    object({
      number: integer("the packet that first carried the request", 1),
      roundTrip: nullable(quantity("ms", "from when it was sent last")),
      retries: integer("how often it had been sent again", 0),
    }),
  ),
  answersNothing: optional(literal(true, "a response to no request that the capture has")),
  duplicateOf: optional(integer("the packet that held the same bytes", 1)),
  retransmissionOf: optional(integer("the packet that carried the same message before", 1)),
});

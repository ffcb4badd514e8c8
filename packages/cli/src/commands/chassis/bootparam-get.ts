import {
  type GetSystemBootOptionsRequest,
  type GetSystemBootOptionsResponse,
  getSystemBootOptions,
} from "@ruipmi/commands";
import { type Codec, type Command, decodeFromBytes } from "@ruipmi/core/wire";
import { UsageError } from "../../errors.ts";
import { parseWhole, quote } from "../../options/values.ts";
import { bootOptionDocument, bootOptionSchema, bootOptionText } from "../../output/chassis/boot-option-text.ts";
import type { CliCommand } from "../cli-command.ts";
import { type CliSession, inSession } from "../in-session.ts";

/** `chassis bootparam get`: a boot option as it is. */
export const chassisBootparamGet: CliCommand = {
  name: "chassis bootparam get",
  usage: "NUMBER [SET]",
  summary: "a boot option by its number (Get System Boot Options)",
  details: [
    "0  set in progress                  4  who has handled the boot info",
    "1  service partition                5  boot flags",
    "2  service partition scan           6  who started the boot",
    "3  when boot flags stay valid       7  boot initiator mailbox, SET is the block",
  ],
  scope: "session",
  schema: bootOptionSchema,
  examples: ["chassis bootparam get 5", "chassis bootparam get 0", "chassis bootparam get 7 1"],
  words: [["0", "1", "2", "3", "4", "5", "6", "7"]],
  prepare(args) {
    const [number, set = "0", surplus] = args;
    if (number === undefined)
      throw new UsageError("chassis bootparam get needs the number of a boot option, 5 for one");
    if (surplus !== undefined)
      throw new UsageError(`chassis bootparam get takes two arguments, and ${quote(surplus)} is one too many`);
    const request: GetSystemBootOptionsRequest = {
      parameterSelector: parseWhole("the number of a boot option", number, 0, 127),
      setSelector: parseWhole("SET", set, 0, 255),
      blockSelector: 0,
    };
    return inSession(async (session, { options, output }) => {
      const { bytes, response } = await readBootOption(session, request);
      output.result(bootOptionDocument(bytes, response), () =>
        bootOptionText(bytes, response, { utc: options.utc, asText: false }),
      );
      return 0;
    });
  },
};

/** A boot option, and its bytes, which are shown as they are, reserved bits and all. */
export async function readBootOption(
  session: CliSession,
  request: GetSystemBootOptionsRequest,
): Promise<{ readonly bytes: Uint8Array; readonly response: GetSystemBootOptionsResponse }> {
  const bytes = await session.request(undecoded, request);
  const name = "Get System Boot Options response";
  return { bytes, response: decodeFromBytes(getSystemBootOptions.response, bytes, name, request) };
}

const asTheyAre: Codec<Uint8Array, unknown> = {
  encode: (bytes, writer) => void writer.bytes(bytes),
  decode: (reader) => reader.rest(),
};
const undecoded: Command<GetSystemBootOptionsRequest, Uint8Array> = { ...getSystemBootOptions, response: asTheyAre };

import type { RawResponse } from "@ruipmi/client";
import { commandName, findCommand } from "@ruipmi/commands";
import { RefusalError } from "@ruipmi/core";
import { completionCodeName, NetFn, sendMessage } from "@ruipmi/core/wire";
import { ExitCode, UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { parseWhole, quote } from "../../options/values.ts";
import { hexByte, hexLines } from "../../output/hex.ts";
import { byte, hexBytes, object } from "../../output/json-schema.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

/** `raw`: any command, by its numbers. */
export const raw: CliCommand = {
  name: "raw",
  usage: "NETFN CMD [BYTES…]",
  summary: "any command, by its numbers",
  details: [
    "Numbers in decimal or 0x hex. NETFN is that of a request (even), or one of",
    "chassis, bridge, sensor (or event), app, firmware, storage, transport.",
    "Prints the response without its completion code. With --json the document",
    "has completionCode as a number and data as hex; a completion code other",
    "than 0 is a result there, and the exit code is 1.",
  ],
  scope: "session",
  schema: object({
    completionCode: byte("0 where the command was carried out"),
    data: hexBytes("the response without its completion code"),
  }),
  examples: ["raw 6 1", "raw chassis 0x01"],
  words: [["chassis", "bridge", "sensor", "event", "app", "firmware", "storage", "transport"]],
  prepare(args) {
    const request = parseRawRequest(args);
    const { netFn, cmd, data } = request;
    return inSession(async (session, { options, output }) => {
      // Nobody but the caller knows whether this command changes something.
      const response = await changing(session.raw(netFn, cmd, data));
      const { completionCode, data: answer } = response;
      // In JSON a refusal is a document like any other answer: it is what the command was asked to fetch.
      if (completionCode !== 0 && !options.json) throw refusal(request, response);
      output.result({ completionCode, data: answer }, () => hexLines(answer));
      return completionCode === 0 ? 0 : ExitCode.failure;
    });
  },
};

/** The arguments of `raw`. */
export interface RawRequest {
  /** Even, 0 to 62. */
  readonly netFn: number;
  /** 0 to 255. */
  readonly cmd: number;
  /** Request data. */
  readonly data: Uint8Array;
}

/** Understands `NETFN CMD [BYTES…]`. */
function parseRawRequest(args: readonly string[]): RawRequest {
  const [netFn, cmd, ...bytes] = args;
  if (netFn === undefined || cmd === undefined) {
    throw new UsageError(
      "raw needs a network function and a command: raw NETFN CMD [BYTES…], for example raw app 0x01",
    );
  }
  return {
    netFn: parseNetFn(netFn),
    cmd: parseWhole("CMD", cmd, 0, 255),
    data: Uint8Array.from(bytes, (byte, index) => parseWhole(`byte ${index + 1}`, byte, 0, 255)),
  };
}

function refusal({ netFn, cmd, data }: RawRequest, { completionCode, refusedByBridge }: RawResponse): RefusalError {
  // Of network function 2Ch the first byte is the group, without which the number says nothing.
  const command = refusedByBridge ? sendMessage : findCommand(netFn, cmd, data[0]);
  const meaning = completionCodeName(completionCode, command?.completionCodes);
  const name = command?.name ?? commandName(netFn, cmd, data[0]);
  const message = `${name} refused: ${meaning} (completion code 0x${hexByte(completionCode)})`;
  return new RefusalError("completionCode", message, { completionCode });
}

const netFnNames: Readonly<Record<string, number>> = {
  chassis: NetFn.chassis,
  bridge: NetFn.bridge,
  sensor: NetFn.sensorEvent,
  event: NetFn.sensorEvent,
  app: NetFn.app,
  firmware: NetFn.firmware,
  storage: NetFn.storage,
  transport: NetFn.transport,
};

function parseNetFn(text: string): number {
  if (/^[0-9]/.test(text)) {
    const netFn = parseWhole("NETFN", text, 0, 0x3f);
    if (netFn % 2 === 0) return netFn;
    throw new UsageError(`NETFN ${quote(text)} is odd, which responses are: a request's is even, here ${netFn - 1}`);
  }
  const names = Object.keys(netFnNames);
  const name = names.find((known) => known === text.toLowerCase());
  if (name !== undefined) return netFnNames[name]!;
  throw new UsageError(`NETFN is a number or one of ${names.join(", ")}, not ${quote(text)}${didYouMean(text, names)}`);
}

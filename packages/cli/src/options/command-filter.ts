import { commandCatalogue, commandName } from "@ruipmi/commands";
import { PayloadType, payloadTypeName } from "@ruipmi/core/wire";
import { UsageError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { quote } from "./values.ts";

/** Which messages are meant: those of a command by its numbers, or those of a name. */
export type CommandFilter =
  | { readonly netFn: number; readonly cmd: number }
  /** In small letters. */
  | { readonly name: string };

/** Understands `0x06/0x01`, `6/1`, `Get Device ID`, in any case; names of handshake messages too. */
export function parseCommandFilter(text: string): CommandFilter {
  const numbers = /^(0x[0-9a-f]{1,2}|[0-9]{1,3})\/(0x[0-9a-f]{1,2}|[0-9]{1,3})$/i.exec(text);
  const [netFn, cmd] = [Number(numbers?.[1]), Number(numbers?.[2])];
  // A response has the number of its request and 1 more (IPMI v2.0 §5.1).
  if (netFn <= 0x3f && cmd <= 0xff) return { netFn: netFn & 0x3e, cmd };
  const name = names.find((known) => known.toLowerCase() === text.toLowerCase());
  if (name !== undefined) return { name: name.toLowerCase() };
  const usage = "--command takes NETFN/CMD, for example 0x06/0x01, or a name, for example 'Get Device ID'";
  throw new UsageError(`${usage}, not ${quote(text)}${didYouMean(text, names)}`);
}

const names: readonly string[] = [
  ...new Set([
    ...commandCatalogue.map(({ netFn, cmd, name }) => name ?? commandName(netFn, cmd)),
    ...Object.values(PayloadType).map(payloadTypeName),
    "ASF Presence Ping",
    "ASF Presence Pong",
  ]),
];

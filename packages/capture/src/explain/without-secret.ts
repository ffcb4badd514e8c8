import { secretAt } from "@ruipmi/bmc";
import { sendMessage } from "@ruipmi/core/wire";
import type { ExplainedCommand } from "./explained-message.ts";

/** The fields that hold a password or a key, and of a Send Message all that it carries. */
const secretFields: ReadonlySet<string> = new Set(["password", "key", "message"]);

/** A message without the password or the BMC key that it sets or tells: what is printed ends up in logs and bug reports. */
export function withoutSecret<T extends ExplainedCommand>(command: T): T {
  const { netFn, cmd, data, fields } = command;
  const length = lengthShown(netFn, cmd, data);
  if (length === undefined) return command;
  const shown = data.subarray(0, length);
  if (typeof fields !== "object" || fields === null) return { ...command, data: shown };
  const others = Object.entries(fields).filter(([key]) => !secretFields.has(key));
  return { ...command, data: shown, fields: Object.fromEntries(others) };
}

/**
 * How many bytes of a message's data may be shown; `undefined` for all. What is inside a Send Message (IPMI v2.0 §22.7),
 * or inside its answer, is looked at however deep it is, and whether or not its checksums are right.
 */
function lengthShown(netFn: number, cmd: number, data: Uint8Array): number | undefined {
  const isResponse = (netFn & 1) === 1;
  const inner = isResponse ? 0 : 1; // the channel comes first in a request
  const innerData = inner + (isResponse ? 7 : 6); // address, netFn, checksum, address, rqSeq, command, completion code
  for (let [at, innerNetFn, innerCmd] = [0, netFn, cmd]; ; ) {
    const secret = secretAt((innerNetFn & 0x3e) | (isResponse ? 1 : 0), innerCmd);
    if (secret !== undefined) return at + secret;
    const isSendMessage = (innerNetFn & 0x3e) === sendMessage.netFn && innerCmd === sendMessage.cmd;
    if (!isSendMessage || at + innerData > data.length) return undefined;
    innerNetFn = data[at + inner + 1]! >>> 2;
    innerCmd = data[at + inner + 5]!;
    at += innerData;
  }
}

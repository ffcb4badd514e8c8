import type { BmcEvent } from "@ruipmi/bmc";
import { commandName } from "@ruipmi/commands";
import { rmcpStatusName } from "@ruipmi/core/wire";
import type { TextSink } from "../io.ts";
import { toJson } from "./json.ts";

/**
 * Tells on `stdout` what simulated BMCs do, one JSON object a line: `type` and the fields of the event, `time` on the wall
 * clock, and `bmc`, the address of the one it happened to.
 */
export function bmcEventWriter(stdout: TextSink, wallClock: () => Date): (event: BmcEvent, bmc: string) => void {
  return (event, bmc) => {
    const { type, ...fields } = event;
    stdout.write(`${toJson({ type, time: wallClock().toISOString(), bmc, ...fields, ...explained(event) })}\n`);
  };
}

/** What is readable in place of what is not: names for numbers, text for bytes and errors. */
function explained(event: BmcEvent): Readonly<Record<string, string>> {
  switch (event.type) {
    case "sessionOpened":
      return { username: Buffer.from(event.username).toString("utf8") };
    case "handshakeRefused":
      return { rmcpStatus: rmcpStatusName(event.rmcpStatus) };
    case "commandAnswered":
      return { name: commandName(event.netFn, event.cmd, event.groupExtension) };
    case "handlerFailed":
      return { name: commandName(event.netFn, event.cmd), error: String(event.error) };
    default:
      return {};
  }
}

import { commandName } from "@ruipmi/commands";
import { type EngineEvent, type EngineSnapshot, type MessageEvent, privilegeLevelName } from "@ruipmi/core";
import type { TextSink } from "../io.ts";

/**
 * Tells on `stderr` what passes, a line each: from verbosity 1 the messages by name, from 2 phases, drops and deadlines too.
 *
 * @param snapshot - how the engine stands, for its deadlines
 */
export function eventTracer(
  stderr: TextSink,
  verbosity: number,
  snapshot: () => EngineSnapshot | undefined,
): (event: EngineEvent) => void {
  const tell = (line: string | undefined): void => {
    if (line !== undefined) stderr.write(`${line}\n`);
  };
  return (event) => {
    if (event.type === "message") tell(messageLine(event));
    if (verbosity < 2) return;
    if (event.type === "message" && event.from === "remoteConsole") tell(deadlineLine(snapshot()));
    else tell(otherLine(event));
  };
}

/** One message: direction, name, length and the fields that explain it. */
export function messageLine(event: MessageEvent): string {
  const direction = event.from === "remoteConsole" ? "->" : "<-";
  const attempt = event.attempt !== undefined && event.attempt > 1 ? ` (try ${event.attempt})` : "";
  const fields = Object.entries(event.fields).map(([name, value]) => `${name}=${fieldText(name, value)}`);
  return `${direction} ${messageTitle(event)}${attempt}, ${event.length} bytes: ${fields.join(" ")}`.replace(/: $/, "");
}

/** The message's name, a command's included: `IPMI Request Get Device ID`. */
export function messageTitle({ name, fields }: MessageEvent): string {
  const { netFn, cmd, groupExtension } = fields;
  if (typeof netFn !== "number" || typeof cmd !== "number") return name;
  const group = typeof groupExtension === "number" ? groupExtension : undefined;
  return `${name} ${commandName(netFn & ~1, cmd, group)}`;
}

function deadlineLine(snapshot: EngineSnapshot | undefined): string | undefined {
  const { now, deadline } = snapshot ?? {};
  if (now === undefined || deadline?.at === undefined) return undefined;
  return `-- next deadline in ${(deadline.at - now).toFixed(0)} ms: ${deadline.reason}`;
}

function otherLine(event: EngineEvent): string | undefined {
  switch (event.type) {
    case "phaseChanged":
      return `-- ${event.from} -> ${event.to}`;
    case "datagramDropped":
      return `-- dropped ${event.count} datagram${event.count === 1 ? "" : "s"}: ${event.reason}`;
    case "sessionOpened":
      return `-- session open: cipher suite ${event.session.cipherSuiteId}, ${privilegeLevelName(event.session.privilegeLevel)}`;
    case "sessionClosed":
      return `-- session closed: ${event.reason}${event.confirmed ? ", confirmed" : ""}`;
    case "requestFailed":
      return `-- request ${event.requestId} failed: ${event.error.code}${event.mayHaveExecuted ? ", may have been executed" : ""}`;
    default:
      return undefined;
  }
}

/** Numbers that people know in hex are shown so. */
function fieldText(name: string, value: number | string): string {
  if (typeof value === "string") return value;
  if (/SessionId$/.test(name)) return `0x${value.toString(16).padStart(8, "0")}`;
  return hexFields.has(name) ? `0x${value.toString(16).padStart(2, "0")}` : String(value);
}

const hexFields = new Set([
  "netFn",
  "cmd",
  "groupExtension",
  "completionCode",
  "rmcpStatus",
  "status",
  "role",
  "payloadType",
]);

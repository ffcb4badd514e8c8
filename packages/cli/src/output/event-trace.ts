import type { EngineEvent, MessageEvent } from "@ruipmi/core";
import { commandName } from "@ruipmi/commands";
import type { TextSink } from "../io.ts";

/** Tells on `stderr` what passes, a line each: from 1 the messages by name, from 2 phases, sessions and drops too. */
export function eventTracer(stderr: TextSink, verbosity: number): (event: EngineEvent) => void {
  return (event) => {
    const line = event.type === "message" ? messageLine(event) : verbosity > 1 ? otherLine(event) : undefined;
    if (line !== undefined) stderr.write(`${line}\n`);
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
  const { netFn, cmd } = fields;
  if (typeof netFn !== "number" || typeof cmd !== "number") return name;
  return `${name} ${commandName(netFn & ~1, cmd)}`;
}

function otherLine(event: EngineEvent): string | undefined {
  switch (event.type) {
    case "phaseChanged":
      return `-- ${event.from} -> ${event.to}`;
    case "datagramDropped":
      return `-- dropped ${event.count} datagram${event.count === 1 ? "" : "s"}: ${event.reason}`;
    case "sessionOpened":
      return `-- session open: cipher suite ${event.session.cipherSuiteId}, privilege level ${event.session.privilegeLevel}`;
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

const hexFields = new Set(["netFn", "cmd", "completionCode", "rmcpStatus", "status", "role", "payloadType"]);

import type { BmcEvent } from "@ruipmi/bmc";
import { commandName } from "@ruipmi/commands";
import { completionCodeName, rmcpStatusName } from "@ruipmi/core/wire";
import type { TextSink } from "../io.ts";
import { onOff } from "./chassis/status-text.ts";

/**
 * Tells on `stderr` what simulated BMCs do, a line each; drops from verbosity 2.
 *
 * @param several - whether there are several BMCs, so that each line says which
 */
export function bmcEventTracer(
  stderr: TextSink,
  verbosity: number,
  several: boolean,
): (event: BmcEvent, bmc: string) => void {
  return (event, bmc) => {
    if (event.type === "datagramDropped" && verbosity < 2) return;
    stderr.write(`${several ? `${bmc}: ` : ""}${eventText(event)}\n`);
  };
}

function eventText(event: BmcEvent): string {
  switch (event.type) {
    case "sessionOpened":
      return `session ${id(event.sessionId)} opened by ${event.peer}, cipher suite ${event.cipherSuiteId}`;
    case "sessionClosed":
      return `session ${id(event.sessionId)} ended: ${event.reason}`;
    case "handshakeRefused":
      return `${event.message} from ${event.peer} refused: ${rmcpStatusName(event.rmcpStatus)}`;
    case "commandAnswered": {
      const repeated = event.repeated ? ", a repetition, answered from memory" : "";
      return `${commandName(event.netFn, event.cmd, event.groupExtension)}: ${completionCodeName(event.completionCode)}${repeated}`;
    }
    case "handlerFailed":
      return `${commandName(event.netFn, event.cmd)}: the handler failed`;
    case "powerChanged":
      return `power is ${onOff(event.powerIsOn)}`;
    case "solActivated":
      return `SOL activated on session ${id(event.sessionId)} by ${event.peer}`;
    case "solDeactivated":
      return `SOL deactivated on session ${id(event.sessionId)}`;
    case "datagramDropped":
      return `dropped ${event.count} datagram${event.count === 1 ? "" : "s"}: ${event.reason}`;
  }
}

function id(sessionId: number): string {
  return `0x${sessionId.toString(16).padStart(8, "0")}`;
}

import { type EngineEvent, type EngineResponse, type IpmiError, privilegeLevelName } from "@ruipmi/core";
import { hexByte } from "@ruipmi/core/wire";

/** An event as one line for people: what happened, by the specification's names; never a payload byte, never a secret. */
export function describeEvent(event: EngineEvent): string {
  switch (event.type) {
    case "phaseChanged":
      return `phase ${event.from} -> ${event.to}`;
    case "sessionOpened": {
      const { cipherSuiteId, privilegeLevel } = event.session;
      return `session opened: cipher suite ${cipherSuiteId}, ${privilegeLevelName(privilegeLevel)}`;
    }
    case "sessionClosed":
      return `session closed: ${event.reason}${event.confirmed ? ", confirmed" : ""}${because(event.error)}`;
    case "response":
      return `request ${event.requestId} answered: ${describeResponse(event.response)}`;
    case "requestFailed":
      return `request ${event.requestId} failed${event.mayHaveExecuted ? ", may have been executed" : ""}${because(event.error)}`;
    case "payloadReceived":
      return `payload of type ${event.payloadType} received: ${event.payload.length} bytes`;
    case "datagramDropped":
      return `dropped ${event.count}: ${event.reason}`;
    case "message": {
      const attempt = event.attempt !== undefined && event.attempt > 1 ? `, attempt ${event.attempt}` : "";
      const fields = Object.entries(event.fields).map(([name, value]) => ` ${name}=${value}`);
      const arrow = event.from === "remoteConsole" ? "->" : "<-";
      return `${arrow} ${event.name} (${event.length} bytes${attempt})${fields.join("")}`;
    }
  }
}

function describeResponse(response: EngineResponse): string {
  const { attempts, elapsed } = response;
  const effort = `${elapsed.toFixed(1)} ms, ${attempts} sent`;
  if (response.type === "presencePong") return `Presence Pong, ${effort}`;
  return `completion code ${hexByte(response.completionCode)}, ${response.data.length} bytes, ${effort}`;
}

function because(error: IpmiError | undefined): string {
  return error === undefined ? "" : `: ${error.code}: ${error.message}`;
}

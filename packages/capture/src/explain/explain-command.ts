import { commandName, findCommand } from "@ruipmi/commands";
import { MalformedMessageError } from "@ruipmi/core";
import {
  type AnyCommand,
  ByteReader,
  bodyPrefix,
  completionCodeName,
  decodeResponseData,
  type LanRequest,
  type LanResponse,
} from "@ruipmi/core/wire";
import { definingBodyOf } from "./defining-body.ts";
import type { ExplainedCommand } from "./explained-message.ts";
import { withoutSecret } from "./without-secret.ts";

/** A request by name, with its fields. */
export function explainRequest(request: LanRequest): ExplainedCommand {
  const { netFn, cmd, data } = request;
  const command = findCommand(netFn, cmd, definingBodyOf(netFn, data));
  return withoutSecret({
    ...heading(netFn, cmd, data),
    data,
    ...fieldsOf(command, () => requestFields(command!, data)),
  });
}

/**
 * A response by name, with its fields.
 *
 * @param request - what it answers; some responses cannot be understood without
 */
export function explainResponse(response: LanResponse, request: LanRequest | undefined): ExplainedCommand {
  const { netFn, cmd, completionCode, data } = response;
  const body = request === undefined ? definingBodyOf(netFn, data) : definingBodyOf(netFn, request.data);
  const command = findCommand(netFn, cmd, body);
  return withoutSecret({
    name: body === undefined ? commandName(netFn, cmd) : commandName(netFn, cmd, body),
    netFn,
    cmd,
    completionCode,
    completionCodeName: completionCodeName(completionCode, command?.completionCodes),
    data,
    // Beside another completion code there is no body, and some bodies cannot be understood without the request.
    ...(completionCode === 0 && request !== undefined
      ? fieldsOf(command, () => responseFields(command!, data, request))
      : {}),
  });
}

function heading(netFn: number, cmd: number, data: Uint8Array): Pick<ExplainedCommand, "name" | "netFn" | "cmd"> {
  return { name: commandName(netFn, cmd, definingBodyOf(netFn, data)), netFn, cmd };
}

function fieldsOf(
  command: AnyCommand | undefined,
  decode: () => unknown,
): Pick<ExplainedCommand, "fields" | "problem"> {
  if (command === undefined) return {};
  try {
    // A body without fields is one that could be read.
    return { fields: decode() ?? {} };
  } catch (error) {
    if (error instanceof MalformedMessageError) return { problem: error.message };
    throw error;
  }
}

function requestFields(command: AnyCommand, data: Uint8Array): unknown {
  const reader = new ByteReader(data, `${command.name} request`);
  reader.skip(bodyPrefix(command).length, "defining body");
  const fields = command.request.decode(reader);
  reader.end();
  return fields;
}

function responseFields(command: AnyCommand, data: Uint8Array, request: LanRequest): unknown {
  return decodeResponseData(command, data, requestFields(command, request.data));
}

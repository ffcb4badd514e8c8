import { type Command, CompletionCode, completionCodeName, hexByte, sendMessage } from "@ruipmi/core/wire";
import { type RequestError, refusalError } from "./request-error.ts";

/** What an answer with a completion code other than 00h says. */
export interface Refusal {
  /** The completion code. */
  readonly completionCode: number;
  /** Whether it is a Send Message on the way that was refused, not the command. */
  readonly refusedByBridge?: boolean;
}

/** The error for a refused command: its name, the code in the specification's words, and what to do about it. */
export function commandRefusedError(
  command: Pick<Command<unknown, unknown>, "name" | "completionCodes">,
  { completionCode, refusedByBridge = false }: Refusal,
): RequestError {
  const { name, completionCodes } = refusedByBridge ? sendMessage : command;
  const meaning = completionCodeName(completionCode, completionCodes);
  // The names of unnamed codes have the number in them already.
  const number = meaning.endsWith(hexByte(completionCode)) ? "" : ` (${hexByte(completionCode)})`;
  const what = refusedByBridge ? `${name} on the way of ${command.name}` : name;
  const advice = refusedByBridge
    ? bridgeAdvice
    : completionCodes?.[completionCode]
      ? undefined
      : advices[completionCode];
  const message = `${what} refused: ${meaning}${number}${advice === undefined ? "" : `; ${advice}`}`;
  return refusalError(completionCode, message, command.name);
}

const bridgeAdvice = "check the target's address and channel, and whether it is powered";

/** What to try, by completion code; only where there is something to try (IPMI v2.0 table 5-2). */
const advices: Readonly<Record<number, string>> = {
  [CompletionCode.nodeBusy]: "try again in a moment",
  [CompletionCode.invalidCommand]: "this managed system does not implement it",
  [CompletionCode.invalidForLun]: "try another LUN",
  [CompletionCode.timeout]: "it may have been executed all the same: look before trying again",
  [CompletionCode.outOfSpace]: "free storage on the managed system first",
  [CompletionCode.reservationCanceled]: "reserve again and repeat",
  [CompletionCode.requestDataTruncated]: "the request has too few bytes",
  [CompletionCode.requestDataLengthInvalid]: "the request has the wrong number of bytes for this managed system",
  [CompletionCode.requestDataFieldLengthLimitExceeded]: "ask for less at once",
  [CompletionCode.parameterOutOfRange]: "check the values of the request",
  [CompletionCode.cannotReturnRequestedBytes]: "ask for fewer bytes at once",
  [CompletionCode.notPresent]: "check the number or identifier asked for",
  [CompletionCode.invalidDataField]: "check the values of the request",
  [CompletionCode.responseCouldNotBeProvided]: "it may have been executed all the same: look before trying again",
  [CompletionCode.cannotExecuteDuplicatedRequest]: "it was probably executed before: look before trying again",
  [CompletionCode.sdrRepositoryInUpdateMode]: "try again when the update is over",
  [CompletionCode.deviceInFirmwareUpdateMode]: "try again when the update is over",
  [CompletionCode.initializationInProgress]: "try again when the managed system has started",
  [CompletionCode.destinationUnavailable]: "the controller behind the bridge does not answer",
  [CompletionCode.insufficientPrivilege]: "open the session with a higher privilege level or another user",
  [CompletionCode.notSupportedInPresentState]: "the managed system is in a state that does not allow it now",
  [CompletionCode.subFunctionDisabled]: "it is disabled in the managed system's configuration",
};

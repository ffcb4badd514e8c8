import { CompletionCode } from "@ruipmi/core/wire";
import { hexByte } from "./hex.ts";

/** A completion code in ipmitool's words, for where it prints them among its results. */
export function completionWords(completionCode: number): string {
  return words[completionCode] ?? `Unknown (0x${hexByte(completionCode).toUpperCase()})`;
}

const words: Readonly<Record<number, string>> = {
  [CompletionCode.completedNormally]: "Command completed normally",
  [CompletionCode.nodeBusy]: "Node busy",
  [CompletionCode.invalidCommand]: "Invalid command",
  [CompletionCode.invalidForLun]: "Invalid command on LUN",
  [CompletionCode.timeout]: "Timeout",
  [CompletionCode.outOfSpace]: "Out of space",
  [CompletionCode.reservationCanceled]: "Reservation cancelled or invalid",
  [CompletionCode.requestDataTruncated]: "Request data truncated",
  [CompletionCode.requestDataLengthInvalid]: "Request data length invalid",
  [CompletionCode.requestDataFieldLengthLimitExceeded]: "Request data field length limit exceeded",
  [CompletionCode.parameterOutOfRange]: "Parameter out of range",
  [CompletionCode.cannotReturnRequestedBytes]: "Cannot return number of requested data bytes",
  [CompletionCode.notPresent]: "Requested sensor, data, or record not found",
  [CompletionCode.invalidDataField]: "Invalid data field in request",
  [CompletionCode.illegalForSensorOrRecordType]: "Command illegal for specified sensor or record type",
  [CompletionCode.responseCouldNotBeProvided]: "Command response could not be provided",
  [CompletionCode.cannotExecuteDuplicatedRequest]: "Cannot execute duplicated request",
  [CompletionCode.sdrRepositoryInUpdateMode]: "SDR Repository in update mode",
  [CompletionCode.deviceInFirmwareUpdateMode]: "Device firmeware in update mode",
  [CompletionCode.initializationInProgress]: "BMC initialization in progress",
  [CompletionCode.destinationUnavailable]: "Destination unavailable",
  [CompletionCode.insufficientPrivilege]: "Insufficient privilege level",
  [CompletionCode.notSupportedInPresentState]: "Command not supported in present state",
  [CompletionCode.subFunctionDisabled]: "Cannot execute command, command disabled",
  [CompletionCode.unspecifiedError]: "Unspecified error",
};

import { hexByte } from "./hex-byte.ts";

/** Generic completion codes: the first byte of every response's data (IPMI v2.0 table 5-2). */
export const CompletionCode = {
  /** 00h */
  completedNormally: 0x00,
  /** C0h */
  nodeBusy: 0xc0,
  /** C1h */
  invalidCommand: 0xc1,
  /** C2h */
  invalidForLun: 0xc2,
  /** C3h */
  timeout: 0xc3,
  /** C4h */
  outOfSpace: 0xc4,
  /** C5h */
  reservationCanceled: 0xc5,
  /** C6h */
  requestDataTruncated: 0xc6,
  /** C7h */
  requestDataLengthInvalid: 0xc7,
  /** C8h */
  requestDataFieldLengthLimitExceeded: 0xc8,
  /** C9h */
  parameterOutOfRange: 0xc9,
  /** CAh */
  cannotReturnRequestedBytes: 0xca,
  /** CBh */
  notPresent: 0xcb,
  /** CCh */
  invalidDataField: 0xcc,
  /** CDh */
  illegalForSensorOrRecordType: 0xcd,
  /** CEh */
  responseCouldNotBeProvided: 0xce,
  /** CFh */
  cannotExecuteDuplicatedRequest: 0xcf,
  /** D0h */
  sdrRepositoryInUpdateMode: 0xd0,
  /** D1h */
  deviceInFirmwareUpdateMode: 0xd1,
  /** D2h */
  initializationInProgress: 0xd2,
  /** D3h */
  destinationUnavailable: 0xd3,
  /** D4h */
  insufficientPrivilege: 0xd4,
  /** D5h */
  notSupportedInPresentState: 0xd5,
  /** D6h */
  subFunctionDisabled: 0xd6,
  /** FFh */
  unspecifiedError: 0xff,
} as const;

/** A completion code of {@link CompletionCode}. */
export type CompletionCode = (typeof CompletionCode)[keyof typeof CompletionCode];

/**
 * The completion code in the specification's words; a code without a name is given with the range it belongs to.
 *
 * @param code - the completion code byte
 * @param commandSpecific - the codes that the command itself defines, by number; they win over the generic ones
 *
 * @example
 * ```ts
 * completionCodeName(0xc3); // "Timeout while processing command. Response unavailable"
 * completionCodeName(0x81, setSessionPrivilegeLevel.completionCodes);
 * ```
 */
export function completionCodeName(code: number, commandSpecific?: Readonly<Record<number, string>>): string {
  const name = commandSpecific?.[code] ?? names[code];
  if (name !== undefined) return name;
  // IPMI v2.0 table 5-2: 01h–7Eh device-specific, 80h–BEh command-specific, all others reserved
  if (code >= 0x01 && code <= 0x7e) return `Device-specific (OEM) completion code ${hexByte(code)}`;
  if (code >= 0x80 && code <= 0xbe) return `Command-specific completion code ${hexByte(code)}`;
  return `Reserved completion code ${hexByte(code)}`;
}

const names: Readonly<Record<number, string>> = {
  [CompletionCode.completedNormally]: "Command Completed Normally",
  [CompletionCode.nodeBusy]: "Node Busy",
  [CompletionCode.invalidCommand]: "Invalid Command",
  [CompletionCode.invalidForLun]: "Command invalid for given LUN",
  [CompletionCode.timeout]: "Timeout while processing command. Response unavailable",
  [CompletionCode.outOfSpace]: "Out of space",
  [CompletionCode.reservationCanceled]: "Reservation Canceled or Invalid Reservation ID",
  [CompletionCode.requestDataTruncated]: "Request data truncated",
  [CompletionCode.requestDataLengthInvalid]: "Request data length invalid",
  [CompletionCode.requestDataFieldLengthLimitExceeded]: "Request data field length limit exceeded",
  [CompletionCode.parameterOutOfRange]: "Parameter out of range",
  [CompletionCode.cannotReturnRequestedBytes]: "Cannot return number of requested data bytes",
  [CompletionCode.notPresent]: "Requested Sensor, data, or record not present",
  [CompletionCode.invalidDataField]: "Invalid data field in Request",
  [CompletionCode.illegalForSensorOrRecordType]: "Command illegal for specified sensor or record type",
  [CompletionCode.responseCouldNotBeProvided]: "Command response could not be provided",
  [CompletionCode.cannotExecuteDuplicatedRequest]: "Cannot execute duplicated request",
  [CompletionCode.sdrRepositoryInUpdateMode]: "Command response could not be provided. SDR Repository in update mode",
  [CompletionCode.deviceInFirmwareUpdateMode]: "Command response could not be provided. Device in firmware update mode",
  [CompletionCode.initializationInProgress]:
    "Command response could not be provided. BMC initialization or initialization agent in progress",
  [CompletionCode.destinationUnavailable]: "Destination unavailable",
  [CompletionCode.insufficientPrivilege]:
    "Cannot execute command due to insufficient privilege level or other security-based restrictions",
  [CompletionCode.notSupportedInPresentState]:
    "Cannot execute command. Command, or request parameter(s), not supported in present state",
  [CompletionCode.subFunctionDisabled]:
    "Cannot execute command. Parameter is illegal because command sub-function has been disabled or is unavailable",
  [CompletionCode.unspecifiedError]: "Unspecified error",
};

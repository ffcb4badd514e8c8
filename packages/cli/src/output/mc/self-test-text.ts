import { type GetSelfTestResultsResponse, SelfTestResult } from "@ruipmi/commands";
import { array, byte, type JsonSchema, nameOrNumber, object, words } from "../json-schema.ts";
import { keyOf } from "../key-of.ts";

/** What may be corrupt, by bit (IPMI v2.0 table 20-5), and how `mc selftest` and `chassis selftest` of ipmitool put it. */
const faults = [
  ["operationalFirmwareCorrupted", "controller operational firmware corrupted", "firmware corrupted"],
  ["updateFirmwareCorrupted", "Controller update boot block corrupted", "boot block corrupted"],
  ["internalUseAreaCorrupted", "Internal Use Area corrupted", "FRU Internal Use Area corrupted"],
  ["sdrRepositoryEmpty", "SDR repository empty", "SDR Repository empty"],
  ["ipmbLinesDoNotRespond", "IPMB signal lines do not respond", "IPMB not responding"],
  ["fruDeviceInaccessible", "FRU device not accessible", "cannot access BMC FRU"],
  ["sdrRepositoryInaccessible", " -> SDR repository not accessible", "cannot access SDR Repository"],
  ["selInaccessible", " -> SEL device not accessible", "cannot access SEL Device"],
] as const;

/** What `--json` prints of Get Self Test Results. */
export const selfTestSchema: JsonSchema = object({
  result: nameOrNumber(SelfTestResult, "what it found; other numbers are the controller's own"),
  detail: byte("the second byte, as it is"),
  faults: array(words(faults.map(([name]) => name)), "with corruptedData: what cannot be read or is corrupt"),
});

/** Get Self Test Results as `--json` prints it. */
export function selfTestDocument(response: GetSelfTestResultsResponse): object {
  return {
    result: keyOf(SelfTestResult, response.result),
    detail: response.detail,
    faults: faultsOf(response).map(([name]) => name),
  };
}

/** Get Self Test Results in the layout of ipmitool's `mc selftest`. */
export function selfTestText(response: GetSelfTestResultsResponse): string {
  const { result, detail } = response;
  switch (result) {
    case SelfTestResult.passed:
      return "Selftest: passed\n";
    case SelfTestResult.notImplemented:
      return "Selftest: not implemented\n";
    case SelfTestResult.corruptedData: {
      // ipmitool begins with the highest bit here.
      const lines = faultsOf(response).map(([, text]) => `${text}\n`);
      return `Selftest: device corrupted\n${lines.reverse().join("")}`;
    }
    case SelfTestResult.fatalError:
      return `Selftest     : fatal error\nFailure code : ${twoDigits(detail)}\n`;
    case reservedResult:
      return "Selftest: N/A";
    default:
      return `Selftest     : device specific (${twoDigits(result).toUpperCase()}h)\nFailure code : ${twoDigits(detail).toUpperCase()}h\n`;
  }
}

/** Get Self Test Results in the layout of ipmitool's `chassis selftest`. */
export function chassisSelfTestText(response: GetSelfTestResultsResponse): string {
  return `Self Test Results    : ${chassisSelfTestResult(response)}`;
}

/** Whether ipmitool's `mc selftest` would call it a success: the controller's own codes count as one. */
export function selfTestSucceeded({ result }: GetSelfTestResultsResponse): boolean {
  const failures: readonly number[] = [
    SelfTestResult.notImplemented,
    SelfTestResult.corruptedData,
    SelfTestResult.fatalError,
    reservedResult,
  ];
  return !failures.includes(result);
}

const reservedResult = 0xff;

function chassisSelfTestResult(response: GetSelfTestResultsResponse): string {
  const { result, detail } = response;
  switch (result) {
    case SelfTestResult.passed:
      return "passed\n";
    case SelfTestResult.notImplemented:
      return "not implemented\n";
    case SelfTestResult.corruptedData:
      return `device error\n${faultsOf(response)
        .map(([, , text]) => `                       [${text}]\n`)
        .join("")}`;
    case SelfTestResult.fatalError:
      return `Fatal hardware error: ${twoDigits(detail)}h\n`;
    default:
      return `Device-specific failure ${twoDigits(result)}h:${twoDigits(detail)}h\n`;
  }
}

function faultsOf({ result, detail }: GetSelfTestResultsResponse): (typeof faults)[number][] {
  if (result !== SelfTestResult.corruptedData) return [];
  return faults.filter((_fault, bit) => (detail & (1 << bit)) !== 0);
}

function twoDigits(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

/** What reading and writing FRU devices have in common. */
import { RefusalError } from "@ruipmi/core";
import { CompletionCode, type Procedure, wait } from "@ruipmi/core/wire";

/** The smallest part that is asked for, or written, before a refusal of its size is believed; bytes. */
export const leastFruPart = 8;

/** Whether a refusal may mean that a part was too large: FreeIPMI and ipmitool have met each of these. */
export function isTooMuch(completionCode: number | undefined): boolean {
  return completionCode !== undefined && tooMuch.includes(completionCode);
}

/** Tries again, a few times, while the device or the controller is busy (81h, IPMI v2.0 §34.2; C0h). */
export function* whileBusy<T>(attempt: () => Procedure<T>): Procedure<T> {
  for (let tries = 1; ; tries++) {
    try {
      return yield* attempt();
    } catch (error) {
      const isBusy = error instanceof RefusalError && busy.includes(error.completionCode ?? 0);
      if (!isBusy || tries === mostTries) throw error;
      yield* wait(waitWhileBusy);
    }
  }
}

const tooMuch: readonly number[] = [
  CompletionCode.requestDataLengthInvalid,
  CompletionCode.requestDataFieldLengthLimitExceeded,
  CompletionCode.cannotReturnRequestedBytes,
  CompletionCode.invalidDataField,
  CompletionCode.unspecifiedError,
];

/** "FRU device busy" (IPMI v2.0 §34.2, §34.3). */
const fruDeviceBusy = 0x81;
const busy: readonly number[] = [fruDeviceBusy, CompletionCode.nodeBusy];
const mostTries = 6;
/** Milliseconds. */
const waitWhileBusy = 200;

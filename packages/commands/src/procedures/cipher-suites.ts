import { RefusalError } from "@ruipmi/core";
import {
  CIPHER_SUITE_CHUNK_LENGTH,
  type CipherSuiteList,
  call,
  getChannelCipherSuites,
  MAXIMUM_LIST_INDEX,
  type Procedure,
  parseCipherSuiteRecords,
} from "@ruipmi/core/wire";
import { presentChannel } from "./present-channel.ts";

/**
 * The cipher suites of a channel, asked for in a session: at most 64 requests (IPMI v2.0 §22.15). A list that a refusal
 * or a repetition cuts off ends there, and `tolerated` says so.
 *
 * @param channelNumber - 0–15; 0Eh is the channel the session is on
 * @param payloadType - the payload type they are for, 0–63; 0 is IPMI, 1 SOL
 * @throws the refusal where there is not even a beginning
 *
 * @example
 * ```ts
 * const { records } = yield* readCipherSuites();
 * records.map(({ id }) => id); // [3, 17]
 * ```
 */
export function* readCipherSuites(channelNumber: number = presentChannel, payloadType = 0): Procedure<CipherSuiteList> {
  const bytes: number[] = [];
  const tolerated: string[] = [];
  let previous = "";
  for (let listIndex = 0; listIndex <= MAXIMUM_LIST_INDEX; listIndex++) {
    const request = { channelNumber, payloadType, listByCipherSuite: true, listIndex };
    try {
      const { chunk } = yield* call(getChannelCipherSuites, request);
      const text = chunk.join();
      if (chunk.length > 0 && text === previous) {
        tolerated.push(`chunk ${listIndex}: repeats the one before it, taken for the list's end`);
        break;
      }
      previous = text;
      bytes.push(...chunk);
      if (chunk.length < CIPHER_SUITE_CHUNK_LENGTH) break;
    } catch (error) {
      if (!(error instanceof RefusalError) || listIndex === 0) throw error;
      tolerated.push(`chunk ${listIndex}: refused, taken for the list's end`);
      break;
    }
  }
  const list = parseCipherSuiteRecords(Uint8Array.from(bytes));
  return { ...list, tolerated: [...tolerated, ...list.tolerated] };
}

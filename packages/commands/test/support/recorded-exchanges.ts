import { fromHex } from "../../../core/test/crypto/bytes.ts";
import recorded from "../vectors/recorded-exchanges.json" with { type: "json" };

/** A request and its response, as two programs that are not ours exchanged them. */
export interface RecordedExchange {
  readonly netFn: number;
  readonly cmd: number;
  readonly request: Uint8Array;
  readonly completionCode: number;
  readonly response: Uint8Array;
}

/** What was recorded between one client and one managed system, each exchange once. */
export interface RecordedExchanges {
  readonly source: string;
  readonly client: string;
  readonly managedSystem: string;
  readonly exchanges: readonly RecordedExchange[];
}

/** All recordings: sessions on loopback, opened with the password that was typed. */
export const recordings: readonly RecordedExchanges[] = recorded.map((recording) => ({
  ...recording,
  exchanges: recording.exchanges.map(readExchange),
}));

/** The exchanges of one command in one recording, in order. */
export function recordedOf(source: string, command: { netFn: number; cmd: number }): readonly RecordedExchange[] {
  const { exchanges } = recordings.find((recording) => recording.source === source)!;
  return exchanges.filter(({ netFn, cmd }) => netFn === command.netFn && cmd === command.cmd);
}

/** `netFn/cmd request > completionCode response`, in hex; empty bodies are left out. */
function readExchange(line: string): RecordedExchange {
  const [, netFn, cmd, request, completionCode, response] = /^(..)\/(..) ?([^ ]*) > (..) ?(.*)$/.exec(line)!;
  return {
    netFn: Number.parseInt(netFn!, 16),
    cmd: Number.parseInt(cmd!, 16),
    request: fromHex(request!),
    completionCode: Number.parseInt(completionCode!, 16),
    response: fromHex(response!),
  };
}

import { type AnyCommand, commandCatalogue, findCommand } from "@ruipmi/commands";
import { ByteWriter, bodyPrefix, encodeLanRequest, type LanRequest } from "@ruipmi/core/wire";
import { goldenExchanges, goldenKey } from "../../../packages/commands/test/support/goldens.ts";
import { recordings } from "../../../packages/commands/test/support/recorded-exchanges.ts";
import { once } from "../once.ts";
import { distinct, followedItems } from "./captures.ts";

/** The bodies of a request and its response, without completion code and group. */
export interface CorpusExchange {
  readonly command: AnyCommand;
  readonly request: Uint8Array;
  readonly response: Uint8Array;
}

/** All exchanges there are of every command: golden, recorded between other people's programs, and in the captures. */
export const corpusExchanges = once((): readonly CorpusExchange[] => {
  const all = [...goldens(), ...recorded(), ...captured()];
  return [...new Map(all.map((exchange) => [keyOf(exchange), exchange])).values()];
});

/** One request of each as a LAN message, and those of the captures. */
export const corpusRequests = once((): readonly Uint8Array[] => {
  const captured = followedItems().flatMap((item) =>
    item.type === "datagram" && item.from === "remoteConsole" && item.message !== undefined && item.read?.payload
      ? [item.read.payload]
      : [],
  );
  const made = corpusExchanges().map(({ command, request }, index) =>
    lanRequestBytes({
      ...{ rsAddr: 0x20, netFn: command.netFn, rsLun: command.lun ?? 0, rqAddr: 0x81, rqSeq: index & 0x3f, rqLun: 0 },
      ...{ cmd: command.cmd, data: Uint8Array.from([...bodyPrefix(command), ...request]) },
    }),
  );
  return distinct([...made, ...captured]);
});

/** Its name and numbers: the subject of an input. */
export const subjectOf: (command: AnyCommand) => string = goldenKey;

export const commandsBySubject: ReadonlyMap<string, AnyCommand> = new Map(
  commandCatalogue.map((command) => [goldenKey(command), command]),
);

export function lanRequestBytes(message: LanRequest): Uint8Array {
  const writer = new ByteWriter();
  encodeLanRequest(message, writer);
  return writer.toBytes();
}

function goldens(): CorpusExchange[] {
  return commandCatalogue.flatMap((command) =>
    (goldenExchanges[goldenKey(command)] ?? []).map(([request, response = ""]) => ({
      command,
      request: Uint8Array.from(Buffer.from(request, "hex")),
      response: Uint8Array.from(Buffer.from(response, "hex")),
    })),
  );
}

function recorded(): CorpusExchange[] {
  return recordings.flatMap(({ exchanges }) =>
    exchanges.flatMap(({ netFn, cmd, request, completionCode, response }) =>
      completionCode === 0 ? withoutPrefix(netFn, cmd, request, response) : [],
    ),
  );
}

function captured(): CorpusExchange[] {
  return followedItems().flatMap((item) => {
    const { message, answers } = item.type === "datagram" ? item : {};
    if (message === undefined || !("completionCode" in message) || !answers || message.completionCode !== 0) return [];
    return withoutPrefix(message.netFn, message.cmd, answers.message.data, message.data);
  });
}

function withoutPrefix(netFn: number, cmd: number, request: Uint8Array, response: Uint8Array): CorpusExchange[] {
  const command = findCommand(netFn, cmd, request[0]);
  if (command === undefined) return [];
  const prefix = bodyPrefix(command).length;
  return [{ command, request: request.slice(prefix), response: response.slice(prefix) }];
}

function keyOf({ command, request, response }: CorpusExchange): string {
  return [goldenKey(command), Buffer.from(request).toString("hex"), Buffer.from(response).toString("hex")].join();
}

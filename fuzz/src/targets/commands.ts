import { MalformedMessageError } from "@ruipmi/core";
import { bodyPrefix, decodeResponseData, encodeRequestData } from "@ruipmi/core/wire";
import { stepsAllowed, withinSteps } from "../../../packages/commands/test/support/counting-reader.ts";
import { holdCodec, tryRead } from "../../../packages/commands/test/support/held-codec.ts";
import { commandsBySubject, corpusExchanges, subjectOf } from "../corpus/exchanges.ts";
import type { FuzzTarget } from "../fuzz-target.ts";
import { once } from "../once.ts";
import { shapeOf } from "../shape.ts";

/** Every command of the catalogue, both bodies: a request, and a response to it. */
export const commands: FuzzTarget = {
  name: "commands",
  about: "both bodies of every command of the catalogue: total, bounded, and read again as they were written",
  order: "fixed",
  mostBytes: 400,
  mostPieces: 2,
  seeds: once(() =>
    corpusExchanges().map(({ command, request, response }) => ({
      subject: subjectOf(command),
      pieces: [request, response],
    })),
  ),
  run({ subject, pieces: [request = new Uint8Array(0), response = new Uint8Array(0)] }) {
    const command = commandsBySubject.get(subject)!;
    const asked = holdCodec(command.request, request, undefined);
    if (asked instanceof MalformedMessageError) return `${subject} ${asked.field}`;
    encodeRequestData(command, asked.value);
    const answered = holdCodec(command.response, response, asked.value);
    const whole = Uint8Array.from([...bodyPrefix(command), ...response]);
    tryRead(
      (data) => withinSteps(stepsAllowed(data.length), () => decodeResponseData(command, data, asked.value)),
      whole,
    );
    return `${subject} ${answered instanceof MalformedMessageError ? answered.field : shapeOf(answered.value)}`;
  },
};

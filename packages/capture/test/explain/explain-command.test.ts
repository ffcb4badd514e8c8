import { commandCatalogue } from "@ruipmi/commands";
import { type AnyCommand, bodyPrefix, type LanRequest, type LanResponse } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "../../src/explain/explain.ts";
import { explainRequest, explainResponse } from "../../src/explain/explain-command.ts";
import type { FollowedDatagram } from "../../src/sessions/followed-datagram.ts";
import { concat } from "../support/bytes.ts";

const data = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.uint8Array({ maxLength: 250 }),
  fc.integer({ min: 0, max: 64 }).map((length) => new Uint8Array(length)),
  fc.integer({ min: 0, max: 64 }).map((length) => new Uint8Array(length).fill(0xff)),
);
const addresses = { rsAddr: 0x20, rsLun: 0, rqAddr: 0x81, rqLun: 0, rqSeq: 5 };

function request({ netFn, cmd }: AnyCommand, bytes: Uint8Array): LanRequest {
  return { ...addresses, netFn, cmd, data: bytes };
}

function response({ netFn, cmd }: AnyCommand, completionCode: number, bytes: Uint8Array): LanResponse {
  return { ...addresses, netFn: netFn + 1, cmd, completionCode, data: bytes };
}

function item(message: LanRequest | LanResponse, asked?: LanRequest): FollowedDatagram {
  const datagram = {
    number: 2,
    time: 2000n,
    source: { address: "192.0.2.1", port: 623 },
    destination: { address: "192.0.2.2", port: 40_000 },
    payload: new Uint8Array(0),
    isCut: false,
    offset: 0,
  };
  const answers =
    asked === undefined
      ? undefined
      : {
          message: asked,
          number: 1,
          time: 500n,
          lastNumber: 1,
          lastTime: 1000n,
          retries: 0,
          isAnswered: false,
          isBridged: false,
        };
  return {
    type: "datagram",
    datagram,
    from: "managedSystem",
    gap: undefined,
    session: undefined,
    packet: {
      kind: "ipmi15",
      authType: 0,
      sessionId: 0,
      sessionSequenceNumber: 0,
      authCode: undefined,
      payload: datagram.payload,
    },
    read: undefined,
    message,
    problem: undefined,
    duplicateOf: undefined,
    retransmissionOf: undefined,
    answers,
  };
}

describe("explaining every command of the catalogue", () => {
  it.each(commandCatalogue.map((command) => [command.name, command] as const))(
    "%s: any data gives fields or a problem, and nothing is thrown",
    (_name, command) => {
      fc.assert(
        fc.property(data, data, fc.boolean(), fc.nat(255), (asked, answered, isItsOwn, code) => {
          const prefix = isItsOwn ? bodyPrefix(command) : new Uint8Array(0);
          const ask = request(command, concat(prefix, asked));
          const explained = explainRequest(ask);
          expect(explained.fields === undefined || explained.problem === undefined).toBe(true);
          if (command.netFn < 0x2c)
            expect(explained.fields !== undefined || explained.problem !== undefined).toBe(true);
          for (const completionCode of [0, code]) {
            const answer = response(command, completionCode, concat(prefix, answered));
            const { fields, problem, completionCodeName } = explainResponse(answer, ask);
            expect(completionCodeName).toEqual(expect.any(String));
            expect(fields === undefined || problem === undefined).toBe(true);
            if (completionCode !== 0) expect([fields, problem]).toEqual([undefined, undefined]);
            expect(explainResponse(answer, undefined).fields).toBeUndefined();
            expect(explain(item(answer, ask))).toMatchObject({ answers: { number: 1, roundTrip: 1000n, retries: 0 } });
          }
          expect(explain(item(ask))).toMatchObject({ name: explained.name, netFn: command.netFn, cmd: command.cmd });
        }),
        { numRuns: 12 },
      );
    },
  );

  it("commands that it does not know are named by their numbers", () => {
    const unknown = { ...addresses, netFn: 0x30, cmd: 0x99, data: Uint8Array.of(1) };
    expect(explainRequest(unknown)).toEqual({ name: "Command 30h/99h", netFn: 0x30, cmd: 0x99, data: unknown.data });
  });

  it("a command without fields was read too", () => {
    expect(explainRequest({ ...addresses, netFn: 6, cmd: 1, data: new Uint8Array(0) })).toMatchObject({
      name: "Get Device ID",
      fields: {},
    });
  });
});

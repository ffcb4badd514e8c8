import { describe, expect, it } from "vitest";
import { sealAsf, sealIpmi15OutsideSession, sealOutsideSession } from "../../src/packets/seal-outside-session.ts";
import { presencePong } from "../../src/wire/asf-presence.ts";
import { encodeToBytes } from "../../src/wire/codec.ts";
import { decodeLanRequest } from "../../src/wire/lan-message.ts";
import { attackHandshake } from "../support/attacked-handshake.ts";
import { payloadOffset } from "../support/forgeries.ts";
import { responseTo } from "../support/scripted-managed-system.ts";

/*
 * What is asked outside a session is answered by whoever is first: a ping's tag and a command's rqSeq can be guessed, and
 * nothing else tells the managed system's answer from any other. It never touches the session.
 */

/** Every answer to a command outside the session, for whoever does not know its number. */
function everyAnswer(framing: "ipmi15" | "rmcpPlus", cmd: number, data: Uint8Array): Uint8Array[] {
  return Array.from({ length: 64 }, (_, rqSeq) => {
    const request = {
      rqAddr: 0x81,
      rqLun: 0,
      rsAddr: 0x20,
      rsLun: 0,
      netFn: 0x06,
      rqSeq,
      cmd,
      data: new Uint8Array(0),
    };
    const message = responseTo(request, { data });
    return framing === "ipmi15" ? sealIpmi15OutsideSession(message) : sealOutsideSession(0, message);
  });
}

describe("a request outside the session, asked while one is open,", () => {
  it.each(["ipmi15", "rmcpPlus"] as const)(
    "in %s framing gets the forged answer that comes first, and the session none of it",
    (framing) => {
      const { world, adversary } = attackHandshake([17], () => undefined);
      const data = Uint8Array.of(1, 2, 3);
      const command = { type: "command", netFn: 0x06, cmd: 0x38, data: Uint8Array.of(0x0e, 4) } as const;
      const inside = world.ask(command)!;
      const outside = world.ask({ ...command, type: "outsideSession", framing })!;
      const before = world.recorder.engine.snapshot();
      const asked = adversary.seen.at(-1)!.datagram;
      const number = decodeLanRequest(asked.subarray(framing === "ipmi15" ? 14 : payloadOffset)).rqSeq;
      const answers = everyAnswer(framing, 0x38, data);
      adversary.tell("console", ...answers.filter((_, rqSeq) => rqSeq !== number));
      world.network.clock.advance(1);
      expect(world.answerTo(outside)).toBeUndefined();
      adversary.tell("console", answers[number]!);
      world.network.clock.advance(1);
      expect(world.answerTo(outside)).toMatchObject({ response: { type: "outsideSession", data } });
      expect(world.answerTo(inside)).toBeUndefined();
      const after = world.recorder.engine.snapshot();
      expect(after).toMatchObject({ session: before.session!, inFlight: 1, dropped: { unmatched: 63 } });
      world.rest();
      expect(world.answerTo(inside)).toMatchObject({ response: { type: "command", completionCode: 0 } });
    },
  );

  it("as a ping is answered by any pong with its tag", () => {
    const { world, adversary } = attackHandshake([17], () => undefined);
    const ping = world.ask({ type: "presencePing" })!;
    const pongs = Array.from({ length: 64 }, (_, messageTag) =>
      sealAsf(
        encodeToBytes(presencePong, {
          messageTag,
          enterpriseNumber: 4542,
          oemDefined: 0,
          ipmiSupported: true,
          asfVersion: 1,
          supportedInteractions: 0,
        }),
      ),
    );
    adversary.tell("console", ...pongs);
    world.network.clock.advance(1);
    expect(world.answerTo(ping)).toMatchObject({ response: { type: "presencePong" } });
    expect(world.phase).toBe("open");
  });
});

import type { CipherSuiteId } from "@ruipmi/core";
import { feed } from "../../../packages/bmc/test/support/bmc-fixture.ts";
import { withinSteps } from "../../../packages/commands/test/support/counting-reader.ts";
import { capturedDatagrams } from "../corpus/captures.ts";
import { createFuzzBmc, openHandSession, triedSuites } from "../corpus/hand-session.ts";
import type { FuzzInput } from "../fuzz-input.ts";
import type { FuzzTarget } from "../fuzz-target.ts";
import { once } from "../once.ts";
import { bucket } from "../shape.ts";
import { changesLogin, holdDrained, holdHonestConsole } from "./honest-console.ts";

/** Datagrams as they come, from anybody: outside a session, into a handshake, into a session without its keys. */
export const bmcDatagrams: FuzzTarget = {
  name: "bmc-datagrams",
  about: "BmcEngine: changed datagrams outside a session and in the handshake; then an honest console is answered",
  order: "sequence",
  mostBytes: 5000,
  mostPieces: 24,
  seeds: once(() => [...triedSuites.map(recordedSession), ...strays()]),
  run({ pieces }) {
    const bmc = createFuzzBmc();
    let now = 0;
    let mayBeRefused = false;
    const reasons = new Set<string>();
    for (const datagram of pieces) {
      now += 10;
      const drained = withinSteps(8 * datagram.length + 400, () =>
        feed(bmc, { type: "datagram", now, datagram, from: "console" }),
      );
      holdDrained(drained);
      mayBeRefused ||= changesLogin(drained);
      for (const event of drained.events) {
        reasons.add(event.type === "datagramDropped" ? event.reason : event.type);
        if (event.type === "handshakeRefused") reasons.add(String(event.rmcpStatus));
      }
    }
    const { halfOpenSessions, openSessions } = bmc.snapshot();
    holdHonestConsole(bmc, now, mayBeRefused);
    return [...reasons, bucket(halfOpenSessions), openSessions].join();
  },
};

/** What a console sends in a whole session: as the managed system's chance is the same each time, it is valid again. */
function recordedSession(suite: CipherSuiteId): FuzzInput {
  const pieces: Uint8Array[] = [];
  const { console } = openHandSession(suite, (datagram, isAnswer) => {
    if (!isAnswer) pieces.push(datagram);
  });
  console.raw(6, 1);
  console.raw(0, 1);
  return { subject: `suite ${suite}`, pieces };
}

/** What clients sent to others' managed systems, a few at a time. */
function strays(): FuzzInput[] {
  const datagrams = capturedDatagrams();
  return datagrams.flatMap((_, at) =>
    at % 4 === 0 ? [{ subject: "strays", pieces: datagrams.slice(at, at + 4) }] : [],
  );
}

import type { CapturedDatagram, Credentials } from "@ruipmi/capture";
import { PayloadType } from "@ruipmi/core/wire";
import { users } from "../../../packages/bmc/test/support/bmc-fixture.ts";
import { datagramsThroughAll } from "../../../packages/capture/test/support/through-all.ts";
import { withinSteps } from "../../../packages/commands/test/support/counting-reader.ts";
import { capturedPayloads, followedItems } from "../corpus/captures.ts";
import { openedSession, suiteOf, triedSuites } from "../corpus/hand-session.ts";
import type { FuzzInput } from "../fuzz-input.ts";
import type { FuzzTarget } from "../fuzz-target.ts";
import { once } from "../once.ts";
import { outcomeOf, useRecordings } from "./capture-files.ts";
import { ownSwitch, putRight, puttingRight, readPiece, writePiece } from "./sealed-piece.ts";

const credentials: Credentials = {
  users: [{ username: users.admin.name, password: users.admin.password }],
  kgs: [],
};

const [console, managedSystem] = [
  { address: "198.51.100.1", port: 40_000 },
  { address: "192.0.2.1", port: 623 },
];

/** Sessions whose every packet is authentic and whose contents are anything: what only the follower's inside meets. */
export const captureSessions: FuzzTarget = {
  name: "capture-sessions",
  about: "the follower and all behind it: changed payloads of both sides, sealed with the session's keys",
  order: "sequence",
  mostBytes: 700,
  mostPieces: 16,
  seeds: once(makeSeeds),
  run({ subject, pieces }) {
    const datagrams: CapturedDatagram[] = [];
    const see = (payload: Uint8Array, isAnswer: boolean): void => {
      datagrams.push({
        number: datagrams.length + 1,
        time: 1_700_000_000_000_000_000n + BigInt(datagrams.length) * 5_000_000n,
        source: isAnswer ? managedSystem : console,
        destination: isAnswer ? console : managedSystem,
        payload,
        isCut: false,
        offset: 100 * datagrams.length,
      });
    };
    const { handshake, sealers } = openedSession(suiteOf(subject));
    for (const seen of handshake) see(...seen);
    const ends = sealers();
    for (const piece of pieces) {
      const { payloadType, isPutRight, hasOwnSwitch: isAnswer, payload } = readPiece(piece);
      const said = isPutRight ? puttingRight(payload, isAnswer ? { 0: 0x81, 3: 0x20 } : { 0: 0x20, 3: 0x81 }) : payload;
      const sealer = isAnswer ? ends.managedSystem : ends.console;
      see(sealer.seal(payloadType, said), isAnswer);
    }
    const length = datagrams.reduce((sum, { payload }) => sum + payload.length, 0);
    const all = withinSteps(16 * length + 2000, () => datagramsThroughAll(datagrams, credentials));
    return `${outcomeOf(all)} ${useRecordings(all, credentials)}`;
  },
};

function makeSeeds(): readonly FuzzInput[] {
  const messages = followedItems().flatMap((item) =>
    item.type === "datagram" && item.message !== undefined && item.read?.payload !== undefined
      ? [writePiece(putRight | (item.from === "managedSystem" ? ownSwitch : 0), item.read.payload)]
      : [],
  );
  const sol = [
    ...capturedPayloads(PayloadType.serialOverLan, "remoteConsole").map((payload) => writePiece(1, payload)),
    ...capturedPayloads(PayloadType.serialOverLan, "managedSystem").map((payload) =>
      writePiece(1 | ownSwitch, payload),
    ),
  ];
  const all = [...messages, ...sol];
  return all.flatMap((_, at) =>
    at % 6 === 0
      ? [{ subject: `suite ${triedSuites[(at / 6) % triedSuites.length]}`, pieces: all.slice(at, at + 6) }]
      : [],
  );
}

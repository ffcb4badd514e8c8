import { describe, expect, it } from "vitest";
import { SessionCollector } from "../../src/replay/session-recording.ts";
import type { EndedSession, FollowedDatagram } from "../../src/sessions/followed-datagram.ts";

const remoteConsole = { address: "198.51.100.1", port: 40_000 };
const managedSystem = { address: "192.0.2.1", port: 623 };

/** What the collector looks at of a datagram. */
function datagram(number: number, session: number | undefined, rest: object = {}): FollowedDatagram {
  const found = { type: "datagram", session, datagram: { number, source: remoteConsole, destination: managedSystem } };
  return { ...found, ...rest } as unknown as FollowedDatagram;
}

function ended(number: number): EndedSession {
  return { type: "session", session: { number, remoteConsole, managedSystem } } as unknown as EndedSession;
}

const closeAnswer = { message: { netFn: 7, cmd: 0x3c, completionCode: 0 } };
const refusal = { read: { payloadType: 0x11, payload: Uint8Array.of(0, 1) } };
const acceptance = { read: { payloadType: 0x11, payload: Uint8Array.of(0, 0) } };

function collect(...items: readonly (FollowedDatagram | EndedSession)[]): readonly (readonly number[])[] {
  const collector = new SessionCollector();
  return items
    .flatMap((item) => [...collector.add(item)])
    .map(({ datagrams }) => datagrams.map((each) => each.datagram.number));
}

describe("SessionCollector", () => {
  it("keeps what was said outside of sessions with the next one, or the one that lasts", () => {
    expect(
      collect(
        datagram(1, undefined),
        datagram(2, 1, acceptance),
        datagram(3, undefined),
        datagram(4, 1, closeAnswer),
        datagram(5, undefined),
        datagram(6, 2, acceptance),
        ended(1),
        ended(2),
      ),
    ).toEqual([
      [1, 2, 3, 4],
      [5, 6],
    ]);
  });

  it("has what comes behind a refusal with the next session", () => {
    const items = [datagram(1, 1, refusal), datagram(2, undefined), datagram(3, 2), ended(1), ended(2)];
    expect(collect(...items)).toEqual([[1], [2, 3]]);
  });

  it("has what comes behind the end of a session with the next one", () => {
    expect(collect(datagram(1, 1), ended(1), datagram(2, undefined), datagram(3, 2), ended(2))).toEqual([[1], [2, 3]]);
  });

  it("keeps no more of a sweep over a network than it needs", () => {
    const collector = new SessionCollector();
    for (let port = 1; port <= 10_000; port++) {
      const destination = { address: `10.0.${port >> 8}.${port & 0xff}`, port: 623 };
      const item = datagram(port, undefined);
      expect([...collector.add({ ...item, datagram: { ...item.datagram, destination } })]).toEqual([]);
    }
    const many = Array.from({ length: 500 }, (_, number) => datagram(number, undefined));
    for (const item of many) expect([...collector.add(item)]).toEqual([]);
    expect([...collector.add(datagram(501, 1))]).toEqual([]);
    const [recording] = [...collector.add(ended(1))];
    expect(recording!.datagrams).toHaveLength(65);
  });

  it("leaves out a session that is too long, and says so", () => {
    const collector = new SessionCollector();
    const item = datagram(1, 7);
    for (let count = 0; count <= 200_000; count++) for (const _ of collector.add(item)) throw new Error("too early");
    expect([...collector.add(ended(7))]).toEqual([]);
    expect(collector.tooLong).toEqual(new Set([7]));
  });
});

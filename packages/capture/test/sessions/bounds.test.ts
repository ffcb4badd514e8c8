import { describe, expect, it } from "vitest";
import type { CapturedDatagram, Endpoint } from "../../src/network/datagram.ts";
import { SessionFollower } from "../../src/sessions/follower.ts";
import { datagramsIn, mockCredentials, recordMock, sessionsOf } from "../support/mock-capture.ts";

/** One session from beginning to end: ten datagrams. */
const template = datagramsIn(recordMock({ suite: 2, consoles: [{ inputs: [[200, { type: "closeSession" }]] }] }));
const second = 1_000_000_000n;

/** The session as another remote console would have it, at another time. */
function copies(index: number, time: bigint): readonly CapturedDatagram[] {
  const other = (end: Endpoint): Endpoint =>
    end.port === 623 ? end : { address: `10.${index >> 16}.${(index >> 8) & 0xff}.${index & 0xff}`, port: 50_000 };
  return template.map((datagram, at) => ({
    ...datagram,
    time: time + BigInt(at) * 1_000_000n,
    source: other(datagram.source),
    destination: other(datagram.destination),
  }));
}

/** Feeds a follower, and counts the sessions that have ended by then. */
function feed(follower: SessionFollower, datagrams: readonly CapturedDatagram[]): number {
  let ended = 0;
  for (const datagram of datagrams)
    for (const item of follower.follow(datagram)) if (item.type === "session") ended += 1;
  return ended;
}

describe("what a follower holds", () => {
  it.each([
    ["10 a second", 20_000, 100_000_000n, 160],
    ["1000 a second", 100_000, 1_000_000n, 2500],
  ])(
    "of sessions one after the other, %s, %d in all, few are held",
    (_name, count, apart, most) => {
      const follower = new SessionFollower();
      let ended = 0;
      for (let index = 0; index < count; index++)
        ended += feed(follower, copies(index, BigInt(index) * apart + second));
      const left = sessionsOf([...follower.end()]);
      expect(ended + left.length).toBe(count);
      expect(left.length).toBeLessThan(most);
    },
    120_000,
  );

  it("of sessions that never end no more than 16,384 are held, of one conversation 64", () => {
    const beginning = template.slice(0, 6);
    const several = new SessionFollower();
    let ended = 0;
    for (let index = 0; index < 20_000; index++) ended += feed(several, copies(index, second).slice(0, 2));
    expect(ended).toBeGreaterThanOrEqual(20_000 - 16_384 - 1);
    expect(sessionsOf([...several.end()])).toHaveLength(20_000 - ended);
    const one = new SessionFollower();
    ended = 0;
    for (let index = 0; index < 1000; index++) ended += feed(one, beginning);
    expect(sessionsOf([...one.end()]).length).toBeLessThanOrEqual(65);
    expect(ended).toBeGreaterThanOrEqual(935);
  });

  it("ends what was silent for five minutes, once it is sure that they have passed", () => {
    const follower = new SessionFollower();
    feed(follower, copies(1, second).slice(0, 8));
    expect(feed(follower, copies(2, 250n * second).slice(0, 1))).toBe(0);
    expect(feed(follower, copies(2, 290n * second).slice(1, 2))).toBe(0);
    expect(feed(follower, copies(2, 310n * second).slice(2, 3))).toBe(1);
    expect(sessionsOf([...follower.end()])).toHaveLength(1);
  });

  it("one damaged time does not end every session", () => {
    const follower = new SessionFollower({ credentials: mockCredentials() });
    const datagrams = copies(1, second).map((datagram, at) => (at === 7 ? { ...datagram, time: 1n << 62n } : datagram));
    const [session, ...others] = sessionsOf([
      ...datagrams.flatMap((each) => [...follower.follow(each)]),
      ...follower.end(),
    ]);
    expect(others).toEqual([]);
    expect(session).toMatchObject({ state: "closed", messages: 10, wrongCodes: 0 });
  });

  it("a silence that is real ends sessions with the second datagram behind it, and not the new one", () => {
    const follower = new SessionFollower();
    feed(follower, copies(1, second).slice(0, 8));
    const late = copies(2, 10_000n * second);
    expect(feed(follower, late.slice(0, 1))).toBe(0);
    expect(feed(follower, late.slice(1, 2))).toBe(1);
    expect(feed(follower, late.slice(2))).toBe(0);
    expect(sessionsOf([...follower.end()])).toMatchObject([{ number: 2, messages: 10 }]);
  });

  it("works on packets without times", () => {
    const follower = new SessionFollower({ credentials: mockCredentials() });
    const timeless = template.map((datagram) => ({ ...datagram, time: undefined }));
    const items = [...timeless.flatMap((each) => [...follower.follow(each)]), ...follower.end()];
    const [session] = sessionsOf(items);
    expect(session).toMatchObject({ state: "closed", messages: 10, wrongCodes: 0 });
    expect([session?.started, session?.opened, session?.closed]).toEqual([undefined, undefined, undefined]);
  });
});

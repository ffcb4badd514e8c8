import { nodeClock, nodeRandomBytes } from "@ruipmi/transport-node";
import { describe, expect, it } from "vitest";
import { describeEvent } from "../src/describe-event.ts";
import { LeavingDatagrams } from "../src/leaving-datagrams.ts";
import { literalAddress, resolveAddress } from "../src/resolve-address.ts";
import { transportErrorOf } from "../src/socket-errors.ts";

describe("literalAddress", () => {
  it.each([
    ["192.0.2.1", { address: "192.0.2.1", family: 4 }],
    ["::1", { address: "::1", family: 6 }],
    ["2001:0DB8:0:0::0001", { address: "2001:db8::1", family: 6 }],
    ["fe80:0::1%eth0", { address: "fe80::1%eth0", family: 6 }],
    ["bmc.example", undefined],
    ["999.1.1.1", undefined],
    ["", undefined],
  ])("reads %j", (host, expected) => {
    expect(literalAddress(host)).toEqual(expected);
  });

  it("is what an address resolves to, whatever family was asked for", async () => {
    expect(await resolveAddress("::1", 4)).toEqual({ address: "::1", family: 6 });
    expect(await resolveAddress("localhost", 4)).toEqual({ address: "127.0.0.1", family: 4 });
  });
});

describe("transportErrorOf", () => {
  it.each([
    ["ECONNREFUSED", "portUnreachable"],
    ["EHOSTUNREACH", "hostUnreachable"],
    ["ENETUNREACH", "hostUnreachable"],
    ["EPERM", "hostUnreachable"],
    ["ENOTFOUND", "failed"],
    ["EBADF", "failed"],
    [undefined, "failed"],
  ])("takes %s for %s", (code, kind) => {
    const cause = Object.assign(new Error("below"), { code });
    const error = transportErrorOf(cause, "192.0.2.1 port 623");
    expect(error).toMatchObject({ kind, cause });
    expect(error!.message).toContain("192.0.2.1 port 623");
  });

  it.each(["EAGAIN", "ENOBUFS", "EMSGSIZE"])("takes %s for a lost datagram", (code) => {
    expect(transportErrorOf(Object.assign(new Error(""), { code }), "x")).toBeUndefined();
  });
});

describe("LeavingDatagrams", () => {
  it("tells once, when the last has left, also when its error is what makes its owner ask", () => {
    const told: string[] = [];
    const leaving = new LeavingDatagrams(() => leaving.whenGone(() => told.push("gone")));
    const callbacks: ((error: Error | null) => void)[] = [];
    leaving.track((callback) => callbacks.push(callback));
    leaving.track((callback) => callbacks.push(callback));
    callbacks[0]!(null);
    expect(told).toEqual([]);
    callbacks[1]!(new Error("not sent"));
    expect(told).toEqual(["gone"]);
  });

  it("takes what is thrown instead of sending for an error, and for gone", () => {
    const told: string[] = [];
    const leaving = new LeavingDatagrams(({ message }) => told.push(message));
    leaving.track(() => {
      throw new Error("bad port");
    });
    leaving.whenGone(() => told.push("gone"));
    expect(told).toEqual(["bad port", "gone"]);
  });

  it("tells at once when none is left", () => {
    const told: string[] = [];
    new LeavingDatagrams(() => {}).whenGone(() => told.push("gone"));
    expect(told).toEqual(["gone"]);
  });
});

describe("nodeClock", () => {
  it("is monotonic, and its timers can be taken back", async () => {
    const before = nodeClock.now();
    let fired = 0;
    const cancel = nodeClock.setTimer(1, () => {
      fired += 1;
    });
    cancel();
    await new Promise<void>((resolve) => void nodeClock.setTimer(5, resolve));
    expect(nodeClock.now()).toBeGreaterThan(before);
    expect(fired).toBe(0);
  });
});

describe("nodeRandomBytes", () => {
  it("gives as many as asked for, others every time", () => {
    expect(nodeRandomBytes(256, "iv")).toHaveLength(256);
    expect(nodeRandomBytes(16, "randomNumber")).not.toEqual(nodeRandomBytes(16, "randomNumber"));
  });
});

describe("describeEvent", () => {
  it("shows no byte of what was answered or received", () => {
    const secret = Uint8Array.of(0xde, 0xad, 0xbe, 0xef);
    const answer = { completionCode: 0, data: secret, attempts: 1, elapsed: 1.25 };
    const lines = [
      describeEvent({ type: "payloadReceived", payloadType: 1, payload: secret }),
      describeEvent({ type: "response", requestId: 7, response: { type: "outsideSession", ...answer } }),
    ];
    expect(lines).toEqual([
      "payload of type 1 received: 4 bytes",
      "request 7 answered: completion code 00h, 4 bytes, 1.3 ms, 1 sent",
    ]);
  });
});

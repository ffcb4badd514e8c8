import { IpmiEngine } from "@ruipmi/core";
import { attachConsole, attachScriptedPeer, MockNetwork, seededRandomBytes } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { password, text, username } from "../../client/test/support/world.ts";

describe("a scripted peer", () => {
  it("answers at once, later, more than once, to others, and of its own accord", () => {
    const network = new MockNetwork({ conditions: { delay: 1 } });
    const heard: string[] = [];
    for (const address of ["a", "b"]) {
      network.join(address, {
        onDatagram: (datagram, from) => heard.push(`${network.clock.now()} ${from}>${address} ${datagram.join()}`),
      });
    }
    const peer = attachScriptedPeer(network, {
      address: "peer",
      answers: ({ datagram, index }) => [
        Uint8Array.of(index),
        { datagram, delay: 10 },
        { datagram: Uint8Array.of(99), to: "b" },
      ],
    });
    network.send("a", "peer", Uint8Array.of(7));
    network.clock.runUntilIdle();
    peer.send("b", Uint8Array.of(5));
    network.send("a", "peer", Uint8Array.of(8));
    network.clock.advance(5);
    peer.detach();
    network.clock.runUntilIdle();
    peer.send("b", Uint8Array.of(6));
    expect(heard).toEqual(["2 peer>a 0", "2 peer>b 99", "12 peer>a 7", "13 peer>b 5", "14 peer>a 1", "14 peer>b 99"]);
    expect(peer.arrivals).toMatchObject([
      { from: "a", now: 1, index: 0 },
      { from: "a", now: 13, index: 1 },
    ]);
  });

  it("reflects a console's own packets, which the console takes for nothing", () => {
    const network = new MockNetwork();
    attachScriptedPeer(network, { address: "bmc", answers: ({ datagram }) => [datagram] });
    const engine = new IpmiEngine({
      username: text(username),
      password: text(password),
      randomBytes: seededRandomBytes(1),
    });
    const seat = attachConsole(network, { address: "console", peer: "bmc", engine });
    seat.input({ type: "openSession" });
    network.clock.runUntilIdle();
    expect(seat.events.at(-1)).toMatchObject({ type: "sessionClosed", error: { code: "timeout" } });
  });
});

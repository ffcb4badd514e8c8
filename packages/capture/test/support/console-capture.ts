import type { MockNetwork } from "@ruipmi/transport-mock";
import { udpPacket } from "../../src/decrypt/udp-packet.ts";
import { PcapngWriter } from "../../src/file/pcapng-writer.ts";
import { concat } from "./bytes.ts";

/** A network's trace as a capture on the remote consoles' machine has it: all that they sent, and what reached them. */
export function consoleSideFile(network: MockNetwork): Uint8Array {
  const seen = network.trace
    .flatMap((traced) => {
      const isSent = !traced.from.endsWith(":623");
      return (isSent ? [traced.sentAt] : traced.arrivesAt).map((at) => ({ ...traced, at, isSent }));
    })
    // What is sent because something came follows it.
    .sort((one, other) => one.at - other.at || Number(one.isSent) - Number(other.isSent));
  const writer = new PcapngWriter();
  const packets = seen.map(({ from, to, datagram, at }) =>
    writer.packet({
      time: BigInt(Math.round(at * 1e6)) + 1_700_000_000_000_000_000n,
      linkType: 101,
      data: udpPacket(endpoint(from), endpoint(to), datagram),
    }),
  );
  return concat(writer.header(), ...packets);
}

function endpoint(text: string): { readonly address: string; readonly port: number } {
  const [address = "", port = ""] = text.split(":");
  return { address, port: Number(port) };
}

import { AsfMessageType, equalConstantTime } from "@ruipmi/core/wire";
import type { FollowedDatagram } from "../sessions/followed-datagram.ts";

/** Marks the pings that were sent again: the same bytes, before anything else of that kind was sent. */
export function withRepeatedPings(datagrams: readonly FollowedDatagram[]): readonly FollowedDatagram[] {
  let last: FollowedDatagram | undefined;
  return datagrams.map((item) => {
    if (!isPing(item)) return item;
    const before = last;
    last = item;
    const isAgain = before !== undefined && equalConstantTime(before.datagram.payload, item.datagram.payload);
    return isAgain ? { ...item, retransmissionOf: before.datagram.number } : item;
  });
}

function isPing({ packet, from }: FollowedDatagram): boolean {
  if (typeof packet === "string" || packet.kind !== "asf" || from !== "remoteConsole") return false;
  return packet.message[4] === AsfMessageType.presencePing;
}

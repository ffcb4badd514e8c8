import sessions from "../vectors/ipmisim-sessions.json" with { type: "json" };

/** The hex of a recorded session's packets, in order: ipmitool (0–4) or FreeIPMI (5–9) with OpenIPMI's ipmi_sim. */
export function recordedPackets(session: number): readonly string[] {
  return sessions[session]!.packets.map((packet) => packet.slice("C>B ".length));
}

/** The payload of a recorded RMCP+ packet, session trailer cut off. */
export function recordedPayload(session: number, packet: number): string {
  const hex = recordedPackets(session)[packet]!;
  const length = Number.parseInt(hex.slice(28, 30), 16) + 256 * Number.parseInt(hex.slice(30, 32), 16);
  return hex.slice(32, 32 + 2 * length);
}

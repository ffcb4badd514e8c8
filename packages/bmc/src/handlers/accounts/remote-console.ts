import type { SessionRemoteConsole } from "@ruipmi/commands";
import type { PeerKey } from "../../types.ts";

/**
 * Where a session comes from, as far as its peer's key tells: `127.0.0.1|49152` does, any other key gives zeros. Whoever
 * stands behind a network of its own has no MAC address here.
 */
export function remoteConsoleOf(peer: PeerKey): SessionRemoteConsole {
  const [, address = "0.0.0.0", port = "0"] = /^(\d{1,3}(?:\.\d{1,3}){3})\|(\d{1,5})$/.exec(peer) ?? [];
  return {
    ipAddress: Uint8Array.from(address.split("."), Number),
    macAddress: new Uint8Array(6),
    port: Number(port) & 0xffff,
  };
}

import {
  ByteWriter,
  decodeLanResponse,
  encodeLanRequest,
  PayloadType,
  parsePacket,
  SessionOpener,
  SessionSealer,
} from "@ruipmi/core/wire";
import { type HandshakeScript, handshakeKeys } from "./managed-system.ts";
import type { RandomPool } from "./random-pool.ts";
import { type Client, type Reply, request } from "./workload.ts";

/** Core's sealer and opener with the message codecs, as the engine calls them, without its bookkeeping. */
export class PacketClient implements Client {
  readonly #sealer: SessionSealer;
  readonly #opener: SessionOpener;
  #rqSeq = 0;

  constructor(script: HandshakeScript, pool: RandomPool) {
    const protection = handshakeKeys(script).createProtection(() => pool.draw(16));
    this.#sealer = new SessionSealer(script.exchange.managedSystemSessionId, protection, 1);
    this.#opener = new SessionOpener(script.exchange.remoteConsoleSessionId, protection);
  }

  seal(): Uint8Array {
    const { netFn, cmd, data } = request;
    this.#rqSeq = (this.#rqSeq + 1) % 64;
    const writer = new ByteWriter(data.length + 8);
    encodeLanRequest({ rsAddr: 0x20, netFn, rsLun: 0, rqAddr: 0x81, rqSeq: this.#rqSeq, rqLun: 0, cmd, data }, writer);
    return this.#sealer.seal(PayloadType.ipmiMessage, writer.toBytes());
  }

  open(datagram: Uint8Array): Reply {
    const packet = parsePacket(datagram);
    if (typeof packet === "string" || packet.kind !== "rmcpPlus") throw new Error("not an RMCP+ packet");
    const opened = this.#opener.open(packet);
    if (!opened.ok) throw new Error(opened.reason);
    const response = decodeLanResponse(opened.payload);
    if (response.rqSeq !== this.#rqSeq || response.netFn !== (request.netFn | 1) || response.cmd !== request.cmd) {
      throw new Error("not the answer");
    }
    return response;
  }
}

import { type HandshakeScript, handshakeKeys, user } from "./managed-system.ts";
import { type NodeConfidentiality, type NodeIntegrity, nodeConfidentiality, nodeIntegrity } from "./node-protection.ts";
import type { RandomPool } from "./random-pool.ts";
import { type Client, type Reply, request } from "./workload.ts";

/**
 * What one would write on node:crypto without ruipmi: the same packets and the same checks, no queue, no events, no
 * time. It keeps to what a good hand would write: no codec layers, no copies without need.
 */
export class NodeClient implements Client {
  readonly #integrity: NodeIntegrity | undefined;
  readonly #confidentiality: NodeConfidentiality | undefined;
  readonly #remoteConsoleSessionId: number;
  readonly #managedSystemSessionId: number;
  readonly #payloadType: number;
  #sequenceNumber = 1;
  #highestReceived = 0;
  #rqSeq = 0;

  constructor(script: HandshakeScript, pool: RandomPool) {
    const { k1, k2 } = handshakeKeys(script).exposeKeys();
    this.#integrity = nodeIntegrity(script.suite, k1, user.password);
    this.#confidentiality = nodeConfidentiality(script.suite, k2, pool);
    this.#remoteConsoleSessionId = script.exchange.remoteConsoleSessionId;
    this.#managedSystemSessionId = script.exchange.managedSystemSessionId;
    this.#payloadType = (this.#confidentiality === undefined ? 0 : 0x80) | (this.#integrity === undefined ? 0 : 0x40);
  }

  seal(): Uint8Array {
    this.#rqSeq = (this.#rqSeq + 1) & 0x3f;
    this.#sequenceNumber += 1;
    const message = lanRequest(this.#rqSeq);
    const payload = this.#confidentiality === undefined ? message : this.#confidentiality.encrypt(message);
    const payloadEnd = 16 + payload.length;
    const integrity = this.#integrity;
    const padLength = integrity === undefined ? 0 : (4 - ((payloadEnd + 2) & 3)) & 3;
    const codeAt = integrity === undefined ? payloadEnd : payloadEnd + padLength + 2;
    const packet = Buffer.allocUnsafe(codeAt + (integrity?.authCodeLength ?? 0));
    packet[0] = 0x06;
    packet[1] = 0;
    packet[2] = 0xff;
    packet[3] = 0x07;
    packet[4] = 0x06;
    packet[5] = this.#payloadType;
    packet.writeUInt32LE(this.#managedSystemSessionId, 6);
    packet.writeUInt32LE(this.#sequenceNumber, 10);
    packet.writeUInt16LE(payload.length, 14);
    packet.set(payload, 16);
    if (integrity === undefined) return packet;
    for (let at = payloadEnd; at < payloadEnd + padLength; at++) packet[at] = 0xff;
    packet[codeAt - 2] = padLength;
    packet[codeAt - 1] = 0x07;
    packet.set(integrity.authCode(packet.subarray(4, codeAt)), codeAt);
    return packet;
  }

  open(datagram: Uint8Array): Reply {
    const packet = Buffer.from(datagram.buffer, datagram.byteOffset, datagram.length);
    if (packet.length < 16 || packet[0] !== 0x06 || packet[3] !== 0x07 || packet[4] !== 0x06) throw refused("header");
    if (packet[5] !== this.#payloadType) throw refused("payload type");
    if (packet.readUInt32LE(6) !== this.#remoteConsoleSessionId) throw refused("session ID");
    const sequenceNumber = packet.readUInt32LE(10);
    if (sequenceNumber <= this.#highestReceived) throw refused("session sequence number");
    const payloadEnd = 16 + packet.readUInt16LE(14);
    if (this.#integrity !== undefined) {
      const codeAt = packet.length - this.#integrity.authCodeLength;
      const padLength = packet[codeAt - 2]!;
      if (packet[codeAt - 1] !== 0x07 || payloadEnd + padLength + 2 !== codeAt) throw refused("trailer");
      if (!this.#integrity.verify(packet.subarray(4, codeAt), packet.subarray(codeAt))) throw refused("AuthCode");
    } else if (payloadEnd !== packet.length) throw refused("length");
    this.#highestReceived = sequenceNumber;
    const sealed = packet.subarray(16, payloadEnd);
    const message = this.#confidentiality === undefined ? sealed : this.#confidentiality.decrypt(sealed);
    if (message === undefined) throw refused("encryption");
    return this.#lanResponse(message);
  }

  #lanResponse(message: Uint8Array): Reply {
    const last = message.length - 1;
    if (message.length < 8 || sum(message, 0, 3) !== 0 || sum(message, 3, last + 1) !== 0) throw refused("checksum");
    const { netFn, cmd } = request;
    if (message[1]! !== (netFn | 1) << 2 || message[5] !== cmd || message[4] !== this.#rqSeq << 2)
      throw refused("match");
    return { completionCode: message[6]!, data: message.subarray(7, last) };
  }
}

function lanRequest(rqSeq: number): Uint8Array {
  const { netFn, cmd, data } = request;
  const message = Buffer.allocUnsafe(7 + data.length);
  message[0] = 0x20;
  message[1] = netFn << 2;
  message[2] = -sum(message, 0, 2);
  message[3] = 0x81;
  message[4] = rqSeq << 2;
  message[5] = cmd;
  message.set(data, 6);
  message[message.length - 1] = -sum(message, 3, message.length - 1);
  return message;
}

function sum(bytes: Uint8Array, start: number, end: number): number {
  let total = 0;
  for (let at = start; at < end; at++) total += bytes[at]!;
  return total & 0xff;
}

function refused(what: string): Error {
  return new Error(`the client on node:crypto refuses the packet: ${what}`);
}

/**
 * The bytes that a well-behaved managed system never sends, made from those it does: everything here is the effect of a
 * switch of `Faults`, and nothing else in the package builds wrong bytes.
 */
import {
  ByteWriter,
  type ConfidentialityCipher,
  encodeRefusal,
  type HandshakeRefusal,
  PayloadType,
  type RmcpRefusalStatus,
  type SessionProtection,
} from "@ruipmi/core/wire";
import type { Faults } from "./faults.ts";

const BLOCK_LENGTH = 16;

/** The code with one bit flipped; an empty one stays empty. */
export function spoiledCode(code: Uint8Array): Uint8Array {
  const spoiled = Uint8Array.from(code);
  if (spoiled.length > 0) spoiled[0]! ^= 0x01;
  return spoiled;
}

/** RAKP Message 2's code as `supermicro20` sends it: one byte too long. */
export function overlongCode(code: Uint8Array): Uint8Array {
  const overlong = new Uint8Array(code.length + 1);
  overlong.set(code);
  return overlong;
}

/** What `integritycheckvalue` puts where RAKP-none has nothing: as many bytes as HMAC-SHA1 would. */
export function needlessIntegrityCheckValue(): Uint8Array {
  return new Uint8Array(12).fill(0xa5);
}

/** A LAN message whose second checksum is wrong. */
export function withWrongChecksum(message: Uint8Array): Uint8Array {
  const spoiled = Uint8Array.from(message);
  spoiled[spoiled.length - 1]! ^= 0xff;
  return spoiled;
}

/**
 * A refusal in the handshake, as the switches want it.
 *
 * @param payloadType - of the answer that the refusal takes the place of
 */
export function refusalPayload(
  faults: Faults,
  payloadType: number,
  messageTag: number,
  status: RmcpRefusalStatus,
  remoteConsoleSessionId: number | undefined,
): Uint8Array {
  if (faults.shortErrorReplies) return encodeRefusalPayload({ status, messageTag });
  if (faults.zeroTagErrors && payloadType !== PayloadType.openSessionResponse) {
    const filled = new Uint8Array(payloadType === PayloadType.rakpMessage2 ? 40 : 8);
    filled.set(encodeRefusalPayload({ status, messageTag: 0, remoteConsoleSessionId: 0 }));
    return filled;
  }
  if (remoteConsoleSessionId === undefined) return encodeRefusalPayload({ status, messageTag });
  return encodeRefusalPayload({ status, messageTag, remoteConsoleSessionId });
}

/** A session's algorithms, padding as OpenBMC does for as long as `aesPadOf16` is on. */
export function withAesPadOf16(protection: SessionProtection, faults: Faults): SessionProtection {
  const { cipher } = protection;
  if (cipher === undefined) return protection;
  const deviant: ConfidentialityCipher = {
    encrypt: (plain, fresh) =>
      faults.aesPadOf16 && (plain.length + 1) % BLOCK_LENGTH === 0
        ? encryptWithPadOf16(cipher, plain, fresh)
        : cipher.encrypt(plain, fresh),
    decrypt: (payload, sequenceNumber) => cipher.decrypt(payload, sequenceNumber),
    wipe: () => cipher.wipe(),
  };
  return { authenticator: protection.authenticator, cipher: deviant };
}

/** Each CBC block depends on those before it only, so what the cipher appends after ours is cut off again. */
function encryptWithPadOf16(cipher: ConfidentialityCipher, plain: Uint8Array, fresh: boolean): Uint8Array {
  const padded = new Uint8Array(plain.length + BLOCK_LENGTH + 1);
  padded.set(plain);
  for (let pad = 1; pad <= BLOCK_LENGTH; pad++) padded[plain.length + pad - 1] = pad;
  padded[padded.length - 1] = BLOCK_LENGTH;
  return cipher.encrypt(padded, fresh).slice(0, BLOCK_LENGTH + padded.length);
}

function encodeRefusalPayload(refusal: HandshakeRefusal): Uint8Array {
  const writer = new ByteWriter(8);
  encodeRefusal(refusal, writer);
  return writer.toBytes();
}

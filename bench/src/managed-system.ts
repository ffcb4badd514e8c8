import { type CipherSuite, PrivilegeLevel } from "@ruipmi/core";
import {
  type Codec,
  encodeToBytes,
  HandshakeKeys,
  type LanResponse,
  lanResponse,
  openSessionResponse,
  PayloadType,
  type RakpExchange,
  rakpMessage2,
  rakpMessage4,
  SessionSealer,
  sealOutsideSession,
} from "@ruipmi/core/wire";
import type { RandomPool } from "./random-pool.ts";

/** The user that every handshake here is for. */
export const user: { readonly name: Uint8Array; readonly password: Uint8Array } = {
  name: new TextEncoder().encode("administrator"),
  password: new TextEncoder().encode("correct horse"),
};

const roleOfAdministrator = 0x10 | PrivilegeLevel.administrator; // name-only lookup

/** What both sides draw in one handshake, known beforehand: so its answers can be made beforehand too. */
export interface HandshakeScript {
  readonly suite: CipherSuite;
  readonly exchange: RakpExchange;
}

export function drawScript(suite: CipherSuite, pool: RandomPool): HandshakeScript {
  return {
    suite,
    exchange: {
      remoteConsoleSessionId: 0xa4a3a2a0,
      managedSystemSessionId: 0x02000201,
      remoteConsoleRandom: pool.draw(16).slice(),
      managedSystemRandom: pool.draw(16).slice(),
      managedSystemGuid: pool.draw(16).slice(),
      role: roleOfAdministrator,
      username: user.name,
    },
  };
}

export function handshakeKeys({ suite, exchange }: HandshakeScript): HandshakeKeys {
  return new HandshakeKeys(suite, exchange, { password: user.password, kg: new Uint8Array(0) });
}

/** The managed system's three answers, in order, each made for the tag of the message that it answers. */
export function handshakeAnswers(script: HandshakeScript): readonly ((messageTag: number) => Uint8Array)[] {
  const { suite, exchange } = script;
  const { remoteConsoleSessionId, managedSystemSessionId, managedSystemRandom, managedSystemGuid } = exchange;
  const keys = handshakeKeys(script);
  const openSession = {
    status: 0,
    maximumPrivilegeLevel: PrivilegeLevel.administrator,
    remoteConsoleSessionId,
    managedSystemSessionId,
    authenticationAlgorithm: suite.authentication,
    integrityAlgorithm: suite.integrity,
    confidentialityAlgorithm: suite.confidentiality,
  } as const;
  const message2 = {
    status: 0,
    remoteConsoleSessionId,
    managedSystemRandom,
    managedSystemGuid,
    keyExchangeAuthenticationCode: keys.rakpMessage2Code(),
  } as const;
  const message4 = { status: 0, remoteConsoleSessionId, integrityCheckValue: keys.rakpMessage4Icv() } as const;
  return [
    (messageTag) => seal(PayloadType.openSessionResponse, openSessionResponse, { ...openSession, messageTag }),
    (messageTag) => seal(PayloadType.rakpMessage2, rakpMessage2, { ...message2, messageTag }),
    (messageTag) => seal(PayloadType.rakpMessage4, rakpMessage4, { ...message4, messageTag }),
  ];
}

function seal<T>(payloadType: number, codec: Codec<T>, message: T): Uint8Array {
  return sealOutsideSession(payloadType, encodeToBytes(codec, message));
}

/** What a response says, besides what follows from its request. */
export type Answer = Pick<LanResponse, "netFn" | "cmd" | "rqSeq" | "data">;

/** Seals the responses of one open session, outside the measured time. */
export class ResponseSealer {
  readonly #sealer: SessionSealer;

  constructor(script: HandshakeScript, pool: RandomPool) {
    const protection = handshakeKeys(script).createProtection(() => pool.draw(16));
    this.#sealer = new SessionSealer(script.exchange.remoteConsoleSessionId, protection);
  }

  seal({ netFn, cmd, rqSeq, data }: Answer): Uint8Array {
    const message = { rqAddr: 0x81, netFn, rqLun: 0, rsAddr: 0x20, rqSeq, rsLun: 0, cmd, completionCode: 0, data };
    // Each xRC4 packet starts afresh, as it does where the two sides speak by turns.
    return this.#sealer.seal(PayloadType.ipmiMessage, encodeToBytes(lanResponse, message), true);
  }
}

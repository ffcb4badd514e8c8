/**
 * Set Channel Security Keys, 06h/56h (IPMI v2.0 §22.25, table 22-30):
 *
 * | byte | request                                    | response                                              |
 * |------|--------------------------------------------|-------------------------------------------------------|
 * | 0    | 3:0: channel, 0Eh = this one               | 1:0: 0 cannot be locked, 1 locked, 2 not locked       |
 * | 1    | 1:0: 0 read, 1 set, 2 lock the key         | key (1:), where it was read; may be left out          |
 * | 2    | key: 0 KR, 1 KG                            |                                                       |
 * | 3:   | key, where it is set; 20 bytes             |                                                       |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";

/** What Set Channel Security Keys can do (IPMI v2.0 table 22-30). */
export const SecurityKeyOperation = {
  /** Tell the key, where it is not locked. */
  read: 0,
  /** Set the key, where it is not locked. */
  set: 1,
  /** Lock the key: it can be neither read nor set from then on. */
  lock: 2,
} as const;

/** One of {@link SecurityKeyOperation}; 3 is reserved. */
export type SecurityKeyOperation = (typeof SecurityKeyOperation)[keyof typeof SecurityKeyOperation];

/** Which key (IPMI v2.0 table 22-30). */
export const SecurityKeyId = {
  /** KR, of RMCP's own security extensions. */
  kr: 0,
  /** KG, the BMC key of two-key logins. */
  kg: 1,
} as const;

/** One of {@link SecurityKeyId}. */
export type SecurityKeyId = (typeof SecurityKeyId)[keyof typeof SecurityKeyId];

/** Whether a key is locked (IPMI v2.0 table 22-30). */
export const SecurityKeyLock = {
  /** It cannot be locked. */
  notLockable: 0,
  /** It is: it can be neither read nor set. */
  locked: 1,
  /** It is not. */
  unlocked: 2,
} as const;

/** One of {@link SecurityKeyLock}. */
export type SecurityKeyLock = (typeof SecurityKeyLock)[keyof typeof SecurityKeyLock];

/** Reads, sets or locks a key. */
export interface SetChannelSecurityKeysRequest {
  /** 0–15; 0Eh is the channel the request comes in on. */
  readonly channelNumber: number;
  /** One of {@link SecurityKeyOperation}, 0–3. */
  readonly operation: number;
  /** One of {@link SecurityKeyId}, 0–255. */
  readonly keyId: number;
  /** The key, 20 bytes; empty where it is not set. */
  readonly key: Uint8Array;
}

/** What became of it. */
export interface SetChannelSecurityKeysResponse {
  /** One of {@link SecurityKeyLock}, 0–3. */
  readonly lock: number;
  /** The key where it was read; else empty. */
  readonly key: Uint8Array;
}

/** Set Channel Security Keys: needs ADMINISTRATOR. Use it only in sessions that encrypt. */
export const setChannelSecurityKeys: Command<SetChannelSecurityKeysRequest, SetChannelSecurityKeysResponse> = {
  name: "Set Channel Security Keys",
  netFn: NetFn.app,
  cmd: 0x56,
  section: "IPMI v2.0 §22.25",
  request: {
    encode({ channelNumber, operation, keyId, key }, writer) {
      writer
        .u8(channelNumber & 0x0f)
        .u8(operation & 3)
        .u8(keyId)
        .bytes(key);
    },
    decode(reader) {
      const channelNumber = reader.u8("channelNumber") & 0x0f;
      const operation = reader.u8("operation") & 3;
      return { channelNumber, operation, keyId: reader.u8("keyId"), key: reader.rest() };
    },
  },
  response: {
    encode({ lock, key }, writer) {
      writer.u8(lock & 3).bytes(key);
    },
    decode(reader) {
      return { lock: reader.u8("lock") & 3, key: reader.rest() };
    },
  },
  completionCodes: {
    128: "Cannot perform set/confirm, key is locked",
    129: "Insufficient key bytes",
    130: "Too many key bytes",
    131: "Key value does not meet criteria for specified type of key",
    132: "KR is not used",
  },
};

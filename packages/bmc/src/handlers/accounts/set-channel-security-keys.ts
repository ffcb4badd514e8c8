import {
  SecurityKeyId,
  SecurityKeyLock,
  SecurityKeyOperation,
  type SetChannelSecurityKeysRequest,
  type SetChannelSecurityKeysResponse,
  setChannelSecurityKeys,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel, SecretBytes } from "@ruipmi/core/wire";
import type { BmcHost } from "../../host.ts";
import { resolveChannel } from "../channel.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

const keyLength = 20;

// IPMI v2.0 §22.25
const keyIsLocked = 0x80;
const tooFewKeyBytes = 0x81;
const tooManyKeyBytes = 0x82;
const krIsNotUsed = 0x84;

/** Set Channel Security Keys (IPMI v2.0 §22.25): KG holds for the logins to come. */
export function setChannelSecurityKeysHandler({
  config,
}: BmcHost): BuiltInHandler<SetChannelSecurityKeysRequest, SetChannelSecurityKeysResponse> {
  let isLocked = false;
  const answer = (key: Uint8Array = new Uint8Array(0)): SetChannelSecurityKeysResponse => ({
    lock: isLocked ? SecurityKeyLock.locked : SecurityKeyLock.unlocked,
    key,
  });
  return {
    command: setChannelSecurityKeys,
    options: { privilegeLevel: PrivilegeLevel.administrator },
    handler: ({ channelNumber, operation, keyId, key }) => {
      if (resolveChannel(channelNumber) === undefined) return refuse(CompletionCode.invalidDataField);
      if (keyId === SecurityKeyId.kr) return refuse(krIsNotUsed);
      if (keyId !== SecurityKeyId.kg) return refuse(CompletionCode.invalidDataField);
      if (operation === SecurityKeyOperation.lock) {
        isLocked = true;
        return answer();
      }
      if (isLocked) return refuse(keyIsLocked);
      if (operation === SecurityKeyOperation.read) return answer(wholeKey(config.kg.expose()));
      if (operation !== SecurityKeyOperation.set) return refuse(CompletionCode.invalidDataField);
      if (key.length < keyLength) return refuse(tooFewKeyBytes);
      if (key.length > keyLength) return refuse(tooManyKeyBytes);
      config.kg.wipe();
      config.kg = new SecretBytes(key);
      return answer();
    },
  };
}

function wholeKey(kg: Uint8Array): Uint8Array {
  const whole = new Uint8Array(keyLength);
  whole.set(kg);
  return whole;
}

/**
 * Suspend/Resume Payload Encryption, 06h/55h (IPMI v2.0 §24.3, table 24-5):
 *
 * | byte | request                                                                       |
 * |------|-------------------------------------------------------------------------------|
 * | 0    | 5:0: payload type                                                             |
 * | 1    | 3:0: payload instance, from 1 on                                              |
 * | 2    | 4:0: 0 = suspend, 1 = resume, 2 = draw a new initialization vector (xRC4)      |
 *
 * The response is empty.
 */
import {
  type Command,
  emptyBody,
  NetFn,
  type PayloadInstance,
  readPayloadInstance,
  writePayloadInstance,
} from "@ruipmi/core/wire";

/** What Suspend/Resume Payload Encryption does (IPMI v2.0 table 24-5). */
export const PayloadEncryptionOperation = {
  /** Payloads are sent in the clear from now on. */
  suspend: 0,
  /** Payloads are encrypted from now on. */
  resume: 1,
  /** The stream of an xRC4 suite starts afresh. */
  regenerateInitializationVector: 2,
} as const;

/** What shall happen to the encryption of one instance of a payload. */
export interface SuspendResumePayloadEncryptionRequest extends PayloadInstance {
  /** One of {@link PayloadEncryptionOperation}, 0–31. */
  readonly operation: number;
}

/** Suspend/Resume Payload Encryption: any user may ask. */
export const suspendResumePayloadEncryption: Command<SuspendResumePayloadEncryptionRequest, void> = {
  name: "Suspend/Resume Payload Encryption",
  netFn: NetFn.app,
  cmd: 0x55,
  section: "IPMI v2.0 §24.3",
  request: {
    encode(value, writer) {
      writePayloadInstance(writer, value);
      writer.u8(value.operation & 0x1f);
    },
    decode(reader) {
      const instance = readPayloadInstance(reader);
      return { ...instance, operation: reader.u8("operation") & 0x1f };
    },
  },
  response: emptyBody,
  completionCodes: {
    128: "Operation not supported for given payload type",
    129: "Operation not allowed under present configuration for given payload type",
    130: "Encryption is not available for session that payload type is active under",
    131: "The payload instance is not presently active",
  },
};

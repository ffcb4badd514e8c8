import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeFromBytes, encodeToBytes } from "../../src/wire/codec.ts";
import { NAME_ONLY_LOOKUP, rakpMessage1 } from "../../src/wire/rakp-message-1.ts";
import { rakpMessage2 } from "../../src/wire/rakp-message-2.ts";
import { rakpMessage3 } from "../../src/wire/rakp-message-3.ts";
import { rakpMessage4 } from "../../src/wire/rakp-message-4.ts";
import { fromHex, fromText } from "../crypto/bytes.ts";
import { byte, bytesOf, record, testCodecLaws, uint32 } from "../support/codec-laws.ts";
import { recordedPayload } from "../support/recorded-packets.ts";
import { testRefusalLaws } from "../support/refusal-laws.ts";

const first = {
  messageTag: 0x90,
  managedSystemSessionId: 0x00000688,
  remoteConsoleRandom: fromHex("07b986238cd967515cc1e3052da6dc03"),
  role: NAME_ONLY_LOOKUP | 4,
  username: fromText("ipmiusr"),
};

const firstFields = {
  messageTag: byte,
  managedSystemSessionId: uint32,
  remoteConsoleRandom: bytesOf(16),
  role: byte,
};

testCodecLaws("RAKP Message 1", {
  codec: rakpMessage1,
  context: undefined,
  golden: [
    { name: "FreeIPMI's", hex: recordedPayload(9, 2), value: first },
    {
      name: "the null user's",
      hex: `00 000000 88060000 ${"11".repeat(16)} 04 0000 00`,
      value: {
        messageTag: 0,
        managedSystemSessionId: 0x688,
        remoteConsoleRandom: new Uint8Array(16).fill(0x11),
        role: 4,
        username: new Uint8Array(),
      },
    },
    {
      name: "one with the name padded to 16",
      hex: `${recordedPayload(9, 2)}${"00".repeat(9)}`,
      value: { ...first, padding: new Uint8Array(9) },
    },
  ],
  arbitrary: fc.oneof(
    record({ ...firstFields, username: bytesOf(0, 16) }),
    record({ ...firstFields, username: bytesOf(0, 8), padding: bytesOf(1, 8) }),
  ),
  shortest: 28,
  trailing: "taken",
});

testCodecLaws("RAKP Message 2", {
  codec: rakpMessage2,
  context: undefined,
  golden: [
    {
      name: "ipmi_sim's with HMAC-SHA1",
      hex: recordedPayload(3, 3),
      value: {
        status: 0,
        messageTag: 0,
        remoteConsoleSessionId: 0xa0a2a3a4,
        managedSystemRandom: fromHex("7f66eb4d523488bf384eebe06f8b688d"),
        managedSystemGuid: fromHex("a123456789abcdefa123456789abcdef"),
        keyExchangeAuthenticationCode: fromHex("fc898304235b86c484ee1336960a2c51897f26a7"),
      },
    },
    {
      name: "ipmi_sim's with RAKP-none",
      hex: recordedPayload(0, 3),
      value: {
        status: 0,
        messageTag: 0,
        remoteConsoleSessionId: 0xa0a2a3a4,
        managedSystemRandom: fromHex("ecef28c839a47fa505b7de82edf51d69"),
        managedSystemGuid: fromHex("a123456789abcdefa123456789abcdef"),
        keyExchangeAuthenticationCode: new Uint8Array(),
      },
    },
  ],
  arbitrary: record({
    status: fc.constant(0 as const),
    messageTag: byte,
    remoteConsoleSessionId: uint32,
    managedSystemRandom: bytesOf(16),
    managedSystemGuid: bytesOf(16),
    keyExchangeAuthenticationCode: bytesOf(0, 40),
  }),
  shortest: 40,
  trailing: "taken",
});

testRefusalLaws("RAKP Message 2", rakpMessage2);

testCodecLaws("RAKP Message 3", {
  codec: rakpMessage3,
  context: undefined,
  golden: [
    {
      name: "ipmitool's with HMAC-SHA1",
      hex: recordedPayload(3, 4),
      value: {
        messageTag: 0,
        status: 0,
        managedSystemSessionId: 0x00000382,
        keyExchangeAuthenticationCode: fromHex("8ca525b271d3f6b469fb7c55959116ba221f3a7e"),
      },
    },
    {
      name: "one that breaks the handshake off",
      hex: "07 0f 0000 82030000",
      value: {
        messageTag: 7,
        status: 0x0f,
        managedSystemSessionId: 0x382,
        keyExchangeAuthenticationCode: new Uint8Array(),
      },
    },
  ],
  arbitrary: record({
    messageTag: byte,
    status: byte,
    managedSystemSessionId: uint32,
    keyExchangeAuthenticationCode: bytesOf(0, 40),
  }),
  shortest: 8,
  trailing: "taken",
});

testCodecLaws("RAKP Message 4", {
  codec: rakpMessage4,
  context: undefined,
  golden: [
    {
      name: "ipmi_sim's with HMAC-SHA1",
      hex: recordedPayload(3, 5),
      value: {
        status: 0,
        messageTag: 0,
        remoteConsoleSessionId: 0xa0a2a3a4,
        integrityCheckValue: fromHex("6cc9277cbe3bc3c4d51b736e"),
      },
    },
    {
      name: "ipmi_sim's with HMAC-MD5",
      hex: recordedPayload(9, 5),
      value: {
        status: 0,
        messageTag: 0x91,
        remoteConsoleSessionId: 0x88b4b047,
        integrityCheckValue: fromHex("c8af71b6a3cea8a685289a6c166555d1"),
      },
    },
  ],
  arbitrary: record({
    status: fc.constant(0 as const),
    messageTag: byte,
    remoteConsoleSessionId: uint32,
    integrityCheckValue: bytesOf(0, 40),
  }),
  shortest: 8,
  trailing: "taken",
});

testRefusalLaws("RAKP Message 4", rakpMessage4);

describe("RAKP Message 1", () => {
  it("refuses a user name of 17 bytes", () => {
    const bytes = encodeToBytes(rakpMessage1, { ...first, username: new Uint8Array(17) });
    expect(() => decodeFromBytes(rakpMessage1, bytes, "RAKP Message 1")).toThrow("usernameLength");
  });

  it("refuses a user name that is cut off", () => {
    const bytes = fromHex(recordedPayload(9, 2));
    expect(() => decodeFromBytes(rakpMessage1, bytes.subarray(0, -1), "RAKP Message 1")).toThrow("username");
  });

  it("refuses padding past 44 bytes", () => {
    const bytes = encodeToBytes(rakpMessage1, { ...first, padding: new Uint8Array(10) });
    expect(() => decodeFromBytes(rakpMessage1, bytes, "RAKP Message 1")).toThrow("padding");
  });
});

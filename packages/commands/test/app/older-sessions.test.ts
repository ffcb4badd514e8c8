import fc from "fast-check";
import {
  byte,
  bytesOf,
  nibble,
  record,
  sixBits,
  testCodecLaws,
  uint32,
} from "../../../core/test/support/codec-laws.ts";
import {
  activateSession,
  getAuthCode,
  getSessionChallenge,
  getSystemInterfaceCapabilities,
  manufacturingTestOn,
  SystemInterface,
  type SystemInterfaceCapabilities,
} from "../../src/index.ts";

const bytes16 = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";
const sixteen = Uint8Array.from({ length: 16 }, (_, index) => 0xa0 + index);
const admin = Uint8Array.of(0x61, 0x64, 0x6d, 0x69, 0x6e, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

testCodecLaws("Get Session Challenge request", {
  codec: getSessionChallenge.request,
  context: undefined,
  golden: [
    {
      name: "MD5 for admin",
      hex: "02 61646d696e 0000000000000000000000",
      value: { authenticationType: 2, username: admin },
    },
  ],
  arbitrary: record({ authenticationType: nibble, username: bytesOf(16) }),
  shortest: 17,
  trailing: "refused",
});

testCodecLaws("Get Session Challenge response", {
  codec: getSessionChallenge.response,
  context: { authenticationType: 2, username: admin },
  golden: [
    {
      name: "temporary session 04030201h",
      hex: `01 02 03 04 ${bytes16}`,
      value: { temporarySessionId: 0x04030201, challenge: sixteen },
    },
  ],
  arbitrary: record({ temporarySessionId: uint32, challenge: bytesOf(16) }),
  shortest: 20,
  trailing: "refused",
});

testCodecLaws("Activate Session request", {
  codec: activateSession.request,
  context: undefined,
  golden: [
    {
      name: "as administrator",
      hex: `02 04 ${bytes16} 78 56 34 12`,
      value: {
        authenticationType: 2,
        maximumPrivilegeLevel: 4,
        challenge: sixteen,
        initialOutboundSequenceNumber: 0x12345678,
      },
    },
  ],
  arbitrary: record({
    authenticationType: nibble,
    maximumPrivilegeLevel: fc.constantFrom(1, 2, 3, 4, 5),
    challenge: bytesOf(16),
    initialOutboundSequenceNumber: uint32,
  }),
  shortest: 22,
  trailing: "refused",
});

testCodecLaws("Activate Session response", {
  codec: activateSession.response,
  context: {
    authenticationType: 2,
    maximumPrivilegeLevel: 4,
    challenge: sixteen,
    initialOutboundSequenceNumber: 1,
  },
  golden: [
    {
      name: "session 33221100h",
      hex: "02 00 11 22 33 01 00 00 00 04",
      value: {
        authenticationType: 2,
        sessionId: 0x33221100,
        initialInboundSequenceNumber: 1,
        maximumPrivilegeLevel: 4,
      },
    },
  ],
  arbitrary: record({
    authenticationType: nibble,
    sessionId: uint32,
    initialInboundSequenceNumber: uint32,
    maximumPrivilegeLevel: fc.constantFrom(1, 2, 3, 4, 5),
  }),
  shortest: 10,
  trailing: "refused",
});

const authCodeRequest = { rmcpPlus: true, algorithm: 4, channelNumber: 14, userId: 2, data: sixteen };

testCodecLaws("Get AuthCode request", {
  codec: getAuthCode.request,
  context: undefined,
  golden: [{ name: "HMAC-SHA256-128 of user 2", hex: `44 0e 02 ${bytes16}`, value: authCodeRequest }],
  arbitrary: record({
    rmcpPlus: fc.boolean(),
    algorithm: sixBits,
    channelNumber: nibble,
    userId: sixBits,
    data: bytesOf(16),
  }),
  shortest: 19,
  trailing: "refused",
});

testCodecLaws("Get AuthCode response", {
  codec: getAuthCode.response,
  context: authCodeRequest,
  golden: [{ name: "16 bytes", hex: bytes16, value: { authCode: sixteen } }],
  arbitrary: record({ authCode: bytesOf(0, 32) }),
  shortest: 0,
  trailing: "taken",
});

testCodecLaws("Get System Interface Capabilities request", {
  codec: getSystemInterfaceCapabilities.request,
  context: undefined,
  golden: [{ name: "KCS", hex: "01", value: { systemInterface: SystemInterface.kcs } }],
  arbitrary: record({ systemInterface: nibble }),
  shortest: 1,
  trailing: "refused",
});

const version = fc.integer({ min: 0, max: 7 });

testCodecLaws<SystemInterfaceCapabilities, { systemInterface: number }>(
  "Get System Interface Capabilities response, SSIF",
  {
    codec: getSystemInterfaceCapabilities.response,
    context: { systemInterface: SystemInterface.ssif },
    golden: [
      {
        name: "multi-part with middle, PEC",
        hex: "00 88 40 20",
        value: {
          kind: "ssif",
          transactionSupport: 2,
          pecSupport: true,
          version: 0,
          inputMessageSize: 64,
          outputMessageSize: 32,
        },
      },
    ],
    arbitrary: record({
      kind: fc.constant("ssif" as const),
      transactionSupport: fc.integer({ min: 0, max: 3 }),
      pecSupport: fc.boolean(),
      version,
      inputMessageSize: byte,
      outputMessageSize: byte,
    }),
    shortest: 4,
    trailing: "refused",
  },
);

testCodecLaws<SystemInterfaceCapabilities, { systemInterface: number }>(
  "Get System Interface Capabilities response, KCS",
  {
    codec: getSystemInterfaceCapabilities.response,
    context: { systemInterface: SystemInterface.kcs },
    golden: [{ name: "40 bytes", hex: "00 00 28", value: { kind: "kcs", version: 0, inputMessageSize: 40 } }],
    arbitrary: record({ kind: fc.constant("kcs" as const), version, inputMessageSize: byte }),
    shortest: 3,
    trailing: "refused",
  },
);

testCodecLaws("Manufacturing Test On request", {
  codec: manufacturingTestOn.request,
  context: undefined,
  golden: [{ name: "two parameters", hex: "01 02", value: { parameters: Uint8Array.of(1, 2) } }],
  arbitrary: record({ parameters: bytesOf(0, 20) }),
  shortest: 0,
  trailing: "taken",
});

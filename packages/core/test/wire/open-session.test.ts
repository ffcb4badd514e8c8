import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  authenticationProposal,
  confidentialityProposal,
  integrityProposal,
} from "../../src/wire/algorithm-proposal.ts";
import { decodeFromBytes } from "../../src/wire/codec.ts";
import { openSessionRequest } from "../../src/wire/open-session-request.ts";
import { openSessionResponse } from "../../src/wire/open-session-response.ts";
import { fromHex } from "../crypto/bytes.ts";
import { byte, nibble, record, sixBits, testCodecLaws, uint32 } from "../support/codec-laws.ts";
import { recordedPayload } from "../support/recorded-packets.ts";
import { testRefusalLaws } from "../support/refusal-laws.ts";

const algorithm = fc.option(sixBits, { nil: undefined });

describe.each([
  ["authentication", authenticationProposal, "00"],
  ["integrity", integrityProposal, "01"],
  ["confidentiality", confidentialityProposal, "02"],
] as const)("%s proposal", (name, codec, type) => {
  testCodecLaws(name, {
    codec,
    context: undefined,
    golden: [
      { name: "an algorithm", hex: `${type} 0000 08 03 000000`, value: 3 },
      { name: "the managed system's choice", hex: `${type} 0000 00 00 000000`, value: undefined },
      { name: "reserved bits that are not 0", hex: `${type} ffff 08 c3 ffffff`, value: 3, decodeOnly: true },
    ],
    arbitrary: algorithm,
    shortest: 8,
    trailing: "refused",
  });

  it("refuses another kind of algorithm and another length", () => {
    expect(() => decodeFromBytes(codec, fromHex("0300000801000000"), name)).toThrow("payload type");
    expect(() => decodeFromBytes(codec, fromHex(`${type}00000701000000`), name)).toThrow("payload length");
  });
});

testCodecLaws("Open Session Request", {
  codec: openSessionRequest,
  context: undefined,
  golden: [
    {
      name: "ipmitool's for suite 3",
      hex: recordedPayload(3, 0),
      value: {
        messageTag: 0,
        requestedMaximumPrivilegeLevel: 0,
        remoteConsoleSessionId: 0xa0a2a3a4,
        authenticationAlgorithm: 1,
        integrityAlgorithm: 1,
        confidentialityAlgorithm: 1,
      },
    },
    {
      name: "FreeIPMI's for suite 11, with a privilege level",
      hex: recordedPayload(9, 0),
      value: {
        messageTag: 0x8f,
        requestedMaximumPrivilegeLevel: 4,
        remoteConsoleSessionId: 0x88b4b047,
        authenticationAlgorithm: 2,
        integrityAlgorithm: 3,
        confidentialityAlgorithm: 0,
      },
    },
  ],
  arbitrary: record({
    messageTag: byte,
    requestedMaximumPrivilegeLevel: nibble,
    remoteConsoleSessionId: uint32,
    authenticationAlgorithm: algorithm,
    integrityAlgorithm: algorithm,
    confidentialityAlgorithm: algorithm,
  }),
  shortest: 32,
  trailing: "refused",
});

testCodecLaws("Open Session Response", {
  codec: openSessionResponse,
  context: undefined,
  golden: [
    {
      name: "ipmi_sim's for suite 11",
      hex: recordedPayload(9, 1),
      value: {
        status: 0,
        messageTag: 0x8f,
        maximumPrivilegeLevel: 4,
        remoteConsoleSessionId: 0x88b4b047,
        managedSystemSessionId: 0x00000688,
        authenticationAlgorithm: 2,
        integrityAlgorithm: 3,
        confidentialityAlgorithm: 0,
      },
    },
  ],
  arbitrary: record({
    status: fc.constant(0 as const),
    messageTag: byte,
    maximumPrivilegeLevel: nibble,
    remoteConsoleSessionId: uint32,
    managedSystemSessionId: uint32,
    authenticationAlgorithm: sixBits,
    integrityAlgorithm: sixBits,
    confidentialityAlgorithm: sixBits,
  }),
  shortest: 36,
  trailing: "refused",
});

testRefusalLaws("Open Session Response", openSessionResponse);

describe("Open Session Response", () => {
  it("refuses an acceptance that leaves an algorithm open", () => {
    const bytes = fromHex(recordedPayload(9, 1));
    bytes[12 + 3] = 0;
    expect(() => decodeFromBytes(openSessionResponse, bytes, "Open Session Response")).toThrow("names no algorithm");
  });

  it("takes the lone completion code that phosphor answers a bad request with for malformed", () => {
    expect(() => decodeFromBytes(openSessionResponse, fromHex("c7"), "Open Session Response")).toThrow("status");
  });
});

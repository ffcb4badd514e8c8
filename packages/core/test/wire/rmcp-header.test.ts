import { describe, expect, it } from "vitest";
import { encodeToBytes } from "../../src/wire/codec.ts";
import { RMCP_HEADER_LENGTH, RMCP_NO_ACK, RMCP_VERSION, RmcpClass, rmcpHeader } from "../../src/wire/rmcp-header.ts";
import { byte, record, testCodecLaws } from "../support/codec-laws.ts";
import { recordedPackets } from "../support/recorded-packets.ts";

const ofIpmi = { version: RMCP_VERSION, sequenceNumber: RMCP_NO_ACK, classOfMessage: RmcpClass.ipmi };

testCodecLaws("RMCP header", {
  codec: rmcpHeader,
  context: undefined,
  golden: [
    { name: "an IPMI message", hex: recordedPackets(3)[0]!.slice(0, 8), value: ofIpmi },
    {
      name: "a presence ping",
      hex: "06 00 00 06",
      value: { version: 6, sequenceNumber: 0, classOfMessage: RmcpClass.asf },
    },
    { name: "an RMCP ACK", hex: "06 00 21 86", value: { version: 6, sequenceNumber: 0x21, classOfMessage: 0x86 } },
    { name: "a reserved byte that is not 0", hex: "06 55 FF 07".toLowerCase(), value: ofIpmi, decodeOnly: true },
  ],
  arbitrary: record({ version: byte, sequenceNumber: byte, classOfMessage: byte }),
  shortest: 4,
  trailing: "refused",
});

describe("RMCP header", () => {
  it("has the length it says", () => {
    expect(encodeToBytes(rmcpHeader, ofIpmi)).toHaveLength(RMCP_HEADER_LENGTH);
  });

  it("has the acknowledgement bit besides the class", () => {
    expect(RmcpClass.ack | RmcpClass.asf).toBe(0x86);
  });
});

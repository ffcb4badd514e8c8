import {
  type GetChannelCipherSuitesRequest,
  type GetChannelCipherSuitesResponse,
  getChannelCipherSuites,
} from "@ruipmi/commands";
import {
  CIPHER_SUITE_CHUNK_LENGTH,
  type CipherSuite,
  CompletionCode,
  encodeAlgorithmList,
  encodeCipherSuiteRecords,
  PayloadType,
} from "@ruipmi/core/wire";
import type { BmcHost } from "../host.ts";
import { usedCipherSuites } from "../session/cipher-suite-limit.ts";
import { resolveChannel } from "./channel.ts";
import { type BuiltInHandler, refuse } from "./handler.ts";

/** Get Channel Cipher Suites (IPMI v2.0 §22.15): the enabled suites, 16 bytes at a time, or the bare algorithms. */
export function getChannelCipherSuitesHandler({
  config,
}: BmcHost): BuiltInHandler<GetChannelCipherSuitesRequest, GetChannelCipherSuitesResponse> {
  return {
    command: getChannelCipherSuites,
    options: { outsideSession: true },
    handler: ({ channelNumber, payloadType, listByCipherSuite, listIndex }) => {
      const channel = resolveChannel(channelNumber);
      if (channel === undefined || payloadType > PayloadType.serialOverLan)
        return refuse(CompletionCode.invalidDataField);
      const start = listIndex * CIPHER_SUITE_CHUNK_LENGTH;
      const suites = usedCipherSuites(config);
      const list = listByCipherSuite ? suiteRecords(suites) : algorithmList(suites);
      return { channelNumber: channel, chunk: list.slice(start, start + CIPHER_SUITE_CHUNK_LENGTH) };
    },
  };
}

function suiteRecords(suites: readonly CipherSuite[]): Uint8Array {
  return encodeCipherSuiteRecords(
    suites.map(({ id, authentication, integrity, confidentiality }) => ({
      id,
      authenticationAlgorithms: [authentication],
      integrityAlgorithms: [integrity],
      confidentialityAlgorithms: [confidentiality],
    })),
  );
}

function algorithmList(suites: readonly CipherSuite[]): Uint8Array {
  return encodeAlgorithmList({
    authenticationAlgorithms: [...new Set(suites.map((suite) => suite.authentication))],
    integrityAlgorithms: [...new Set(suites.map((suite) => suite.integrity))],
    confidentialityAlgorithms: [...new Set(suites.map((suite) => suite.confidentiality))],
  });
}

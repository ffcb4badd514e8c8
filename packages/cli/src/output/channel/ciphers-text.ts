import {
  AuthenticationAlgorithmId,
  type CipherSuiteRecord,
  ConfidentialityAlgorithmId,
  IntegrityAlgorithmId,
} from "@ruipmi/core/wire";
import { unknownName } from "../ipmi-names.ts";
import { array, integer, type JsonSchema, nameOrNumber, object, optional, string } from "../json-schema.ts";
import { keyOf } from "../key-of.ts";

/** `channel getciphers` in ipmitool's columns. */
export function cipherSuitesText(records: readonly CipherSuiteRecord[]): string {
  const rows = records.map((record) => {
    const [id, iana, ...algorithms] = cells(record);
    return `${id!.padEnd(4)} ${iana!.padEnd(7)} ${algorithms.map((name) => name.padEnd(15)).join(" ")}\n`;
  });
  return ["ID   IANA    Auth Alg        Integrity Alg   Confidentiality Alg\n", ...rows].join("");
}

/** `-c channel getciphers`. */
export function cipherSuitesCsv(records: readonly CipherSuiteRecord[]): string {
  return records.map((record) => `${cells(record).join(",")}\n`).join("");
}

/** `--json channel getciphers`. */
export function cipherSuitesDocument(
  channelNumber: number,
  records: readonly CipherSuiteRecord[],
  tolerated: readonly string[],
): object {
  return {
    channelNumber,
    cipherSuites: records.map((record) => ({
      id: record.id,
      oemIana: record.oemIana,
      authenticationAlgorithms: record.authenticationAlgorithms.map((id) => keyOf(AuthenticationAlgorithmId, id)),
      integrityAlgorithms: record.integrityAlgorithms.map((id) => keyOf(IntegrityAlgorithmId, id)),
      confidentialityAlgorithms: record.confidentialityAlgorithms.map((id) => keyOf(ConfidentialityAlgorithmId, id)),
    })),
    ...(tolerated.length === 0 ? {} : { tolerated }),
  };
}

/** The schema of {@link cipherSuitesDocument}. */
export const cipherSuitesSchema: JsonSchema = object({
  channelNumber: integer("the channel that was asked about; 14 for the session's own", 0, 15),
  cipherSuites: array(
    object({
      id: integer("0 to 19 are the specification's", 0, 255),
      oemIana: optional(integer("whose suite it is, where it is not the specification's", 0, 0xffffff)),
      authenticationAlgorithms: array(nameOrNumber(AuthenticationAlgorithmId), "none when empty"),
      integrityAlgorithms: array(nameOrNumber(IntegrityAlgorithmId), "none when empty"),
      confidentialityAlgorithms: array(nameOrNumber(ConfidentialityAlgorithmId), "none when empty"),
    }),
  ),
  tolerated: optional(array(string(), "what was wrong in the list and read all the same")),
});

function cells(record: CipherSuiteRecord): readonly string[] {
  return [
    String(record.id),
    record.oemIana === undefined || record.oemIana === 0 ? "N/A" : record.oemIana.toString(16).padStart(6, "0"),
    names(record.authenticationAlgorithms, ["none", "hmac_sha1", "hmac_md5", "hmac_sha256"]),
    names(record.integrityAlgorithms, ["none", "hmac_sha1_96", "hmac_md5_128", "md5_128", "sha256_128"]),
    names(record.confidentialityAlgorithms, ["none", "aes_cbc_128", "xrc4_128", "xrc4_40"]),
  ];
}

/** A kind that a record leaves out is none of that kind (IPMI v2.0 §22.15.1). */
function names(algorithms: readonly number[], known: readonly string[]): string {
  if (algorithms.length === 0) return known[0]!;
  return algorithms.map((id) => known[id] ?? unknownName(id)).join("/");
}

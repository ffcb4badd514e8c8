import { type CipherSuite, type OpenSessionRequest, type RmcpRefusalStatus, RmcpStatus } from "@ruipmi/core/wire";

/** The suite to use, or why there is none. */
export type CipherSuiteChoice =
  | { readonly suite: CipherSuite; readonly refusal?: never }
  | { readonly refusal: RmcpRefusalStatus };

/**
 * Picks the enabled suite that an Open Session Request proposes. An algorithm that no enabled suite has gets the status
 * of its kind, one that only does not go with the others 11h (IPMI v2.0 §13.18, table 13-15). Where the request leaves
 * a choice open, the first enabled suite that fits is taken, one with integrity before one without.
 */
export function chooseCipherSuite(enabled: readonly CipherSuite[], request: OpenSessionRequest): CipherSuiteChoice {
  const { authenticationAlgorithm, integrityAlgorithm, confidentialityAlgorithm } = request;
  if (!enabled.some((suite) => fits(suite.authentication, authenticationAlgorithm)))
    return { refusal: RmcpStatus.invalidAuthenticationAlgorithm };
  if (!enabled.some((suite) => fits(suite.integrity, integrityAlgorithm)))
    return { refusal: RmcpStatus.invalidIntegrityAlgorithm };
  if (!enabled.some((suite) => fits(suite.confidentiality, confidentialityAlgorithm)))
    return { refusal: RmcpStatus.invalidConfidentialityAlgorithm };
  const matching = enabled.filter(
    (suite) =>
      fits(suite.authentication, authenticationAlgorithm) &&
      fits(suite.integrity, integrityAlgorithm) &&
      fits(suite.confidentiality, confidentialityAlgorithm),
  );
  const suite = matching.find((candidate) => candidate.integrity !== 0) ?? matching[0];
  return suite === undefined ? { refusal: RmcpStatus.noCipherSuiteMatch } : { suite };
}

function fits(algorithm: number, proposed: number | undefined): boolean {
  return proposed === undefined || proposed === algorithm;
}

import { type CipherSuite, PrivilegeLevel } from "@ruipmi/core/wire";
import type { ResolvedBmcConfig } from "../config.ts";
import { cipherSuiteEntries } from "../device/lan/index.ts";

/**
 * The highest level that sessions of a suite get: LAN parameter 24, one level for each suite that parameter 23 names;
 * 0 for a suite that is not used (IPMI v2.0 table 23-4). A suite that is not named there has no limit.
 */
export function cipherSuiteLimit(
  { device: { lan }, cipherSuites }: Pick<ResolvedBmcConfig, "device" | "cipherSuites">,
  { id }: CipherSuite,
): number {
  const entry = cipherSuiteEntries(lan, cipherSuites).indexOf(id);
  return lan.parameters.cipherSuitePrivilegeLevels?.[entry] ?? PrivilegeLevel.oem;
}

/** The enabled suites without those that are not used. */
export function usedCipherSuites(config: Pick<ResolvedBmcConfig, "device" | "cipherSuites">): readonly CipherSuite[] {
  return config.cipherSuites.filter((suite) => cipherSuiteLimit(config, suite) !== 0);
}

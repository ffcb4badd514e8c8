/** Privilege levels (IPMI v2.0 §6.8, table 22-28). */
export const PrivilegeLevel = {
  /** In an Open Session Request: the highest that the chosen cipher suite allows. No level of its own. */
  highest: 0,
  /** May only initiate a callback. */
  callback: 1,
  /** May look. */
  user: 2,
  /** May act, but not change how others get access. */
  operator: 3,
  /** May do everything. */
  administrator: 4,
  /** What the OEM says. */
  oem: 5,
} as const;

/** A level of {@link PrivilegeLevel}. */
export type PrivilegeLevel = (typeof PrivilegeLevel)[keyof typeof PrivilegeLevel];

/**
 * The level in the specification's words, for example `ADMINISTRATOR`; a number without a name is given as such.
 *
 * @param level - 0–15
 */
export function privilegeLevelName(level: number): string {
  return names[level] ?? `Unknown privilege level ${level}`;
}

const names: Readonly<Record<number, string>> = {
  [PrivilegeLevel.highest]: "Highest",
  [PrivilegeLevel.callback]: "CALLBACK",
  [PrivilegeLevel.user]: "USER",
  [PrivilegeLevel.operator]: "OPERATOR",
  [PrivilegeLevel.administrator]: "ADMINISTRATOR",
  [PrivilegeLevel.oem]: "OEM Proprietary",
};

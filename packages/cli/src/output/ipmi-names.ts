/** Names of numbers as ipmitool prints them. */

/** `Unknown (0x0A)`. */
export function unknownName(value: number): string {
  return `Unknown (0x${value.toString(16).toUpperCase().padStart(2, "0")})`;
}

/** The name of a privilege limit, in capitals. */
export function limitName(limit: number): string {
  return limitNames[limit] ?? unknownName(limit);
}

/** `enabled` or `disabled`. */
export function abled(isEnabled: boolean): string {
  return isEnabled ? "enabled" : "disabled";
}

/** A name as managed systems keep it: the bytes before the first 00h, as UTF-8. */
export function nameText(name: Uint8Array): string {
  const end = name.indexOf(0);
  return Buffer.from(end === -1 ? name : name.subarray(0, end)).toString("utf8");
}

const limitNames: Readonly<Record<number, string>> = {
  1: "CALLBACK",
  2: "USER",
  3: "OPERATOR",
  4: "ADMINISTRATOR",
  5: "OEM",
  15: "NO ACCESS",
};

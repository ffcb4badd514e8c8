/**
 * A number with so many digits behind the point, as C prints it: of two that are as near, the one whose last digit is
 * even, where JavaScript takes the larger.
 *
 * @param digits - 0–20
 */
export function fixed(value: number, digits: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  return sign + unsigned(Math.abs(value), digits);
}

function unsigned(value: number, digits: number): string {
  // From here on JavaScript writes an exponent; such numbers are whole.
  if (value >= 1e21) return `${BigInt(value)}${digits === 0 ? "" : `.${"0".repeat(digits)}`}`;
  const exact = value.toFixed(100);
  const kept = exact.length - 100 + digits;
  const isTie = /^50*$/.test(exact.slice(kept));
  const truncated = digits === 0 ? exact.slice(0, -101) : exact.slice(0, kept);
  return isTie && Number(truncated.at(-1)) % 2 === 0 ? truncated : value.toFixed(digits);
}

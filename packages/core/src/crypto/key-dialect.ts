/**
 * How a managed system deviates where keys and codes are computed, as plain data. {@link standardKeyDialect} is the
 * specification; each other value of a field belongs to one quirk and has its effect in one place.
 */
export interface KeyDialect {
  /** How many bytes of the password and of Kg key an HMAC-MD5: 20, or 16 (`openipmiMd5`, `intel20`). */
  readonly hmacMd5KeyLength: 16 | 20;
  /** How long the constants are that K1 and K2 are made from with RAKP-HMAC-MD5: 20 bytes, or 16 (`openipmiMd5`). */
  readonly hmacMd5ConstantLength: 16 | 20;
  /** What keys HMAC-MD5-128: K1, or the password (`openipmiMd5`). */
  readonly hmacMd5IntegrityKey: "k1" | "password";
  /** Whether the user name is as long as it is, or zero-padded to 16 bytes in RAKP message 1 and 2 and in the SIK (`intel20`). */
  readonly usernamePadding: "none" | "sixteen";
  /** Whether RAKP message 3 hashes the whole role byte, or without bit 4, name-only lookup (`intel20`). */
  readonly rakpMessage3Role: "whole" | "withoutLookup";
  /** Whose hash and length the integrity check value of RAKP message 4 has (`intel20`: the integrity algorithm's). */
  readonly rakpMessage4Algorithm: "authentication" | "integrity";
}

/** Quirks that change keys and codes. */
export type KeyQuirk = "openipmiMd5" | "intel20";

/** What the specification says. */
export const standardKeyDialect: KeyDialect = {
  hmacMd5KeyLength: 20,
  hmacMd5ConstantLength: 20,
  hmacMd5IntegrityKey: "k1",
  usernamePadding: "none",
  rakpMessage3Role: "whole",
  rakpMessage4Algorithm: "authentication",
};

/** What each quirk changes of {@link standardKeyDialect}. */
export const keyQuirks: Readonly<Record<KeyQuirk, Partial<KeyDialect>>> = {
  openipmiMd5: { hmacMd5KeyLength: 16, hmacMd5ConstantLength: 16, hmacMd5IntegrityKey: "password" },
  intel20: {
    hmacMd5KeyLength: 16,
    usernamePadding: "sixteen",
    rakpMessage3Role: "withoutLookup",
    rakpMessage4Algorithm: "integrity",
  },
};

/**
 * The dialect of a managed system with the given quirks; names of other quirks are not looked at.
 *
 * @example
 * ```ts
 * const dialect = keyDialect(["openipmiMd5", "opensesspriv"]);
 * ```
 */
export function keyDialect(quirks: Iterable<string>): KeyDialect {
  let dialect = standardKeyDialect;
  for (const quirk of quirks) {
    if (isKeyQuirk(quirk)) dialect = { ...dialect, ...keyQuirks[quirk] };
  }
  return dialect;
}

function isKeyQuirk(quirk: string): quirk is KeyQuirk {
  return Object.hasOwn(keyQuirks, quirk);
}

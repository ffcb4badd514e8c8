import { bit, type Codec, isSet } from "@ruipmi/core/wire";

/** Authentication types of IPMI v1.5, one bit each: 0 none, 1 MD2, 2 MD5, 4 straight password, 5 OEM (IPMI v2.0 table 23-4). */
export interface LanAuthenticationTypes {
  /** None. */
  readonly none: boolean;
  /** MD2. */
  readonly md2: boolean;
  /** MD5. */
  readonly md5: boolean;
  /** Straight password or key. */
  readonly password: boolean;
  /** OEM. */
  readonly oem: boolean;
}

/** The byte, both ways. */
export const lanAuthenticationTypes: Codec<LanAuthenticationTypes> = {
  encode(value, writer) {
    writer.u8(bit(0, value.none) | bit(1, value.md2) | bit(2, value.md5) | bit(4, value.password) | bit(5, value.oem));
  },
  decode(reader) {
    const bits = reader.u8("authenticationTypes");
    return {
      none: isSet(bits, 0),
      md2: isSet(bits, 1),
      md5: isSet(bits, 2),
      password: isSet(bits, 4),
      oem: isSet(bits, 5),
    };
  },
};

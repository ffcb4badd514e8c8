/**
 * FRU devices as other hands have made them: by an encoder that shares nothing with ruipmi's, read by ipmitool and
 * FreeIPMI in interop.
 */

const hex = (...lines: readonly string[]): Uint8Array => Uint8Array.from(Buffer.from(lines.join(""), "hex"));

/** A power supply: product and records of most kinds. */
export const psuFru: Uint8Array = padded(
  256,
  hex(
    "01000000010900f5010819c544656c7461c84450532d31313030ca4450532d313130304142c23033cb50535531313030",
    "30303432c0c77073752e667275c57265762042c10000006f00021874724c04140528052823b036504620672f3f0c1fba",
    "4403e8032301020d638d01b0047404ec047800f40150c301020da94782f401db010d0232000000b80b02020de00f01b0",
    "047404ec0464006400e45703020651a402626f782d370402073eb59112000a01050f09020dbb2d11b0047404ec047800",
    "05009803c002060c2cf0ffff010203d18204545591120009",
  ),
);

/** Every area but records, with fields in 6-bit ASCII, BCD plus and binary. */
export const packedFru: Uint8Array = padded(
  256,
  hex(
    "010102070c0000e901010203040506070105174412b345c687231ace733aff17c96578747261206f6e65c96578747261",
    "2074776fc10000030105004d83d983e1d896c4436166e94300042a04deadbeefc5622e66727585633dd36f0bc1000046",
    "01030083e1d896827204417ac0c5532f4e203900c0c10048",
  ),
);

/** Wrong checksums of header, chassis and board, and a version of one character. */
export const errantFru: Uint8Array = padded(
  128,
  hex(
    "01000103070000a1010203c3435031c3435331c100000029010419000000c64e6f626f6479c5426f617264c3422d31c0",
    "c0c1000000000070010419c54d616b6572c55468696e67c2504ec134c4534e2d31c3544147c0c136",
  ),
);

/** A board without its last fields and without end of fields, a product that is longer than the device. */
export const unendedFru: Uint8Array = padded(
  128,
  hex(
    "01000103060000f5010203c3435031c3435331c100000028010319000000c64e6f626f6479c5426f617264c3422d31a2",
    "012819c54d616b6572c100000000006e",
  ),
);

/** A board in Japanese, in UCS-2, with one field of an odd length. */
export const ucs2Fru: Uint8Array = padded(
  64,
  hex("01000001000000fe01040f18a3c0c8e130fc30ab30fc30c27f67c453003100c36f6464c0c10000fa"),
);

/** A device that nobody has written. */
export const blankFru: Uint8Array = new Uint8Array(64).fill(0xff);

function padded(size: number, bytes: Uint8Array): Uint8Array {
  const image = new Uint8Array(size);
  image.set(bytes);
  return image;
}

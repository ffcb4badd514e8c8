/**
 * Product IDs (IPMI v2.0 §20.1), which each manufacturer hands out by itself: the boards that are met most, a few of each.
 * There is no registry; a product that is not here is no less known to its maker.
 */

const intel = 343;
const broadcom = 4413;
const ericsson = 193;
const superMicro = 10876;
const kontron = 15000;

/** Names by product ID, by manufacturer. */
const products: ReadonlyMap<number, ReadonlyMap<number, string>> = new Map([
  [
    intel,
    new Map([
      [0x000c, "TSRLT2"],
      [0x001b, "TIGPR2U"],
      [0x0022, "TIGI2U"],
      [0x0026, "Bridgeport"],
      [0x0028, "S5000PAL"],
      [0x0029, "S5000PSL"],
      [0x0100, "Tiger4"],
      [0x0811, "TIGW1U"],
    ]),
  ],
  [broadcom, new Map([[5725, "BCM5725"]])],
  [ericsson, new Map([[0x0054, "Phantom"]])],
  [
    superMicro,
    new Map([
      [0x0001, "X8DT3/i/-LN4"],
      [0x0006, "X8DTL-3/i"],
      [0x0404, "X8DT6/E"],
      [0x0600, "X8DTU"],
      [0x0605, "X8SIL"],
      [0x060d, "X8DTU-6TF+"],
      [0x0610, "X8QB6/E"],
      [0x0624, "X9SCM"],
      [0x0626, "X9DR3-LN4F+"],
      [0x0628, "X9DR3/i-F"],
      [0x0629, "X9SRT-F"],
      [0x062f, "X9DRT-HF"],
      [0x0634, "X9SCD"],
      [0x0636, "X9DRW-3F"],
      [0x0660, "X9DRD-3/iF"],
      [0x0664, "X9DRH-7F"],
      [0x0667, "X9DRL-3/iF"],
      [0x066b, "X9SRL-F"],
      [0x0702, "X9DRD-7LN4F"],
      [0x0708, "X9DRT-F"],
      [0x0714, "X9SRH-7F"],
      [0x0726, "X10QBi"],
      [0x0728, "X10DRI/T"],
    ]),
  ],
  [
    kontron,
    new Map([
      [5002, "AT8001"],
      [5004, "AT8020"],
      [5006, "AT8030 IPMC"],
      [5007, "AT8050"],
      [5520, "KTC5520/EATX"],
      [6000, "CP6000"],
      [6014, "CP6014"],
    ]),
  ],
]);

/**
 * The name of a product.
 *
 * @param manufacturerId - IANA enterprise number
 * @param productId - the manufacturer's number for it, 0–65535
 * @returns `undefined` for one that is not in this package's table
 *
 * @example
 * ```ts
 * productName(10876, 0x0624); // "X9SCM"
 * ```
 */
export function productName(manufacturerId: number, productId: number): string | undefined {
  return products.get(manufacturerId)?.get(productId);
}

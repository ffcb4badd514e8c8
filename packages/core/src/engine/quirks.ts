/**
 * What known managed systems do differently, by name; FreeIPMI's names where it has one. Each has its effect in one place.
 *
 * | name | effect | seen on |
 * |---|---|---|
 * | `opensesspriv` | Open Session Request carries the real privilege level instead of 0 | Sun, Dell Xanadu II, Supermicro X8DTH, Intel S5500WBV, OpenIPMI ipmi_sim |
 * | `intel20` | as `opensesspriv`; user name padded to 16 in RAKP Message 1 and 2 and the SIK, HMAC-MD5 keys cut to 16, RAKP Message 3 hashes the role without its lookup bit, RAKP Message 4 by the integrity algorithm | Intel SE7520AF2 |
 * | `supermicro20` | RAKP Message 2's code may be one byte too long | Supermicro H8QME |
 * | `integritycheckvalue` | suite 0: a code in RAKP Message 4 is ignored | Supermicro X8DTG, Intel S5500WBV |
 * | `nochecksumcheck` | LAN message checksums are not verified | Supermicro X9SCM-iiF, X9DRi-F, X9DRFR |
 * | `openipmiMd5` | the HMAC-MD5 suites as OpenIPMI reads them: 16-byte key constants, HMAC-MD5-128 keyed with the password | OpenIPMI ipmi_sim |
 * | `solstatus` | Get Payload Activation Status is not asked before a serial console is activated | Supermicro X8SIL-F |
 * | `solpayloadsize` | the payload sizes in the answer to Activate Payload are ignored | Asus P5M2, Intel SR1520ML, Sun x4100, Supermicro X8DT |
 * | `solport` | the UDP port in the answer to Activate Payload is ignored | Asus P5MT-R, Supermicro X8DTH-iF |
 * | `solpacketseq` | a SOL packet that is never acknowledged is sent once more, under the next number | Intel, Quanta and Wiwynn Windmill |
 */
export const quirks = [
  "opensesspriv",
  "intel20",
  "supermicro20",
  "integritycheckvalue",
  "nochecksumcheck",
  "openipmiMd5",
  "solstatus",
  "solpayloadsize",
  "solport",
  "solpacketseq",
] as const;

/** One of {@link quirks}. */
export type Quirk = (typeof quirks)[number];

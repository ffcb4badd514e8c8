/**
 * The commands of IPMI v2.0 appendix G by number, each present in the catalogue or left out for a reason, and the
 * groups of DCMI v1.5 and PICMG 3.0 that the catalogue has.
 */

/** Why none of a range of commands is in the catalogue. */
export interface LeftOut {
  /** Network function of the requests. */
  readonly netFn: number;
  /** First command number. */
  readonly from: number;
  /** Last command number. */
  readonly to: number;
  /** Which commands these are, and why they are not here. */
  readonly reason: string;
}

/** Command numbers by network function. */
export const appendixG: Readonly<Record<number, readonly (readonly [from: number, to: number])[]>> = {
  // Chassis (§28)
  0: [
    [0x00, 0x0b],
    [0x0f, 0x0f],
  ],
  // Bridge: ICMB
  2: [
    [0x00, 0x0c],
    [0x10, 0x14],
    [0x20, 0x21],
    [0x30, 0x35],
    [0xff, 0xff],
  ],
  // Event (§29), PEF (§30), sensor device (§35)
  4: [
    [0x00, 0x02],
    [0x10, 0x17],
    [0x20, 0x2b],
    [0x2d, 0x30],
  ],
  // Device (§20), firewall (§21), watchdog (§27), messaging (§22), payloads (§24)
  6: [
    [0x01, 0x0d],
    [0x22, 0x22],
    [0x24, 0x25],
    [0x2e, 0x3d],
    [0x3f, 0x50],
    [0x52, 0x52],
    [0x54, 0x59],
    [0x60, 0x64],
  ],
  // FRU (§34), SDR repository (§33), SEL (§31)
  10: [
    [0x10, 0x12],
    [0x20, 0x2c],
    [0x40, 0x49],
    [0x5a, 0x5d],
  ],
  // LAN (§23), serial and modem (§25), SOL (§26), command forwarding (§35b)
  12: [
    [0x01, 0x04],
    [0x10, 0x1c],
    [0x20, 0x22],
    [0x30, 0x33],
  ],
};

/** What is not here. */
export const leftOut: readonly LeftOut[] = [
  {
    netFn: 0x02,
    from: 0x00,
    to: 0xff,
    reason: "of the ICMB, a bus of a specification of its own that machines with a network do not have",
  },
  {
    netFn: 0x0c,
    from: 0x10,
    to: 0x1c,
    reason: "serial and modem: of serial ports and dialling, while every session here comes over a network",
  },
  {
    netFn: 0x0c,
    from: 0x30,
    to: 0x33,
    reason: "command forwarding between controllers of one machine: nothing for a remote console",
  },
];

/** The commands of groups that must be there, by the group's number. */
export const groupCommands: Readonly<Record<number, readonly number[]>> = {
  // PICMG 3.0: Get PICMG Properties, FRU Control, LED properties and state, power level
  0: [0x00, 0x04, 0x05, 0x08, 0x12],
  // DCMI v1.5
  220: [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x10, 0x12, 0x13],
};

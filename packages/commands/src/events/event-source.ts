/**
 * Who generated an event (IPMI v2.0 §32.1, bytes 8 and 9):
 *
 * | byte | meaning                                                          |
 * |------|------------------------------------------------------------------|
 * | 0    | 7:1 slave address or system software ID; 0: 1 for a software ID   |
 * | 1    | 7:4 channel; 1:0 LUN                                              |
 */
export interface EventSource {
  /** Whether it is a controller on an IPMB or software of the system. */
  readonly kind: "controller" | "software";
  /** A controller's slave address, 8 bits with bit 0 clear; software's ID, 7 bits (IPMI v2.0 table 5-4). */
  readonly address: number;
  /** The channel that it came in by, 0–15; 0 is the primary IPMB, or not said. */
  readonly channel: number;
  /** A controller's LUN, 0–3. */
  readonly lun: number;
  /** What kind of software has this ID; `undefined` for a controller. */
  readonly software?: string;
}

/** Takes a generator ID apart. */
export function eventSource(generatorId: number): EventSource {
  const low = generatorId & 0xff;
  const channel = (generatorId >>> 12) & 0x0f;
  const lun = (generatorId >>> 8) & 3;
  if ((low & 1) === 0) return { kind: "controller", address: low, channel, lun };
  return { kind: "software", address: low >>> 1, channel, lun, software: softwareName(low >>> 1) };
}

/** System software IDs (IPMI v2.0 table 5-4). */
function softwareName(id: number): string {
  return id > lastSoftwareId ? "reserved" : softwareNames[id >>> 4]!;
}

/** Terminal mode remote console software; what is above it is reserved. */
const lastSoftwareId = 0x47;

const softwareNames: readonly string[] = [
  "BIOS",
  "SMI handler",
  "system management software",
  "OEM",
  "remote console software",
];

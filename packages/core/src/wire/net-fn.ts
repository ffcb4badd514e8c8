/** Network functions of requests, even; the response's is one higher (IPMI v2.0 table 5-1). */
export const NetFn = {
  /** Chassis control and status. */
  chassis: 0x00,
  /** Messages for a bridge. */
  bridge: 0x02,
  /** Sensors and events. */
  sensorEvent: 0x04,
  /** The management controller itself: device, channels, users, sessions. */
  app: 0x06,
  /** Firmware transfer. */
  firmware: 0x08,
  /** FRU inventory, SDR repository and SEL. */
  storage: 0x0a,
  /** LAN and serial configuration. */
  transport: 0x0c,
  /** Groups outside this specification (DCMI, PICMG): the first data byte names the group. */
  groupExtension: 0x2c,
  /** OEM groups: the first three data bytes are an IANA enterprise number. */
  oemGroup: 0x2e,
} as const;

/** A network function of {@link NetFn}. */
export type NetFn = (typeof NetFn)[keyof typeof NetFn];

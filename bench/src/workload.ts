/**
 * The exchange that is measured: Get SDR (IPMI v2.0 §33.12) of 16 bytes, the command of which consoles send the most.
 * The encrypted request and response are 32 and 64 bytes of payload.
 */
export const request = { netFn: 0x0a, cmd: 0x23, data: Uint8Array.of(0x34, 0x12, 0x01, 0x00, 0x00, 0x10) } as const;

/** The next record's ID, then 16 bytes of a full sensor record. */
export const responseData: Uint8Array = Uint8Array.from({ length: 18 }, (_, index) => 0x20 + 11 * index);

/** What an exchange reports: what a caller would be given. */
export interface Reply {
  readonly completionCode: number;
  readonly data: Uint8Array;
}

/** A client of one open session: what is compared. Each exchange seals one request and opens one response. */
export interface Client {
  /** The datagram of the next request. */
  seal(): Uint8Array;
  /** Verifies and reads its response; throws where it is not that. */
  open(datagram: Uint8Array): Reply;
}

/**
 * What a managed system may do wrong, as switches that a test sets and clears while the engine runs:
 * `bmc.faults.silent = true`. All off is the specification.
 */
export interface Faults {
  /**
   * RAKP Message 2 carries a code that does not verify: what a wrong password looks like to the remote console (any BMC
   * whose password differs; those that cut long passwords off at 16 bytes).
   */
  wrongRakpMessage2Code: boolean;
  /** RAKP Message 4 carries a code that does not verify: what a wrong Kg looks like (any BMC with another Kg). */
  wrongRakpMessage4Code: boolean;
  /** Every answer leaves this many milliseconds late; 0 for at once (a BMC under load, or behind a slow bridge). */
  lateAnswers: number;
  /** Nothing that arrives is heard (a BMC whose firmware starts anew or hangs, a firewall in between). */
  silent: boolean;
  /**
   * A session is forgotten, without a word, with the next message it receives (a BMC that was reset; OpenBMC, which shortens
   * its idle limits when slots run out).
   */
  dropSession: boolean;
  /**
   * Every command is answered C0h, Node Busy, but those a session is made of (controllers that are still starting, or whose
   * only worker reads a slow FRU or SDR).
   */
  busy: boolean;
  /**
   * Every command is answered C3h, Timeout While Processing Command, but those a session is made of (controllers that ask
   * another one behind them, such as the ME of Intel servers or a blade's chassis, while that one is starting).
   */
  commandTimeout: boolean;
  /**
   * So many sessions are open that nobody closes: Open Session is refused with 01h when too few are left, until Cold Reset
   * (Supermicro, Dell and others whose slots stay taken after a remote console vanished).
   */
  leakedSlots: number;
  /**
   * Session sequence numbers go up by two: 1, 3, 5 (BMCs on a network interface shared with the system, where the side
   * band swallows every other packet's number; it halves a window of 8).
   */
  jumpingSequenceNumbers: boolean;
  /** Hashes with the privilege level of the Open Session Request instead of RAKP Message 1's, and echoes a 0 (Sun, Supermicro X8DTH, ipmi_sim). */
  opensesspriv: boolean;
  /** The key exchange of Intel's SE7520AF2: see core's quirk of the same name. */
  intel20: boolean;
  /** RAKP Message 2's code is one byte too long (Supermicro H8QME). */
  supermicro20: boolean;
  /** With RAKP-none, RAKP Message 4 carries an integrity check value nonetheless (Supermicro X8DTG, Intel S5500WBV). */
  integritycheckvalue: boolean;
  /** LAN messages in a session go out with wrong checksums (Supermicro X9SCM-iiF, X9DRi-F). */
  nochecksumcheck: boolean;
  /** The HMAC-MD5 suites as OpenIPMI's ipmi_sim reads them: see core's quirk of the same name. */
  openipmiMd5: boolean;
  /** AES-CBC-128 pads with 16 bytes where 0 would do (OpenBMC). */
  aesPadOf16: boolean;
  /** Refusals of RAKP messages have tag 0 and session ID 0 and are zero-filled (OpenBMC). */
  zeroTagErrors: boolean;
  /** Each RAKP Message 1 draws a new random number, so that an earlier RAKP Message 2 is worth nothing (OpenBMC). */
  newRandomPerRakp1: boolean;
  /** Refusals of the handshake are two bytes: tag and status (ipmi_sim, for messages too short). */
  shortErrorReplies: boolean;
  /** A RAKP Message 3 repeated after the session is open is answered inside the session (ipmi_sim). */
  rakp4InSession: boolean;
  /** RAKP Message 1 may ask for any level, and Set Session Privilege Level refuses what is too high (many Supermicro). */
  acceptAnyRole: boolean;
}

/** The name of a switch of {@link Faults}. */
export type FaultName = keyof Faults;

/** All switches off. */
export const noFaults: Readonly<Faults> = {
  wrongRakpMessage2Code: false,
  wrongRakpMessage4Code: false,
  lateAnswers: 0,
  silent: false,
  dropSession: false,
  busy: false,
  commandTimeout: false,
  leakedSlots: 0,
  jumpingSequenceNumbers: false,
  opensesspriv: false,
  intel20: false,
  supermicro20: false,
  integritycheckvalue: false,
  nochecksumcheck: false,
  openipmiMd5: false,
  aesPadOf16: false,
  zeroTagErrors: false,
  newRandomPerRakp1: false,
  shortErrorReplies: false,
  rakp4InSession: false,
  acceptAnyRole: false,
};

/** The faults that change how keys and codes are made, by the names core's `keyDialect` knows. */
export function keyQuirksOf(faults: Faults): readonly ("intel20" | "openipmiMd5")[] {
  return (["intel20", "openipmiMd5"] as const).filter((name) => faults[name]);
}

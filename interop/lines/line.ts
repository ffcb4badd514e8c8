import type { BmcDevice } from "@ruipmi/bmc";

/** The managed systems that lines run against. */
export type LineBmc = "ruipmi sim" | "ipmi_sim";

/** Both of them. */
export const lineBmcs: readonly LineBmc[] = ["ruipmi sim", "ipmi_sim"];

/**
 * What cannot be the same in two runs, each blotted out in both outputs before they are compared. A line names those it
 * needs; prefer a BMC that stands still (`ruipmi sim` does: its clock moves between lines only).
 */
export const volatileParts = {
  /** Date and time of a clock that runs, as ipmitool prints them: `11/22/2026 14:18:32`, `11/22/26 14:18:32 UTC`. */
  clock: /\d\d\/\d\d\/(?:\d{4}|\d\d)(?: \| | +)?(?:\d\d:\d\d:\d\d)?/g,
  /** Time of day alone. */
  timeOfDay: /\b\d\d:\d\d:\d\d\b/g,
  /** Seconds since a machine's start in `sel list`, before its clock was set. */
  sinceStart: /(?<=Pre-Init {2}\||Pre-Init ,)\d{10}/g,
  /** The UDP port that the remote console happens to have. */
  consolePort: /(?<=console port +: )\d+/gi,
  /** The UDP port that a managed system of these tests happens to listen on, where `sol info` names it. */
  payloadPort: /(?<=Payload Port +: )\d+/g,
  /** A port at the end of a line of CSV. */
  consolePortCsv: /(?<=,)\d+$/gm,
  /** A session's handle, where the managed system draws a new one each time. */
  sessionHandle: /(?<=session handle +: )\d+/gi,
  /** A number that a watchdog or a counter of ipmi_sim, whose clock is the wall's, has reached. */
  countdown: /(?<=Present Countdown: +)[\d.]+/g,
} as const satisfies Readonly<Record<string, RegExp>>;

/** One of {@link volatileParts}. */
export type VolatilePart = keyof typeof volatileParts;

/** What a line may say of itself. */
export interface LineOptions {
  /** Where it runs; everywhere its group does when left out. */
  readonly on?: LineBmc;
  /**
   * Why ruipmi's outcome is another one, on purpose; a text for both managed systems, or one for each that has a
   * difference. Where there is a reason the outcomes must differ, so that no reason outlives its difference.
   */
  readonly differs?: string | Readonly<Partial<Record<LineBmc, string>>>;
  /**
   * With `differs`: makes of what ipmitool prints what ruipmi must print, byte for byte, so that the rest of the output
   * stays compared. Without it nothing is asked of a line that differs but that it does.
   */
  readonly ours?: (theirs: string) => string;
  /**
   * With `differs`: the exit code is what differs. Whether ruipmi fails; what it prints is ipmitool's, or what `ours` makes
   * of it.
   */
  readonly fails?: boolean;
  /** What is blotted out in both outputs. */
  readonly volatile?: readonly VolatilePart[];
  /** What is typed: standard input. */
  readonly input?: string;
  /** Files that lie in the working folder before it runs, by name. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Files in the working folder that it writes: they are compared too, byte for byte. */
  readonly writes?: readonly string[];
  /** What ruipmi is given in place of the words, where ipmitool's are not for it (`--yes`); then say why in `differs`. */
  readonly ruipmi?: string;
  /** Whether ruipmi runs as a process of its own rather than in this one; a few lines do. */
  readonly asProcess?: boolean;
}

/** A command line that ipmitool and ruipmi both run, and what is known of it. */
export interface Line extends LineOptions {
  /** The words after the login, options included, as a shell takes them: quotes keep words together. */
  readonly text: string;
  /** A step puts the managed system into a state. It is run by ipmitool on both, must succeed, and is not listed. */
  readonly isStep: boolean;
}

/** Lines that run one after the other, each program at a managed system of its own that nobody else changes. */
export interface LineGroup {
  /** What the table calls it. */
  readonly name: string;
  /** Where its lines run; everywhere when left out. */
  readonly on?: LineBmc;
  /** Changes the device of `ruipmi sim`, which is the default machine with a still clock and power that switches at once. */
  readonly device?: (device: BmcDevice) => void;
  /** The folder beside interop/lines with another `box.emu`, `box.sdr` and `lan.conf.in` for ipmi_sim. */
  readonly ipmiSim?: string;
  /** The lines, in the order they run. */
  readonly lines: readonly Line[];
}

/** Reasons that many lines share. */
export const reasons = {
  /** With `fails: true`. */
  exit0: "refused; ipmitool says so on standard error and ends with exit code 0 all the same, ruipmi with 1",
  /** With `fails: true`. */
  usage: "wrong words; ipmitool prints its usage and ends with exit code 0, ruipmi ends with 2",
} as const;

/** A line to compare: `line("-c sdr list")`, `line('sdr get "CPU1 Temp"', { differs: "…" })`. */
export function line(text: string, options: LineOptions = {}): Line {
  return { text, isStep: false, ...options };
}

/** A step that prepares the lines after it: `step("raw 0x0a 0x44 …")`. */
export function step(text: string, options: Pick<LineOptions, "on" | "files" | "input"> = {}): Line {
  return { text, isStep: true, ...options };
}

/** Whether a line runs at a managed system. */
export function runsOn(group: LineGroup, { on }: Line, bmc: LineBmc): boolean {
  return (group.on ?? bmc) === bmc && (on ?? bmc) === bmc;
}

/** Why a line differs at a managed system; `undefined` where it does not. */
export function reasonAt({ differs }: Line, bmc: LineBmc): string | undefined {
  return typeof differs === "string" ? differs : differs?.[bmc];
}

/** The words of a text, as a shell takes them apart. */
export function wordsOf(text: string): readonly string[] {
  const words = text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => String(double ?? single)));
}

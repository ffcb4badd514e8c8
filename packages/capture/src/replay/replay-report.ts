/** What {@link replaySession} found first that is not as recorded. */
export interface ReplayDifference {
  /** The number of the packet in the capture; `undefined` where the engine sends something at the end that nobody recorded. */
  readonly number: number | undefined;
  /** What differs, for example `data` or `rqSeq`; `message` where one side has none. */
  readonly field: string;
  /** What was recorded there, in words; without secrets. */
  readonly recorded: string;
  /** What the engine sends instead. */
  readonly sent: string;
}

/** What came of a replay. */
export interface ReplayReport {
  /** How it was compared: `bytes` for captures of this project's own engine, `meaning` for those of others. */
  readonly mode: ReplayMode;
  /** How many datagrams of the remote console were compared and found the same. */
  readonly compared: number;
  /** The first difference; `undefined` where there is none. */
  readonly difference: ReplayDifference | undefined;
  /** How the engine's session ended up. */
  readonly outcome: "closed" | "open" | "notOpened";
}

/** How what is sent is compared with what was recorded. */
export type ReplayMode = "bytes" | "meaning";

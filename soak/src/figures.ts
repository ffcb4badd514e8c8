/** What must never happen, one counter each. */
export interface Broken {
  /** Requests that were accepted and had no outcome, or more than one. */
  requestsWithTwoOutcomesOrNone: number;
  /** Commands that the managed system executed again although it still had to remember them. */
  commandsExecutedTwice: number;
  /** Answers to something else than what was asked, and right credentials called wrong over a link that spoils nothing. */
  wrongAnswers: number;
  /** Times that characters of a serial console were lost, doubled, out of order, or said to have arrived when they had not. */
  serialCharactersWrong: number;
  /** Sessions that the managed system had open after its idle limit. */
  sessionsStillOpen: number;
  /** Packets that changed more than a counter though their sender did not seal them so, or they had been taken before. */
  forgedPacketsAccepted: number;
  /** Secrets found in a datagram, event, error or snapshot: raw, in hex, in base64. */
  leaksOfSecrets: number;
}

/** Which promise was broken. */
export type Promised = keyof Broken;

/** What a soak counts. */
export class Figures {
  readonly broken: Broken = {
    requestsWithTwoOutcomesOrNone: 0,
    commandsExecutedTwice: 0,
    wrongAnswers: 0,
    serialCharactersWrong: 0,
    sessionsStillOpen: 0,
    forgedPacketsAccepted: 0,
    leaksOfSecrets: 0,
  };
  /** What was broken first, in words, with the life it happened in. */
  readonly stories: string[] = [];
  /** The first life in which something was. */
  brokenLife: number | undefined;
  lives = 0;
  requests = 0;
  answered = 0;
  sessions = 0;
  recoveries = 0;
  forged = 0;
  /** Packets that were no first arrival of something sealed for the receiver, looked at one by one. */
  examined = 0;
  /** Characters that serial consoles received or machines read. */
  serialCharacters = 0;
  slowestRecovery = 0;
  virtualMilliseconds = 0;

  /** How many promises were broken. */
  get violations(): number {
    return Object.values(this.broken).reduce((sum: number, each: number) => sum + each, 0);
  }

  /** Notes a broken promise. */
  violated(promise: Promised, life: number, what: string): void {
    this.broken[promise] += 1;
    this.brokenLife ??= life;
    if (this.stories.length < 20) this.stories.push(`life ${life}: ${promise}: ${what}`);
  }

  /** Notes how long it took from losing a session to the next. */
  recovered(milliseconds: number): void {
    this.recoveries += 1;
    this.slowestRecovery = Math.max(this.slowestRecovery, milliseconds);
  }

  /** The last line of a soak. */
  json(realSeconds: number): string {
    return JSON.stringify({
      lives: this.lives,
      requests: this.requests,
      ...this.broken,
      slowestRecoverySeconds: Math.round(this.slowestRecovery) / 1000,
      virtualSecondsPerRealSecond: Math.round(this.virtualMilliseconds / 1000 / Math.max(realSeconds, 0.001)),
      violations: this.violations,
    });
  }
}

/** Something that packets go into without end. */
export interface MemoryScenario {
  readonly name: string;
  /** Makes it anew; gives what takes the packet of a number. */
  prepare(): (number: number) => void;
  /** The part of the usual number that it gets where time is short: packets that cost an AuthCode or an answer are fewer. */
  readonly share: number;
  /** What its tables may grow by while they fill, in bytes. */
  readonly tables?: number;
}

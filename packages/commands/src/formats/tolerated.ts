/**
 * Something that the specification does not allow and that was read all the same, since real controllers send it. It
 * stands beside the value it was met in, so that nothing is swallowed.
 */
export interface Tolerated {
  /** Where: the field's name, for example `board info area checksum`. */
  readonly field: string;
  /** Offset of the field in the bytes that were decoded. */
  readonly offset: number;
  /** What is wrong and how it was read, in one sentence without payload bytes. */
  readonly problem: string;
}

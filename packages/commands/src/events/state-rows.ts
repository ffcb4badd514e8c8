/** Texts of states: by event/reading type or sensor type a list by offset, 0 to 0Fh; `undefined` where reserved. */
export type StateRows = ReadonlyMap<number, readonly (string | undefined)[]>;

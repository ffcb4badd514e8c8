import { DescriptionError, keyAt } from "./shape.ts";

/**
 * Refuses a list in which two things claim one place.
 *
 * @param key - what the later one is to change
 * @param placeOf - what has to be different
 */
export function requireDistinct<T>(
  items: readonly T[],
  at: string,
  key: keyof T & string,
  placeOf: (item: T) => string | number,
): void {
  const seen = new Map<string | number, number>();
  for (const [index, item] of items.entries()) {
    const place = placeOf(item);
    const earlier = seen.get(place);
    if (earlier !== undefined)
      throw new DescriptionError(keyAt(`${at}[${index}]`, key), `the same as ${at}[${earlier}]`);
    seen.set(place, index);
  }
}

/** The name of a value of an open enum; the number itself where it has none. */
export function keyOf(names: Readonly<Record<string, number>>, value: number): string | number {
  return Object.keys(names).find((name) => names[name] === value) ?? value;
}

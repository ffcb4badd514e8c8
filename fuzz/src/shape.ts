/** What a value is like, its numbers and bytes left out: two inputs of one shape took the same way, or nearly. */
export function shapeOf(value: unknown, depth = 5): string {
  if (value === null || typeof value !== "object") return typeof value === "string" ? word(value) : typeof value;
  if (value instanceof Uint8Array) return `b${bucket(value.length)}`;
  if (value instanceof Error) return `${value.name}:${word(value.message)}`;
  if (depth === 0) return "…";
  if (Array.isArray(value)) {
    const first = value.length === 0 ? "" : shapeOf(value[0], Math.min(depth - 1, 1));
    return `[${bucket(value.length)} ${first}]`;
  }
  return `{${Object.entries(value)
    .map(([name, each]) => `${name}:${shapeOf(each, depth - 1)}`)
    .join()}}`;
}

/** 0, 1, 2, 3 to 4, 5 to 8 and so on. */
export function bucket(count: number): number {
  return count <= 2 ? count : Math.ceil(Math.log2(count)) + 1;
}

/** Words of the library tell ways apart, texts of the input do not. */
function word(text: string): string {
  return /^[a-zA-Z][a-zA-Z ]{1,24}$/.test(text) ? text : `s${bucket(text.length)}`;
}

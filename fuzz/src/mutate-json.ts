import type { SeededRandom } from "@ruipmi/transport-mock";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A place in a document, from its root. */
type Place = readonly (string | number)[];

const values: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  0.5,
  15,
  16,
  255,
  256,
  65_535,
  65_536,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  1e308,
  -1e308,
  "",
  " ",
  "00",
  "0",
  "zz",
  "\u0000",
  "\ud800",
  "ü".repeat(40),
  "ff".repeat(300),
  "__proto__",
  [],
  [[]],
  {},
  { constructor: null },
];

const keys = ["__proto__", "constructor", "toString", "length", "", "0", "$schema"];

/** One value of a JSON text put in another's place, left out, doubled or moved; `undefined` where the text is no JSON. */
export function mutateJson(text: string, random: SeededRandom): string | undefined {
  const document = parsed(text);
  if (document === undefined) return undefined;
  const places = placesIn(document, []);
  const place = places[random.below(places.length)]!;
  const other = places[random.below(places.length)]!;
  const changed = changeAt(document, place, (value) => changedValue(value, random, valueAt(document, other)));
  return JSON.stringify(changed);
}

function changedValue(value: Json, random: SeededRandom, other: Json): Json {
  const chosen = random.below(6);
  if (chosen === 0) return other;
  if (chosen <= 2 && Array.isArray(value)) return changedList(value, random, other);
  if (chosen <= 2 && typeof value === "object" && value !== null)
    return changedObject(value as { [key: string]: Json }, random, other);
  if (chosen <= 3 && typeof value === "number") return value + [-1, 1, 0.5, 256, -256, 65_536][random.below(6)]!;
  if (chosen <= 3 && typeof value === "string") return changedText(value, random);
  return values[random.below(values.length)]!;
}

function changedList(list: readonly Json[], random: SeededRandom, other: Json): readonly Json[] {
  const at = random.below(list.length + 1);
  switch (random.below(4)) {
    case 0:
      return list.filter((_, index) => index !== at);
    case 1:
      return [...list.slice(0, at), ...list.slice(0, at).slice(-1), ...list.slice(at)];
    case 2:
      return Array.from({ length: 1 + random.below(80) }, () => list[0] ?? other);
    default:
      return [...list.slice(0, at), other, ...list.slice(at)];
  }
}

function changedObject(object: { readonly [key: string]: Json }, random: SeededRandom, other: Json): Json {
  const names = Object.keys(object);
  const name = names[random.below(names.length)] ?? "";
  const rest = Object.entries(object).filter(([key]) => key !== name);
  const stranger = keys[random.below(keys.length)]!;
  switch (random.below(3)) {
    case 0:
      return Object.fromEntries(rest);
    case 1:
      return Object.fromEntries([...rest, [stranger, object[name] ?? other]]);
    default:
      return Object.fromEntries([...Object.entries(object), [stranger, other]]);
  }
}

function changedText(text: string, random: SeededRandom): string {
  const at = random.below(text.length + 1);
  const more = ["0", "f", "-", " ", "é", "\n", "\u0000", "."][random.below(8)]!;
  return random.chance(0.5) ? text.slice(0, at) + text.slice(at + 1) : text.slice(0, at) + more + text.slice(at);
}

function placesIn(value: Json, at: Place): readonly Place[] {
  if (typeof value !== "object" || value === null) return [at];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value as { [key: string]: Json });
  return [at, ...inner.flatMap(([key, each]) => placesIn(each, [...at, key]))];
}

function valueAt(value: Json, place: Place): Json {
  return place.reduce<Json>((outer, key) => (outer as { [key: string | number]: Json })[key]!, value);
}

function changeAt(value: Json, [key, ...rest]: Place, change: (value: Json) => Json): Json {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((each, index) => (index === key ? changeAt(each, rest, change) : each));
  return Object.fromEntries(
    Object.entries(value as { [key: string]: Json }).map(([name, each]) => [
      name,
      name === key ? changeAt(each, rest, change) : each,
    ]),
  );
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

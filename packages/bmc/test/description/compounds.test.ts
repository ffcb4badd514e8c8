import { describe, expect, it } from "vitest";
import {
  checked,
  field,
  list,
  mapped,
  object,
  oneOfKinds,
  optionalField,
  removableField,
} from "../../src/description/compounds.ts";
import { byte, flag, orNothing, text } from "../../src/description/scalars.ts";
import { DescriptionError, keyAt } from "../../src/description/shape.ts";
import { isValid } from "../support/json-schema.ts";

interface Lamp {
  name: string;
  level: number;
  timer: number | undefined;
  note?: string;
  age: number;
}

const lamp = object<Lamp, "name" | "level" | "timer" | "note">(
  {
    name: field(text(8), "Its name."),
    level: field(byte, "How bright."),
    timer: field(orNothing(byte), "When it goes out."),
    note: optionalField(text(8), "A note."),
  },
  () => ({ level: 1, age: 0 }),
);

interface Room {
  lamp: Lamp;
  lamps: Lamp[];
}

const room = object<Room, keyof Room>(
  { lamp: field(lamp, "The lamp."), lamps: field(list(lamp, 3), "More of them.") },
  () => ({ lamp: { name: "desk", level: 9, timer: 5, age: 3 }, lamps: [{ name: "x", level: 2, timer: 2, age: 1 }] }),
);

const error = (path: string, problem: string): DescriptionError => new DescriptionError(path, problem);

describe("object", () => {
  it("fills in what is left out, and requires what has no default", () => {
    expect(lamp.read({ name: "a" }, "")).toEqual({ name: "a", level: 1, age: 0 });
    expect(() => lamp.read({}, "lamps[0]")).toThrow(error("lamps[0].name", "missing, expected text"));
    expect(isValid(lamp.schema(), { name: "a" })).toBe(true);
    expect(isValid(lamp.schema(), {})).toBe(false);
  });

  it("keeps what the whole has where a part is silent; an item of a list stands for itself", () => {
    expect(room.read({ lamp: { timer: null } }, "")).toEqual({
      lamp: { name: "desk", level: 9, timer: undefined, age: 3 },
      lamps: [{ name: "x", level: 2, timer: 2, age: 1 }],
    });
    expect(room.read({ lamps: [{ name: "y" }] }, "").lamps).toEqual([{ name: "y", level: 1, age: 0 }]);
  });

  it("writes what it reads, and nothing that a file may not say", () => {
    const said = { lamp: { name: "a", level: 2, timer: null, note: "n" }, lamps: [] };
    expect(room.write(room.read(said, ""))).toEqual(said);
    expect(lamp.write({ name: "a", level: 2, timer: 4, age: 9 })).toEqual({ name: "a", level: 2, timer: 4 });
  });

  it.each<[unknown, string, string]>([
    [{ lamp: { levl: 1 } }, "lamp.levl", "unknown key; did you mean level?"],
    [{ elephant: 1 }, "elephant", "unknown key; there are lamp, lamps"],
    [{ "two words": 1 }, '"two words"', "unknown key; there are lamp, lamps"],
    [{ lamp: [] }, "lamp", "expected an object, got a list"],
    [{ lamp: null }, "lamp", "expected an object, got null"],
    [{ lamps: {} }, "lamps", "expected a list, got an object"],
    [{ lamps: [{ name: "a" }, { name: "b", level: "hot" }] }, "lamps[1].level", 'expected a whole number, got "hot"'],
    [{ lamps: [{ name: "a" }, 7] }, "lamps[1]", "expected an object, got 7"],
    [{ lamps: Array(4).fill({ name: "a" }) }, "lamps", "4 are too many, 3 at most"],
    [JSON.parse('{ "__proto__": { "lamp": 1 } }'), "__proto__", "unknown key; there are lamp, lamps"],
    ["room", "", 'expected an object, got "room"'],
  ])("refuses %j", (said, path, problem) => {
    expect(() => room.read(said, "")).toThrow(error(path, problem));
    expect(isValid(room.schema(), said)).toBe(false);
  });

  it("lets null take away what there is by default, and says so", () => {
    const post = object<{ flag?: string }, "flag">({ flag: removableField(text(4), "Its flag.") }, () => ({
      flag: "red",
    }));
    expect(post.read({ flag: null }, "")).toEqual({});
    expect("flag" in post.read({ flag: null }, "")).toBe(false);
    expect(post.write({})).toEqual({ flag: null });
    expect(isValid(post.schema(), { flag: null })).toBe(true);
    const yard = object<{ post: { flag?: string } }, "post">({ post: field(post, "A post.") }, () => ({ post: {} }));
    expect(yard.read({}, "")).toEqual({ post: {} });
    expect(yard.write({ post: {} })).toEqual({ post: {} });
  });

  it("tells its defaults in the schema", () => {
    expect(lamp.schema()["properties"]).toMatchObject({ level: { description: "How bright.", default: 1 } });
  });
});

type Pet = { readonly kind: "cat"; readonly lives: number } | { readonly kind: "dog"; readonly tame: boolean };

describe("oneOfKinds", () => {
  const pet = oneOfKinds<Pet, "kind">("kind", {
    cat: object<Extract<Pet, { kind: "cat" }>, "lives">({ lives: field(byte, "Left.") }, () => ({ lives: 9 })),
    dog: object<Extract<Pet, { kind: "dog" }>, "tame">({ tame: field(flag, "Or wild.") }, () => ({})),
  });

  it("tells kinds apart", () => {
    for (const value of [{ kind: "cat", lives: 7 } as const, { kind: "dog", tame: true } as const]) {
      expect(pet.read(value, "")).toEqual(value);
      expect(pet.write(value)).toEqual(value);
      expect(isValid(pet.schema(), value)).toBe(true);
    }
    expect(pet.read({ kind: "cat" }, "")).toEqual({ kind: "cat", lives: 9 });
  });

  it.each<[unknown, string, string]>([
    [{ kind: "cow" }, "pets[2].kind", 'expected one of cat, dog, got "cow"'],
    [{}, "pets[2].kind", "expected one of cat, dog, got null"],
    [{ kind: "cat", tame: true }, "pets[2].tame", "unknown key; there are lives"],
    [{ kind: "dog" }, "pets[2].tame", "missing, expected true or false"],
  ])("refuses %j", (said, path, problem) => {
    expect(() => pet.read(said, "pets[2]")).toThrow(error(path, problem));
    expect(isValid(pet.schema(), said)).toBe(false);
  });
});

describe("mapped and checked", () => {
  const doubled = mapped(
    byte,
    (said) => said * 2,
    (value) => value / 2,
  );

  it("says in another form", () => {
    expect(doubled.read(4, "")).toBe(8);
    expect(doubled.write(8)).toBe(4);
  });

  it("knows one more rule", () => {
    const odd = checked(byte, (value, at) => {
      if (value % 2 === 0) throw error(at, "expected an odd one");
    });
    expect(odd.read(3, "n")).toBe(3);
    expect(() => odd.read(4, "n")).toThrow(error("n", "expected an odd one"));
  });
});

it("keyAt quotes what is no plain name", () => {
  expect([keyAt("", "a"), keyAt("a[0]", "b"), keyAt("a", "b.c")]).toEqual(["a", "a[0].b", 'a."b.c"']);
});

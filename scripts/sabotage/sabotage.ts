/** One promise broken on purpose: one place of the source changed, and what must turn red for it. */
export interface Sabotage {
  /** The file, from `packages` on. */
  readonly file: string;
  /** The source that is changed, as it stands there, once. */
  readonly text: string;
  /** What stands there instead. */
  readonly replacement: string;
  /** What the place does, in words; the source itself where it speaks for itself. */
  readonly line?: string;
  /** What it does instead, in words; needed where `line` is. */
  readonly changedTo?: string;
  /** All that turns red. */
  readonly red: readonly Red[];
}

/** What turns red. */
export type Red =
  | {
      readonly by: "soak";
      /** The figure of the last line that is no longer 0. */
      readonly figure: string;
      /** It is a figure that is never 0: it rises above this. */
      readonly above?: number;
      /** What differs from the usual arguments. */
      readonly args?: readonly string[];
    }
  | {
      readonly by: "test";
      /** The test file, from the root of the repository on. */
      readonly file: string;
      /** The tests that are run, where others of the file take long. */
      readonly only?: string;
      /** The smallest run that it shrank to, where it is a property test. */
      readonly smallest?: string;
    }
  | {
      readonly by: "explore";
      /** The small world that is explored. */
      readonly world: string;
      /** Of the promise that is broken, as the explorer says it. */
      readonly says: string;
      /** A shortest schedule that breaks it. */
      readonly schedule?: string;
    }
  | {
      readonly by: "lint";
      /** What lint says of the file that was changed. */
      readonly says: string;
    };

/** Sabotages of one kind of promise. */
export interface SabotageSection {
  /** Of the page. */
  readonly title: string;
  readonly rows: readonly Sabotage[];
}

/** One that was made by hand and seen red, and that no program repeats: it takes sockets, other programs or minutes. */
export interface ByHand {
  /** The file, from `packages` on. */
  readonly file: string;
  /** What the place does. */
  readonly line: string;
  /** What it does instead. */
  readonly changedTo: string;
  /** What turned red. */
  readonly red: string;
}

/** Those of one kind of promise. */
export interface ByHandSection {
  /** Of the page. */
  readonly title: string;
  readonly rows: readonly ByHand[];
}

/** The soak turns red with this figure. */
export function soak(figure: string, ...args: readonly string[]): Red {
  return { by: "soak", figure, ...(args.length === 0 ? {} : { args }) };
}

/** A test turns red; named from the root on. */
export function test(file: string, only?: string): Red {
  return { by: "test", file, ...(only === undefined ? {} : { only }) };
}

/** The explorer finds a schedule; in the ordinary world where none is named. */
export function explore(says: string, schedule?: string, world = ordinaryWorld): Red {
  return { by: "explore", world, says, ...(schedule === undefined ? {} : { schedule }) };
}

/** Lint turns red. */
export function lint(says: string): Red {
  return { by: "lint", says };
}

/** A law's test turns red. */
export function law(file: string, only?: string): Red {
  return test(`packages/core/test/laws/${file}.test.ts`, only);
}

/** The model test turns red; the smallest run that it shrank to. */
export function model(smallest: string): Red {
  return { by: "test", file: modelTest, smallest };
}

/** The test of requests against a model of them. */
export const modelTest = "packages/core/test/model/requests-against-model.test.ts";

/** The test that explores small worlds, and how many misfortunes each has that is to turn red. */
export const exploreTest = "packages/core/test/explore/explore.test.ts";
export const exploreDepth = 2;

/** The world that most promises are broken in. */
export const ordinaryWorld = "ordinary";

/** The usual arguments of a soak that is to turn red. */
export const soakArguments: readonly string[] =
  "--seed 1 --lives 80 --loss 0.3 --duplicate 0.2 --reorder 0.3 --corrupt 0.1".split(" ");

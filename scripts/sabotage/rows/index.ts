import type { SabotageSection } from "../sabotage.ts";
import { adversary } from "./adversary.ts";
import { compared } from "./compared.ts";
import { doubled } from "./doubled.ts";
import { explored } from "./explored.ts";
import { forged } from "./forged.ts";
import { laws } from "./laws.ts";
import { leaked } from "./leaked.ts";
import { kept } from "./secrets.ts";

/** All of them. A new row is an entry in one of these files: docs/sabotages.md is written from them. */
export const sections: readonly SabotageSection[] = [
  forged,
  adversary,
  doubled,
  leaked,
  kept,
  compared,
  laws,
  explored,
];

import type { SabotageSection } from "../sabotage.ts";
import { doubled } from "./doubled.ts";
import { forged } from "./forged.ts";
import { laws } from "./laws.ts";
import { leaked } from "./leaked.ts";

/** All of them. A new row is an entry in one of these files: docs/sabotages.md is written from them. */
export const sections: readonly SabotageSection[] = [forged, doubled, leaked, laws];

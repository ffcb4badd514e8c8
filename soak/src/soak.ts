import type { MockNetwork } from "@ruipmi/transport-mock";
import { Figures } from "./figures.ts";
import { Life } from "./life.ts";
import type { Options } from "./options.ts";

/** What a soak came to. */
export interface Soak {
  readonly figures: Figures;
  /** The network of the last life, with its trace. */
  readonly network: MockNetwork | undefined;
  readonly realSeconds: number;
}

/** Lives all lives, one after the other; everything but how long it takes is the same every time. */
export function soak(options: Options, seconds: () => number): Soak {
  const figures = new Figures();
  const start = seconds();
  let network: MockNetwork | undefined;
  for (let each = 0; each < options.lives && seconds() - start < options.seconds; each++) {
    const life = new Life(options.first + each, options, figures);
    life.live();
    network = life.network;
  }
  return { figures, network, realSeconds: seconds() - start };
}

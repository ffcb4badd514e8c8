import { SeededRandom } from "@ruipmi/transport-mock";
import { type Direction, type Passage, startUdpRelay, type UdpRelay } from "./udp-relay.ts";

/** How bad the network is, the same both ways. */
export interface LossyConditions {
  /** How likely a datagram is lost, 0 to 1. */
  readonly loss: number;
  /** How likely one that is not lost arrives twice, 0 to 1. */
  readonly duplicate: number;
  /** Each copy takes so many milliseconds, or less. */
  readonly jitter: number;
  /** So many datagrams of each remote console pass unharmed each way before it begins, for those who only then can bear it. */
  readonly calm?: number;
}

/** What became of the datagrams that went one way. */
export interface Tally {
  offered: number;
  lost: number;
  /** Kept back by {@link LossyProxy.passes}. */
  held: number;
  duplicated: number;
  delivered: number;
}

/** A bad network between remote consoles and one managed system, on real sockets. */
export interface LossyProxy extends UdpRelay {
  readonly tally: Readonly<Record<Direction, Tally>>;
  /** What is held against single datagrams, besides chance; everything passes at first. */
  passes: (passage: Passage) => boolean;
  /** The tally in a line. */
  summary(): string;
}

/** What the tests use where they do not say otherwise. */
export const badNetwork: LossyConditions = { loss: 0.2, duplicate: 0.1, jitter: 50 };

/** A network that loses nothing, for those who only want to hold something back. */
export const goodNetwork: LossyConditions = { loss: 0, duplicate: 0, jitter: 0 };

/** What a remote console's next datagrams meet in one direction. */
interface Chance {
  readonly random: SeededRandom;
  calmLeft: number;
}

/** So many copies are under way at a time; what comes on top is lost, as in a router. */
const maxUnderWay = 2048;

/**
 * Starts it. Chance is seeded, and each remote console has its own in each direction: of what it sends, the first, second,
 * third … datagram have the same fate in every run.
 */
export async function startLossyProxy(
  managedSystemPort: number,
  seed: number,
  conditions: LossyConditions = badNetwork,
): Promise<LossyProxy> {
  const { loss, duplicate, jitter, calm = 0 } = conditions;
  const chances = new Map<string, Chance>();
  const tally = { toManagedSystem: emptyTally(), toConsole: emptyTally() };
  const underWay = new Set<NodeJS.Timeout>();
  const chanceOf = ({ flow, direction }: Passage): Chance => {
    const key = `${flow} ${direction}`;
    const own = seed * 1_000_003 + flow * 2 + (direction === "toConsole" ? 1 : 0);
    const chance = chances.get(key) ?? { random: new SeededRandom(own), calmLeft: calm };
    chances.set(key, chance);
    return chance;
  };
  const send = ({ direction, deliver }: Passage, delay: number): void => {
    if (underWay.size >= maxUnderWay) {
      tally[direction].lost += 1;
      return;
    }
    const timer = setTimeout(() => {
      underWay.delete(timer);
      tally[direction].delivered += 1;
      deliver();
    }, delay);
    underWay.add(timer);
  };
  const relay = await startUdpRelay(managedSystemPort, (passage) => {
    const counts = tally[passage.direction];
    const chance = chanceOf(passage);
    counts.offered += 1;
    if (!proxy.passes(passage)) {
      counts.held += 1;
      return;
    }
    if (chance.calmLeft > 0) {
      chance.calmLeft -= 1;
      return send(passage, 0);
    }
    // All is drawn for every datagram, so that the fate of one does not depend on that of others.
    const [forLoss, forDouble, first, second] = [0, 0, 0, 0].map(() => chance.random.fraction());
    if (forLoss! < loss) {
      counts.lost += 1;
      return;
    }
    send(passage, first! * jitter);
    if (forDouble! >= duplicate) return;
    counts.duplicated += 1;
    send(passage, second! * jitter);
  });
  const proxy: LossyProxy = {
    port: relay.port,
    tally,
    passes: () => true,
    summary: () => `${describe("to the BMC", tally.toManagedSystem)}; ${describe("back", tally.toConsole)}`,
    stop: async () => {
      for (const timer of underWay) clearTimeout(timer);
      await relay.stop();
    },
  };
  return proxy;
}

function emptyTally(): Tally {
  return { offered: 0, lost: 0, held: 0, duplicated: 0, delivered: 0 };
}

function describe(way: string, { offered, lost, duplicated }: Tally): string {
  const percent = offered === 0 ? 0 : Math.round((100 * lost) / offered);
  return `${way} ${offered} datagrams, ${lost} lost (${percent} %), ${duplicated} doubled`;
}

import type { WorldRules } from "./world-rules.ts";

const ordinary: WorldRules = {
  name: "ordinary",
  suites: [0],
  maxInFlight: 1,
  requests: 2,
  tries: 2,
  misfortunes: 3,
  closesEarly: false,
};

/** Worlds that are followed to the end of every schedule. Where a suite does not matter, the one that costs least is taken. */
export const wholeWorlds: readonly WorldRules[] = [
  ordinary,
  { ...ordinary, name: "two in flight", maxInFlight: 2, misfortunes: 2 },
  { ...ordinary, name: "closed at any time", closesEarly: true, misfortunes: 2 },
  { ...ordinary, name: "suite 17", suites: [17], misfortunes: 2 },
  { ...ordinary, name: "suite 17 refused, 3 taken", suites: [17, 3], systemSuites: [3], misfortunes: 2 },
  {
    ...ordinary,
    name: "suite 3, two in flight, closed at any time",
    suites: [3],
    maxInFlight: 2,
    closesEarly: true,
    misfortunes: 1,
  },
  { ...ordinary, name: "ICMP at any time", unreachables: 1, misfortunes: 2 },
  { ...ordinary, name: "another Rc for each RAKP 1", suites: [17], newRandomPerRakp1: true, misfortunes: 2 },
  { ...ordinary, name: "restart at any time", restarts: 1, misfortunes: 1 },
];

/** The world in which anything may go wrong any number of times: it has no end, so it is followed for some steps. */
export const lawlessWorld: WorldRules = {
  ...ordinary,
  name: "lawless",
  closesEarly: true,
  misfortunes: Number.POSITIVE_INFINITY,
};

/** A world so small that each of its schedules can be replayed by itself. */
export const tinyWorld: WorldRules = { ...ordinary, name: "tiny", requests: 1, misfortunes: 1 };

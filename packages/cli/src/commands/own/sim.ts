import type { BmcEngine, BmcEvent } from "@ruipmi/bmc";
import type { CipherSuiteId } from "@ruipmi/core";
import { type Io, interruption } from "../../io.ts";
import type { Options } from "../../options/options.ts";
import { faultUsages } from "../../options/sim-fault.ts";
import { privilegeWord, quote } from "../../options/values.ts";
import { bmcEventWriter } from "../../output/bmc-event-json.ts";
import { bmcEventTracer } from "../../output/bmc-event-trace.ts";
import { fleetText } from "../../sim/address-text.ts";
import { type Fleet, startFleet } from "../../sim/fleet.ts";
import { LazyEngine } from "../../sim/lazy-engine.ts";
import { planMachines } from "../../sim/machine.ts";
import { engineMaker } from "../../sim/recorded-answers.ts";
import { wrap } from "../../wrap.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";

/** The port where nothing is said: outside the reserved ones, so that anybody may bind it. */
const defaultSimPort = 9623;

/** `sim`: BMCs to try things on. */
export const sim: CliCommand = {
  name: "sim",
  usage: "",
  summary: "simulated BMCs on this machine, until interrupted",
  details: [
    'Without --user there is one user: admin, password "password", administrator.',
    "In --user the name ends at the first colon and the level starts at the last;",
    "an empty name is the null user. One line on stdout says when it is ready;",
    "with --json it is an object, as is every event that follows, and the end.",
    "",
    "It listens on 127.0.0.1, or on every --address: a BMC at each, so that",
    "--address 127.0.10.1-127.0.13.232 is a thousand of them, on one port.",
    "Other machines reach it with --dangerously-beyond-loopback only.",
    "--cassette answers what ruipmi capture cassette kept of another BMC. What was",
    "asked and is not in there is said on stderr, once for each.",
    "",
    "Interrupting it is how it ends: exit code 0; sessions end with it.",
    "",
    ...wrap(`--fault knows ${faultUsages.join(", ")}.`, 76),
  ],
  scope: "sim",
  schema: undefined,
  examples: [],
  prepare(args) {
    requireNoArguments("sim", args);
    return async ({ options, io, output }) => {
      const fleet = await startBmcs(options, io);
      try {
        const users = options.simUsers.map(({ name, privilegeLimit }) => ({
          name: Buffer.from(name).toString("utf8"),
          privilegeLimit: privilegeWord(privilegeLimit),
        }));
        const { simAddresses: addresses, simSuites: cipherSuites } = options;
        const [address] = addresses;
        const ready = { type: "ready", ready: true, address, port: fleet.port, addresses, cipherSuites, users };
        output.result(ready, ({ port }) => {
          const who = users.map(({ name, privilegeLimit }) => `${quote(name)} (${privilegeLimit})`).join(", ");
          const where = fleetText(addresses, port);
          return `ruipmi sim: ready on ${where}, cipher suites ${suiteRanges(cipherSuites)}, users ${who}; ^C ends it\n`;
        });
        await interruption(io.interrupted);
      } finally {
        await fleet.close();
      }
      output.result({ type: "ended" }, () => "");
      return 0;
    };
  },
};

async function startBmcs(options: Options, io: Io): Promise<Fleet> {
  const { simAddresses, port = defaultSimPort } = options;
  const engineOf = engineMaker(options, io);
  const plan = planMachines(options, io, { wall: () => new Date(), monotonic: () => performance.now() });
  let boundPort = port;
  const makeEngine = (address: string): BmcEngine =>
    reachedAt(engineOf(plan.configOf(address, boundPort), address), boundPort);
  // One is made in vain: what its configuration cannot be is said before anything is ready, and never by the others.
  makeEngine(simAddresses[0]!);
  const listener = listenerOf(options, io);
  const fleet = await startFleet<BmcEvent>({
    addresses: simAddresses,
    port,
    makeEngine: (address) => new LazyEngine(() => makeEngine(address)),
    ...(listener === undefined ? {} : { onEvent: listener }),
  });
  boundPort = fleet.port;
  return fleet;
}

/** Tells a machine the port that it is reached at, which is where its SOL is too. */
function reachedAt(engine: BmcEngine, port: number): BmcEngine {
  engine.device.sol.payloadPort = port;
  return engine;
}

function listenerOf({ json, verbosity, simAddresses }: Options, io: Io): MachineListener | undefined {
  const trace = verbosity > 0 ? bmcEventTracer(io.stderr, verbosity, simAddresses.length > 1) : undefined;
  const write = json ? bmcEventWriter(io.stdout, () => new Date()) : undefined;
  if (trace === undefined || write === undefined) return trace ?? write;
  return (event, bmc) => {
    trace(event, bmc);
    write(event, bmc);
  };
}

type MachineListener = (event: BmcEvent, bmc: string) => void;

/** `0-3,17`: runs of neighbours drawn together. */
export function suiteRanges(ids: readonly CipherSuiteId[]): string {
  const runs: [first: number, last: number][] = [];
  for (const id of ids) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] + 1 === id) run[1] = id;
    else runs.push([id, id]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(",");
}

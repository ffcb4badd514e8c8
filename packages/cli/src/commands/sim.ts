import { BmcEngine } from "@ruipmi/bmc";
import { type CipherSuiteId, NetworkError } from "@ruipmi/core";
import { nodeRandomBytes, type Server, serve } from "@ruipmi/transport-node";
import { type Io, interruption } from "../io.ts";
import type { Options } from "../options/options.ts";
import { privilegeWord, quote } from "../options/values.ts";
import { bmcEventTracer } from "../output/bmc-event-trace.ts";
import { requireNoArguments } from "./arguments.ts";
import type { CliCommand } from "./cli-command.ts";

/** The port where nothing is said: outside the reserved ones, so that anybody may bind it. */
const defaultSimPort = 9623;

/** Nowhere else: a managed system with a well-known password has no business on a network. */
const loopback = "127.0.0.1";

/** `sim`: a BMC to try things on. */
export const sim: CliCommand = {
  name: "sim",
  usage: "",
  summary: "a simulated BMC on 127.0.0.1, until interrupted",
  details: [
    'Without --user there is one user: admin, password "password", administrator.',
    "In --user the name ends at the first colon and the level starts at the last;",
    "an empty name is the null user. One line on stdout says when it is ready.",
    "It binds 127.0.0.1 only. Interrupting it is how it ends: exit code 0.",
  ],
  scope: "sim",
  prepare(args) {
    requireNoArguments("sim", args);
    return async ({ options, io, output }) => {
      const server = await startBmc(options, io);
      try {
        const users = options.simUsers.map(({ name, privilegeLimit }) => ({
          name: Buffer.from(name).toString("utf8"),
          privilegeLimit: privilegeWord(privilegeLimit),
        }));
        const ready = { ready: true, address: loopback, port: server.port, cipherSuites: options.simSuites, users };
        output.result(ready, ({ address, port, cipherSuites }) => {
          const who = users.map(({ name, privilegeLimit }) => `${quote(name)} (${privilegeLimit})`).join(", ");
          const suites = suiteRanges(cipherSuites);
          return `ruipmi sim: ready on ${address}:${port}, cipher suites ${suites}, users ${who}; ^C ends it\n`;
        });
        await interruption(io.interrupted);
        return 0;
      } finally {
        await server.close();
      }
    };
  },
};

async function startBmc(options: Options, io: Io): Promise<Server> {
  const { simUsers, simSuites, kg, port = defaultSimPort, verbosity } = options;
  const engine = new BmcEngine({
    users: simUsers,
    cipherSuites: simSuites,
    ...(kg === undefined ? {} : { kg }),
    randomBytes: nodeRandomBytes,
  });
  const onEvent = verbosity > 0 ? { onEvent: bmcEventTracer(io.stderr, verbosity) } : {};
  try {
    return await serve(engine, { address: loopback, port, ...onEvent });
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    const why = code === "EADDRINUSE" ? "something listens there already" : `the operating system says ${code}`;
    const message = `cannot listen on ${loopback}:${port}, since ${why}: choose another port with --port, or 0 for a free one`;
    throw new NetworkError("transportFailed", message, 0, 0);
  }
}

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

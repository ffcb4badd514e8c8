import type { IpmiClient } from "@ruipmi/client";
import { type CipherSuiteId, cipherSuite, describeCipherSuite } from "@ruipmi/core";
import { createClient, defaultPort } from "@ruipmi/transport-node";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import type { Options } from "../options/options.ts";
import { readPassword } from "../options/password.ts";
import { eventTracer } from "../output/event-trace.ts";

/** A client for the managed system that the options name; no datagram is sent yet. */
export async function openClient(options: Options, io: Io): Promise<IpmiClient> {
  const { host } = options;
  if (host === undefined) throw new UsageError("-H is missing: say which managed system, for example -H 192.0.2.10");
  const password = await readPassword(options.passwordSource, io);
  warnOfUnprotectedSuites(options, io);
  // The tracer asks the client that is being made for its deadlines.
  let client: IpmiClient | undefined;
  const onEvent = eventTracer(io.stderr, options.verbosity, () => client?.snapshot());
  client = createClient({
    host,
    port: requirePort(options.port ?? defaultPort),
    username: options.username,
    password,
    ...defined({ kg: options.kg, cipherSuites: options.cipherSuites, privilegeLevel: options.privilegeLevel }),
    // Naming a suite with -C is consent; the warning above has said what to.
    dangerouslyAllowUnprotectedCipherSuites: options.cipherSuites !== undefined,
    allowLowerPrivilege: options.allowLowerPrivilege,
    quirks: options.quirks,
    retry: options.retry,
    traceMessages: options.verbosity > 0,
    ...(options.verbosity > 0 ? { onEvent } : {}),
  });
  return client;
}

/** 0 asks for any free port, which only one who listens can do. */
function requirePort(port: number): number {
  if (port !== 0) return port;
  throw new UsageError(`-p is the port that the managed system listens on, ${defaultPort} mostly; 0 is none`);
}

function warnOfUnprotectedSuites({ cipherSuites = [], json }: Options, io: Io): void {
  const unprotected = cipherSuites.filter((id) => cipherSuite(id)?.integrity === 0);
  if (unprotected.length === 0) return;
  const message = `${unprotected.map(describeDanger).join("; ")}: use it on a network that you trust, if at all`;
  const warning = { warning: { code: "unprotectedCipherSuite", message } };
  io.stderr.write(json ? `${JSON.stringify(warning)}\n` : `ruipmi: warning: ${message}\n`);
}

function describeDanger(id: CipherSuiteId): string {
  const suite = cipherSuite(id)!;
  const danger =
    suite.authentication === 0
      ? "checks no password, and anyone on the path can forge commands"
      : "protects no message, and anyone on the path can forge commands";
  return `cipher suite ${id} (${describeCipherSuite(suite)}) ${danger}`;
}

function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

import type { IpmiClient } from "@ruipmi/client";
import { createClient, defaultPort, type NodeClientOptions } from "@ruipmi/transport-node";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { readKg } from "../options/kg.ts";
import type { Options } from "../options/options.ts";
import { readPassword } from "../options/password.ts";
import { eventTracer } from "../output/event-trace.ts";
import { warnOfUnprotectedSuites } from "../output/warnings.ts";

/** What proves who is asking. */
export interface SessionSecrets {
  /** The user's password, 0 to 20 bytes. */
  readonly password: Uint8Array;
  /** The BMC key, 0 to 20 bytes; `undefined` for none. */
  readonly kg: Uint8Array | undefined;
}

/** Fetches password and key from where the options say; the target is looked at first, so that nobody types in vain. */
export async function readSecrets(options: Options, io: Io): Promise<SessionSecrets> {
  requireTarget(options);
  const password = await readPassword(options.passwordSource, io);
  return { password, kg: await readKg(options.kgSource, io) };
}

/**
 * A client that can open a session with the managed system that the options name; no datagram is sent yet.
 *
 * @param secrets - as {@link readSecrets} gave them before; fetched when left out
 */
export async function openSessionClient(options: Options, io: Io, secrets?: SessionSecrets): Promise<IpmiClient> {
  const target = requireTarget(options);
  const { password, kg } = secrets ?? (await readSecrets(options, io));
  warnOfUnprotectedSuites(options.cipherSuites ?? [], io.stderr);
  return openClient(options, io, {
    ...target,
    username: options.username,
    password,
    ...defined({ kg, cipherSuites: options.cipherSuites, privilegeLevel: options.privilegeLevel }),
    // Naming a suite with -C is consent; the warning above has said what to.
    dangerouslyAllowUnprotectedCipherSuites: options.cipherSuites !== undefined,
    allowLowerPrivilege: options.allowLowerPrivilege,
    nameOnlyLookup: !options.namePrivilegeLookup,
    quirks: options.quirks,
  });
}

/** A client for what needs no session: no password is read. No datagram is sent yet. */
export function openOutsideClient(options: Options, io: Io): IpmiClient {
  return openClient(options, io, requireTarget(options));
}

function openClient({ verbosity, retry, family }: Options, io: Io, clientOptions: NodeClientOptions): IpmiClient {
  // The tracer asks the client that is being made for its deadlines.
  let client: IpmiClient | undefined;
  const onEvent = eventTracer(io.stderr, verbosity, () => client?.snapshot());
  client = createClient({
    ...clientOptions,
    ...defined({ family }),
    retry,
    traceMessages: verbosity > 0,
    ...(verbosity > 0 ? { onEvent } : {}),
  });
  return client;
}

function requireTarget({ host, port }: Options): { readonly host: string; readonly port: number } {
  if (host === undefined) throw new UsageError("-H is missing: say which managed system, for example -H 192.0.2.10");
  return { host, port: requirePort(port ?? defaultPort) };
}

/** 0 asks for any free port, which only one who listens can do. */
function requirePort(port: number): number {
  if (port !== 0) return port;
  throw new UsageError(`-p is the port that the managed system listens on, ${defaultPort} mostly; 0 is none`);
}

function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

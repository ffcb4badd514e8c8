import { ApiMisuseError, cipherSuite, openSol, type SessionInfo } from "@ruipmi/core";
import { PayloadType, type Procedure } from "@ruipmi/core/wire";
import type { ClientSession } from "../client-session.ts";
import type { Clock } from "../clock.ts";
import type { RunOptions } from "../procedure-runner.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { SerialConsole } from "./serial-console.ts";

/** What a serial console is opened with. */
export interface OpenConsoleParts {
  /** The session, open. */
  readonly session: ClientSession;
  /** Its time. */
  readonly clock: Clock;
  /** Runs a procedure in it. */
  readonly run: <T>(procedure: Procedure<T>, options?: RunOptions) => Promise<T>;
}

/** Payloads that may come before the answer that they follow: with one packet under way, hardly more than one. */
const maxEarly = 16;

/** Activates a serial console in an open session and takes its payloads from the first one on. */
export async function openConsole(
  { session, clock, run }: OpenConsoleParts,
  options: ConsoleOptions,
): Promise<SerialConsole> {
  const info = requireOpen(session.info);
  const payloadType = PayloadType.serialOverLan;
  const early: Uint8Array[] = [];
  let console: SerialConsole | undefined;
  const detach = session.consume({
    payloadType,
    receive: (payload) => {
      if (console !== undefined) console.receive(payload);
      else if (early.length < maxEarly) early.push(payload);
    },
    sessionClosed: (reason) => console?.sessionClosed(reason === "requested"),
  });
  try {
    const { signal, ...solOptions } = options;
    const opened = await run(
      openSol({ ...solOptions, ...protectionOf(info), managedSystemSessionId: info.managedSystemSessionId }),
      signal === undefined ? {} : { signal },
    );
    console = new SerialConsole({
      opened,
      options,
      sessionId: info.managedSystemSessionId,
      clock,
      run,
      detach,
      send: (payload) => {
        if (session.info !== undefined) session.feed((now) => ({ type: "sendPayload", now, payloadType, payload }));
      },
    });
  } catch (error) {
    detach();
    throw error;
  }
  for (const payload of early) console.receive(payload);
  // The session may have ended between its answer and here.
  if (session.info === undefined) console.sessionClosed(false);
  else void console.learnHolder();
  return console;
}

/** The console is as protected as its session is (IPMI v2.0 §24.1). */
function protectionOf({ cipherSuiteId }: SessionInfo): {
  readonly encryption: boolean;
  readonly authentication: boolean;
} {
  const suite = cipherSuite(cipherSuiteId);
  return { encryption: suite?.confidentiality !== 0, authentication: suite?.integrity !== 0 };
}

function requireOpen(info: SessionInfo | undefined): SessionInfo {
  if (info !== undefined) return info;
  throw new ApiMisuseError("invalidState", "openConsole needs an open session: call connect() before");
}

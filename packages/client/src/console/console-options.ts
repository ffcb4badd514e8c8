import type { OpenSolOptions, SolConfig, SolEvent } from "@ruipmi/core";
import type { AbortSignalLike } from "../abort-signal.ts";
import type { WebStreams } from "./web-streams.ts";

/** How a serial console is opened and driven. */
export interface ConsoleOptions
  extends Omit<OpenSolOptions, "encryption" | "authentication" | "managedSystemSessionId">,
    Omit<SolConfig, "inboundPayloadSize"> {
  /** The UDP port of the session, to be told when the console is at another; the transport's, where it knows it. */
  readonly port?: number;
  /** Gives up opening it. Has no effect on the open console. */
  readonly signal?: AbortSignalLike;
  /** Hears everything the console reports. What it throws reaches the runtime's handler of uncaught errors. */
  readonly onEvent?: (event: SolEvent) => void;
  /** The stream classes to use; the runtime's own when left out. */
  readonly streams?: WebStreams;
}

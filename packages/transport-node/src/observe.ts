import { type Channel, channel } from "node:diagnostics_channel";
import { type DebugLogger, debuglog } from "node:util";
import type { DatagramTransport } from "@ruipmi/client";
import type { EngineEvent } from "@ruipmi/core";
import { describeEvent } from "./describe-event.ts";

/** The names of the `node:diagnostics_channel` channels that sessions publish to while somebody subscribes. */
export const diagnosticsChannels = {
  /** Each event of each session: an {@link EventMessage}. */
  event: "ruipmi:event",
  /** Each datagram of each session: a {@link DatagramMessage}. */
  datagram: "ruipmi:datagram",
} as const;

/** What is published to `ruipmi:event`. */
export interface EventMessage {
  /** The host, as it was given. */
  readonly host: string;
  /** The port. */
  readonly port: number;
  /** The event, data of responses included; never a secret of the session. `message` events need `traceMessages`. */
  readonly event: EngineEvent;
}

/** What is published to `ruipmi:datagram`. */
export interface DatagramMessage {
  /** The host, as it was given. */
  readonly host: string;
  /** The port. */
  readonly port: number;
  /** Who sent it. */
  readonly direction: "sent" | "received";
  /** The UDP payload, as anyone on the network sees it. Not to be changed. */
  readonly datagram: Uint8Array;
}

/** How the events of one session are to be made and heard. */
export interface EventObservation {
  /** Whether the engine must report messages. */
  readonly traceMessages: boolean;
  /** Takes each event. */
  readonly onEvent: (event: EngineEvent) => void;
}

let debugLogger: DebugLogger | undefined;
const eventChannel: Channel = channel(diagnosticsChannels.event);
const datagramChannel: Channel = channel(diagnosticsChannels.datagram);

/**
 * Lets a session's events be watched Node's way: `NODE_DEBUG=ruipmi` writes a line for each on stderr, without payload
 * bytes, and `ruipmi:event` publishes them.
 */
export function observeEvents(
  remote: { readonly host: string; readonly port: number },
  options: { readonly traceMessages?: boolean; readonly onEvent?: (event: EngineEvent) => void },
): EventObservation {
  debugLogger ??= debuglog("ruipmi");
  const log = debugLogger;
  const { traceMessages = false, onEvent } = options;
  return {
    traceMessages: traceMessages || log.enabled,
    onEvent: (event) => {
      if (log.enabled) log("%s", `${remote.host}:${remote.port} ${describeEvent(event)}`);
      if (eventChannel.hasSubscribers) eventChannel.publish({ ...remote, event } satisfies EventMessage);
      // Whoever did not ask for messages gets none because somebody else watches.
      if (traceMessages || event.type !== "message") onEvent?.(event);
    },
  };
}

/** Publishes what a transport carries to `ruipmi:datagram`. */
export function observeDatagrams(
  remote: { readonly host: string; readonly port: number },
  transport: DatagramTransport,
): DatagramTransport {
  const publish = (direction: DatagramMessage["direction"], datagram: Uint8Array): void => {
    if (datagramChannel.hasSubscribers) {
      datagramChannel.publish({ ...remote, direction, datagram } satisfies DatagramMessage);
    }
  };
  return {
    port: remote.port,
    start: (handler) =>
      transport.start({
        onDatagram: (datagram) => {
          publish("received", datagram);
          handler.onDatagram(datagram);
        },
        onError: (error) => handler.onError(error),
        accepts: (datagram) => handler.accepts(datagram),
      }),
    send: (datagram) => {
      publish("sent", datagram);
      transport.send(datagram);
    },
    close: () => transport.close(),
  };
}

import {
  type DrivenEngine,
  EngineDriver,
  type ManagedSystemEngine,
  type ManagedSystemInput,
  type ManagedSystemTransmit,
} from "@ruipmi/client";
import type { EngineEvent, Input, TransmitOutput } from "@ruipmi/core";
import type { MockNetwork } from "./mock-network.ts";
import type { MockAddress } from "./network-engine.ts";

/** An engine on the remote console's side: core's `IpmiEngine`, or one of its shape. */
export type ConsoleEngine = DrivenEngine<Input, TransmitOutput, EngineEvent>;

/** Each input of the engine without its time, which the network's clock gives. */
export type TimelessInput = Input extends infer Each ? (Each extends Input ? Omit<Each, "now"> : never) : never;

/** A remote console on a mock network. */
export interface MockConsole {
  /** Everything its engine reported, in order. */
  readonly events: readonly EngineEvent[];
  /** Gives its engine an input, now. */
  input(input: TimelessInput): void;
  /** Takes it off the network; its engine is not driven any more. */
  detach(): void;
}

/** A managed system on a mock network. */
export interface MockManagedSystem<Event> {
  /** Everything its engine reported, in order. */
  readonly events: readonly Event[];
  /** Lets the engine notice what was changed from outside, and drains it. */
  wake(): void;
  /** Takes it off the network; its engine is not driven any more. */
  detach(): void;
}

/** Where a remote console stands. */
export interface ConsoleAttachment {
  /** Its own address. */
  readonly address: MockAddress;
  /** The managed system it talks to. */
  readonly peer: MockAddress;
  /** The engine; from here on driven by the network. */
  readonly engine: ConsoleEngine;
  /** Hears each event, besides {@link MockConsole.events}; may call `input`. */
  readonly onEvent?: (event: EngineEvent) => void;
}

/** Puts a remote console's engine on a network. There is no Promise in it: run the network's clock. */
export function attachConsole(network: MockNetwork, attachment: ConsoleAttachment): MockConsole {
  const { address, peer, engine, onEvent } = attachment;
  const events: EngineEvent[] = [];
  const driver = new EngineDriver<Input, TransmitOutput, EngineEvent>(engine, network.clock, {
    transmit: ({ datagram }) => network.send(address, peer, datagram),
    event: (event) => {
      events.push(event);
      onEvent?.(event);
    },
    // An idle session keeps itself alive for ever.
    isBusy: (reason) => reason !== "keepalive",
  });
  const leave = network.join(address, {
    onDatagram: (datagram, from) => {
      if (from === peer) driver.feed((now) => ({ type: "datagram", now, datagram }));
    },
    onUnreachable: (at) => {
      if (at === peer) driver.feed((now) => ({ type: "unreachable", now }));
    },
  });
  return {
    events,
    input: (input) => driver.feed((now) => ({ ...input, now }) as Input),
    detach: () => {
      leave();
      driver.stop();
    },
  };
}

/** Where a managed system stands. */
export interface ManagedSystemAttachment<Event> {
  /** Its address. */
  readonly address: MockAddress;
  /** The engine; from here on driven by the network. */
  readonly engine: ManagedSystemEngine<Event>;
  /** Hears each event, besides {@link MockManagedSystem.events}. */
  readonly onEvent?: (event: Event) => void;
}

/** Puts a managed system's engine on a network, for any number of remote consoles. */
export function attachManagedSystem<Event>(
  network: MockNetwork,
  attachment: ManagedSystemAttachment<Event>,
): MockManagedSystem<Event> {
  const { address, engine, onEvent } = attachment;
  const events: Event[] = [];
  const driver = new EngineDriver<ManagedSystemInput, ManagedSystemTransmit, Event>(engine, network.clock, {
    transmit: ({ datagram, to }) => network.send(address, to, datagram),
    event: (event) => {
      events.push(event);
      onEvent?.(event);
    },
    // Nobody waits for sessions to expire.
    isBusy: (reason) => reason !== "sessionExpiry",
  });
  const leave = network.join(address, {
    onDatagram: (datagram, from) => driver.feed((now) => ({ type: "datagram", now, datagram, from })),
  });
  return {
    events,
    wake: () => driver.feed((now) => ({ type: "timeout", now })),
    detach: () => {
      leave();
      driver.stop();
    },
  };
}

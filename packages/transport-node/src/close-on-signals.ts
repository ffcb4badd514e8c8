import type { IpmiClient } from "@ruipmi/client";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
type Signal = (typeof signals)[number];

const watched = new Set<IpmiClient>();
let received: Signal | undefined;

/**
 * Closes a client's session when the process is told to end, and then lets the signal have its way. A second signal does
 * not wait for the closing. Where others listen to the signal too, it is theirs to end the process.
 */
export function closeOnSignals(client: IpmiClient): void {
  if (watched.size === 0) for (const signal of signals) process.on(signal, handle);
  watched.add(client);
  void client.closed.then(() => {
    watched.delete(client);
    if (watched.size === 0) release();
  });
}

function handle(signal: Signal): void {
  if (received !== undefined) return release();
  received = signal;
  for (const client of watched) void client.close();
}

function release(): void {
  for (const signal of signals) process.off(signal, handle);
  const signal = received;
  received = undefined;
  // Without a listener left, the signal does what it does by default.
  if (signal !== undefined && process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

/**
 * `@ruipmi/transport-mock`: a deterministic network in memory for ruipmi engines and clients.
 *
 * @module
 */

export { goodLink, type LinkConditions } from "./link-conditions.ts";
export {
  type DatagramInTransit,
  type MockAddress,
  MockNetwork,
  type MockNetworkOptions,
  type MockReceiver,
  type MockTap,
  type TracedDatagram,
} from "./mock-network.ts";
export {
  attachConsole,
  attachManagedSystem,
  type ConsoleAttachment,
  type ConsoleEngine,
  type ManagedSystemAttachment,
  type MockConsole,
  type MockManagedSystem,
  type TimelessInput,
} from "./mock-peers.ts";
export { type MockSurroundings, MockTransport, mockSurroundings } from "./mock-transport.ts";
export { SeededRandom, seededRandomBytes } from "./seeded-random.ts";
export { type RunLimits, VirtualClock } from "./virtual-clock.ts";

/**
 * `@ruipmi/transport-mock`: a deterministic network in memory for ruipmi engines and clients.
 *
 * @module
 */

export { goodLink, type LinkConditions } from "./link-conditions.ts";
export {
  type DatagramInTransit,
  MockNetwork,
  type MockNetworkOptions,
  type MockReceiver,
  type MockTap,
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
export {
  type LinkEnds,
  type MockAddress,
  type NetworkDelivery,
  NetworkEngine,
  type NetworkInput,
  type NetworkOutput,
  type TracedDatagram,
} from "./network-engine.ts";
export { type PcapEndpoint, type PcapOptions, tracePcap } from "./pcap.ts";
export {
  type EngineRun,
  type EngineStep,
  RecordedEngine,
  type ReplayDifference,
  replayRun,
  runFromJson,
  runToJson,
  type TwoDoors,
} from "./replay.ts";
export {
  attachScriptedPeer,
  type ScriptedAnswer,
  type ScriptedArrival,
  type ScriptedPeer,
  type ScriptedPeerAttachment,
} from "./scripted-peer.ts";
export { SeededRandom, seededRandomBytes } from "./seeded-random.ts";
export { type RunLimits, VirtualClock } from "./virtual-clock.ts";

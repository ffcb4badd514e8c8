/**
 * `@ruipmi/transport-node`: IPMI over UDP on Node. `connect()` is all that most programs need.
 *
 * @module
 */

export * from "@ruipmi/client";
export * from "@ruipmi/core";
export { getDeviceId } from "@ruipmi/core/wire";
export { type ConnectOptions, connect, createClient, type NodeClientOptions } from "./connect.ts";
export { nodeClock } from "./node-clock.ts";
export { nodeRandomBytes } from "./node-random-bytes.ts";
export { type DatagramMessage, diagnosticsChannels, type EventMessage } from "./observe.ts";
export type { IpFamily } from "./resolve-address.ts";
export { type ServeOptions, type Server, serve } from "./serve.ts";
export { SharedUdpSocket, type SharedUdpSocketOptions, type SharedUdpSocketSnapshot } from "./shared-udp-socket.ts";
export { defaultPort, UdpTransport, type UdpTransportOptions } from "./udp-transport.ts";

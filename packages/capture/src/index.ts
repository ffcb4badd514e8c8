/**
 * `@ruipmi/capture`: captures of IPMI traffic, read as a stream of bytes.
 *
 * @module
 */

export { cassetteOf } from "./cassette/cassette-of.ts";
export { type ScrubbedCassette, scrubCassette } from "./cassette/scrub/scrub-cassette.ts";
export { type DecryptOptions, decryptedPacket } from "./decrypt/decrypted-packet.ts";
export { udpPacket } from "./decrypt/udp-packet.ts";
export { explain } from "./explain/explain.ts";
export type { ExplainedCommand, ExplainedMessage, MatchedRequest } from "./explain/explained-message.ts";
export type { CapturedPacket, CaptureItem, CaptureNote } from "./file/capture-item.ts";
export { CaptureReader } from "./file/capture-reader.ts";
export { PcapngWriter, type WritablePacket } from "./file/pcapng-writer.ts";
export { type CapturedDatagram, type Endpoint, endpointText } from "./network/datagram.ts";
export { DatagramFinder } from "./network/datagram-finder.ts";
export { LinkType } from "./network/link-layer.ts";
export { recordingsIn } from "./replay/recordings-in.ts";
export { type ReplayOptions, type ReplaySecrets, replaySession } from "./replay/replay.ts";
export { replayObstacle } from "./replay/replay-obstacle.ts";
export type { ReplayDifference, ReplayMode, ReplayReport } from "./replay/replay-report.ts";
export { SessionCollector, type SessionRecording } from "./replay/session-recording.ts";
export type { Credentials, UserCredentials } from "./sessions/credentials.ts";
export type { AskedRequest } from "./sessions/exchanges.ts";
export type { EndedSession, FollowedDatagram, FollowedItem } from "./sessions/followed-datagram.ts";
export { type FollowOptions, SessionFollower } from "./sessions/follower.ts";
export { isResponse } from "./sessions/messages.ts";
export type { ReadPayload, Role, SessionState, SessionSummary } from "./sessions/session.ts";
export { CommandStatistics, type CommandStatisticsRow } from "./statistics/command-statistics.ts";
export { findingsOf, type SessionFinding, sessionFindingText } from "./statistics/session-findings.ts";

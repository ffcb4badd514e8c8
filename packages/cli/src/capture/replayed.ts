import {
  type Credentials,
  type ReplayMode,
  type ReplayReport,
  type ReplaySecrets,
  replayObstacle,
  replaySession,
  type SessionRecording,
} from "@ruipmi/capture";

/** What came of replaying a session; `obstacle` says why it was not. */
export type Replayed = ReplayReport | { readonly obstacle: string };

/**
 * Replays a session with every password of its user and every key that was given: what is closest to the recording counts.
 */
export function replayed(recording: SessionRecording, credentials: Credentials, mode: ReplayMode): Replayed {
  const obstacle = replayObstacle(recording);
  if (obstacle !== undefined) return { obstacle };
  let best: ReplayReport | undefined;
  for (const secrets of secretsFor(recording, credentials)) {
    const report = replaySession(recording, secrets, { mode });
    if (report.difference === undefined) return report;
    if (best === undefined || report.compared > best.compared) best = report;
  }
  return best ?? { obstacle: "no password of its user was given" };
}

function secretsFor({ summary }: SessionRecording, { users, kgs }: Credentials): readonly ReplaySecrets[] {
  const name = Buffer.from(summary.username ?? []);
  const passwords = users.filter(({ username }) => name.equals(username)).map(({ password }) => password);
  // Nothing was done with a password where the handshake did not come to it.
  const isRefused = summary.state === "refused" && passwords.length === 0;
  const all = isRefused ? [new Uint8Array(0)] : passwords;
  return all.flatMap((password) => [{ password }, ...kgs.map((kg) => ({ password, kg }))]);
}

import type { ExplainedMessage, FollowedDatagram, SessionSummary } from "@ruipmi/capture";
import type { CaptureOptions } from "../options/capture-options.ts";
import type { CommandFilter } from "../options/command-filter.ts";

/** Whether `--host` and `--session` leave a session in. */
export function isWantedSession({ host, sessions }: CaptureOptions, session: SessionSummary): boolean {
  const { number, remoteConsole, managedSystem } = session;
  const isOfHost = host === undefined || remoteConsole.address === host || managedSystem.address === host;
  return isOfHost && (sessions.length === 0 || sessions.includes(number));
}

/** Whether `--host` and `--session` leave a datagram in. */
export function isWantedDatagram({ host, sessions }: CaptureOptions, item: FollowedDatagram): boolean {
  const { source, destination } = item.datagram;
  if (host !== undefined && source.address !== host && destination.address !== host) return false;
  return sessions.length === 0 || (item.session !== undefined && sessions.includes(item.session));
}

/** Whether `--command` and `--errors` leave a message in. */
export function isWantedMessage({ commands, errorsOnly }: CaptureOptions, message: ExplainedMessage): boolean {
  const isOfCommand = commands.length === 0 || commands.some((filter) => isMeant(filter, message));
  return isOfCommand && (!errorsOnly || isTrouble(message));
}

function isMeant(filter: CommandFilter, { bridged, ...message }: ExplainedMessage): boolean {
  return [message, ...(bridged === undefined ? [] : [bridged])].some(({ name, netFn, cmd }) =>
    "name" in filter
      ? name.toLowerCase() === filter.name
      : netFn !== undefined && (netFn & 0x3e) === filter.netFn && cmd === filter.cmd,
  );
}

/** What went wrong: refused, wrong code, sent again, an answer to nothing, not readable though it should be. */
function isTrouble(message: ExplainedMessage): boolean {
  const { completionCode, bridged, authCodeValid, problem, answersNothing, retransmissionOf } = message;
  if (authCodeValid === false || answersNothing === true) return true;
  if (problem !== undefined || bridged?.problem !== undefined || retransmissionOf !== undefined) return true;
  return (completionCode ?? 0) !== 0 || (bridged?.completionCode ?? 0) !== 0 || isRefusedHandshake(message);
}

function isRefusedHandshake({ netFn, fields }: ExplainedMessage): boolean {
  const status = netFn === undefined ? (fields as { readonly status?: unknown } | undefined)?.status : undefined;
  return typeof status === "number" && status !== 0;
}

import type { ByHandSection } from "../sabotage.ts";

/** What becomes of a client on a bad network. */
export const sockets: ByHandSection = {
  title: "What a client says, on real sockets",
  rows: [
    {
      file: "client/src/successor.ts",
      line: "the session before is closed first",
      changedTo: "it is left open",
      red: "`client/test/reopen.test.ts`",
    },
    {
      file: "client/src/successor.ts",
      line: "whoever asks while it is opened or open gets the same",
      changedTo: "another one each time",
      red: "`client/test/reopen.test.ts`",
    },
    {
      file: "client/src/successor.ts",
      line: "one that has ended gives way to another",
      changedTo: "it is given again",
      red: "`client/test/reopen.test.ts`",
    },
    {
      file: "client/src/successor.ts",
      line: "after a failure it can be asked again",
      changedTo: "the failure is kept",
      red: "`client/test/reopen.test.ts`",
    },
    {
      file: "client/src/successor.ts",
      line: "the new session sends nothing by itself",
      changedTo: "it repeats Add SEL Entry",
      red: "`interop/test/lost-session.test.ts`",
    },
    {
      file: "client/src/pending-requests.ts",
      line: "what was sent and not answered is unconfirmed",
      changedTo: "nothing is",
      red: "`client/test/reopen.test.ts`",
    },
    {
      file: "client/src/pending-requests.ts",
      line: "the same",
      changedTo: "what was never sent is, too",
      red: "`client/test/reopen.test.ts`",
    },
    {
      file: "client/src/pending-requests.ts",
      line: "the last 256 are kept",
      changedTo: "all are",
      red: "`client/test/reopen.test.ts`",
    },
    {
      file: "client/src/engine-host.ts",
      line: '"host unreachable" in an open session is counted',
      changedTo: "it ends the session",
      red: "`transport-node/test/socket-faults.test.ts`",
    },
    {
      file: "core/src/engine/engine.ts",
      line: "ICMP is dropped once there is a session",
      changedTo: "the session counts as lost",
      red: "`interop/test/network-refusals.test.ts`",
    },
    {
      file: "core/src/engine/engine.ts",
      line: "ICMP ends a handshake",
      changedTo: "it is not told",
      red: "`interop/test/network-refusals.test.ts`",
    },
    {
      file: "core/src/engine/engine.ts",
      line: "an unanswered keepalive counts towards a lost session",
      changedTo: "it does not",
      red: "`client/test/reopen.test.ts`",
    },
    {
      file: "core/src/engine/session-exchange.ts",
      line: "a session is lost after two requests without an answer",
      changedTo: "a thousand",
      red: "`interop/test/lost-session.test.ts`",
    },
    {
      file: "transport-node/src/socket-errors.ts",
      line: "EMSGSIZE costs a datagram",
      changedTo: "it ends the session",
      red: "`transport-node/test/socket-faults.test.ts`",
    },
    {
      file: "transport-node/src/socket-errors.ts",
      line: "EPERM ends a handshake",
      changedTo: "it costs a datagram",
      red: "`transport-node/test/socket-faults.test.ts`",
    },
    {
      file: "transport-node/src/connect.ts",
      line: "a client knows how another is made",
      changedTo: "it does not",
      red: "`transport-node/test/socket-faults.test.ts`, `process.test.ts`",
    },
    {
      file: "transport-node/src/udp-transport.ts",
      line: "`close` closes the socket",
      changedTo: "it stays open",
      red: "`interop/test/many-sessions.test.ts`: files",
    },
    {
      file: "transport-node/src/udp-transport.ts",
      line: "the socket alone does not keep the process alive",
      changedTo: "it does",
      red: "`transport-node/test/process.test.ts`",
    },
    {
      file: "cli/src/commands/in-session.ts",
      line: "an interruption closes the session",
      changedTo: "it does not",
      red: "`interop/test/network-refusals.test.ts`",
    },
    {
      file: "cli/src/commands/in-session.ts",
      line: "an answer that is lost leaves a doubt",
      changedTo: "it does not",
      red: "`interop/test/lost-session.test.ts`",
    },
    {
      file: "cli/src/commands/shared-session.ts",
      line: "after silence the next line opens another session",
      changedTo: "it asks in the old one",
      red: "`interop/test/lost-session.test.ts`",
    },
    {
      file: "bmc/src/config.ts",
      line: "answers are kept for ten seconds",
      changedTo: "they are not kept",
      red: "`interop/test/bad-network.test.ts`, by ruipmi and by ipmitool",
    },
    {
      file: "bmc/src/session/response-memory.ts",
      line: "an answer is kept as long again after a repetition",
      changedTo: "it is not",
      red: "`bmc/test/session/response-memory.test.ts`, `interop/test/bad-network.test.ts` by ipmitool",
    },
    {
      file: "bmc/src/session/session-table.ts",
      line: "sixteen slots are full with sixteen sessions",
      changedTo: "they never are",
      red: "`interop/test/many-sessions.test.ts`",
    },
    {
      file: "bmc/src/session/session-table.ts",
      line: "silent sessions end after the idle limit",
      changedTo: "never",
      red: "`interop/test/many-sessions.test.ts`",
    },
  ],
};

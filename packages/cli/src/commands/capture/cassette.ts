import { type Cassette, describeCassette } from "@ruipmi/bmc";
import { cassetteOf, endpointText, SessionCollector, type SessionRecording, scrubCassette } from "@ruipmi/capture";
import { readCredentials } from "../../capture/credentials.ts";
import { readCapture } from "../../capture/read-capture.ts";
import { isWantedSession } from "../../capture/wanted.ts";
import { CommandFailure, UsageError } from "../../errors.ts";
import { interruptionExitCode } from "../../io.ts";
import { quote } from "../../options/values.ts";
import { cassetteDocumentSchema, cassetteText } from "../../output/capture/cassette-document.ts";
import type { CliCommand, CommandContext } from "../cli-command.ts";
import { declined } from "../confirm.ts";
import { aboutSecrets } from "./about-secrets.ts";
import { cannotWrite, mayWrite } from "./target-file.ts";

/** `capture cassette FILE OUT.json`: what a managed system answered, to be answered again. */
export const captureCassette: CliCommand = {
  name: "capture cassette",
  usage: "FILE OUT.json",
  summary: "what a BMC answered, for ruipmi sim --cassette and for tests",
  details: [
    "Keeps each request with its answer and the time that took; sessions, keys and",
    "passwords are not in it. --scrub replaces names of users, serial numbers, GUIDs,",
    "addresses and names of machines, the same by the same, and says what it left",
    "out; look through the file before you show it to others all the same. It is of",
    "one managed system: --host and --session choose. OUT is readable for its owner",
    "only; one that exists is replaced with --yes only. - is standard input, or",
    "output.",
    "",
    ...aboutSecrets,
  ],
  scope: "captureCassette",
  schema: cassetteDocumentSchema,
  examples: ["capture cassette bmc.pcap bmc.json --user ipmiusr:test --scrub"],
  prepare(args) {
    const [file, target, surplus] = args;
    if (file === undefined || target === undefined || surplus !== undefined) {
      throw new UsageError("capture cassette takes two file names: the capture, and the one to write");
    }
    if (file === target && file !== "-") throw new UsageError("capture cassette does not write onto what it reads");
    return (context) => makeCassette(context, file, target);
  },
};

async function makeCassette(context: CommandContext, file: string, target: string): Promise<number> {
  const { options, io, output } = context;
  const { scrub, ...capture } = options.capture!;
  const credentials = readCredentials({ ...capture, scrub }, io);
  if (!(await mayWrite(context, target))) return declined(context);
  const collector = new SessionCollector();
  const recordings: SessionRecording[] = [];
  const reading = await readCapture(
    io,
    { file, credentials, printsAlong: false },
    {
      item(item) {
        for (const recording of collector.add(item)) {
          if (isWantedSession({ ...capture, scrub }, recording.summary)) recordings.push(recording);
        }
      },
    },
  );
  if (!reading.isComplete) return interruptionExitCode(io.interrupted) ?? 1;
  for (const session of collector.tooLong) io.stderr.write(`ruipmi: session ${session} is too long and is left out\n`);
  recordings.sort((one, other) => one.summary.number - other.summary.number);
  const managedSystem = onlyManagedSystem(recordings, file);
  const used = recordings.filter((recording) => hasAnswers(recording, io));
  const about = `what ${managedSystem} answered`;
  const { cassette, notes } = scrubbed(cassetteOf(used, scrub ? "what a managed system answered" : about), scrub);
  if (cassette.exchanges.length === 0) {
    throw new CommandFailure("notFound", `nothing in ${quote(file)} can be read that a managed system answered`);
  }
  for (const note of notes) io.stderr.write(`ruipmi: ${note}\n`);
  write(context, target, `${JSON.stringify(describeCassette(cassette), undefined, 2)}\n`);
  const sessions = used.map(({ summary }) => summary.number);
  const document = {
    file: target,
    managedSystem,
    sessions,
    exchanges: cassette.exchanges.length,
    scrubbed: scrub,
    notes,
  };
  if (target === "-") io.stderr.write(cassetteText(document));
  else output.result(document, cassetteText);
  return 0;
}

function scrubbed(
  cassette: Cassette,
  scrub: boolean,
): { readonly cassette: Cassette; readonly notes: readonly string[] } {
  return scrub ? scrubCassette(cassette) : { cassette, notes: [] };
}

/** Answers of two machines in one file would be those of neither. */
function onlyManagedSystem(recordings: readonly SessionRecording[], file: string): string {
  const all = [...new Set(recordings.map(({ summary }) => endpointText(summary.managedSystem)))];
  const [only] = all;
  if (only === undefined) throw new CommandFailure("notFound", `there is no such session in ${quote(file)}`);
  if (all.length === 1) return only;
  const some = all.slice(0, 5).join(", ");
  throw new CommandFailure(
    "badData",
    `${quote(file)} has ${all.length} managed systems (${some}${all.length > 5 ? ", …" : ""}): choose one with --host or --session`,
  );
}

/** Whether anything of a session could be read; says so where a password is missing. */
function hasAnswers({ summary, datagrams }: SessionRecording, io: CommandContext["io"]): boolean {
  const isSealed = datagrams.some(({ read }) => read !== undefined && read.payload === undefined);
  const isRead = datagrams.some(({ session, message }) => session !== undefined && message !== undefined);
  if (isSealed && !isRead)
    io.stderr.write(`ruipmi: session ${summary.number} cannot be read: its password is not known\n`);
  return isRead;
}

function write({ io }: CommandContext, target: string, text: string): void {
  if (target === "-") return io.stdout.write(text);
  try {
    const file = io.makeFile(target);
    file.write(Buffer.from(text));
    file.finish();
  } catch (error) {
    throw cannotWrite(target, error);
  }
}

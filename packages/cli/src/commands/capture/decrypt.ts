import { type CapturedPacket, decryptedPacket, type FollowedItem, PcapngWriter } from "@ruipmi/capture";
import { readCredentials } from "../../capture/credentials.ts";
import { decryptedFile } from "../../capture/decrypted-file.ts";
import { readCapture } from "../../capture/read-capture.ts";
import { CommandFailure, UsageError } from "../../errors.ts";
import { type FileInMaking, interruptionExitCode } from "../../io.ts";
import { type DecryptionDocument, decryptionSchema, decryptionText } from "../../output/capture/decryption.ts";
import type { CliCommand, CommandContext } from "../cli-command.ts";
import { declined } from "../confirm.ts";
import { aboutSecrets } from "./about-secrets.ts";
import { cannotWrite, mayWrite } from "./target-file.ts";

/** `capture decrypt FILE OUT.pcapng`: the same packets in plain. */
export const captureDecrypt: CliCommand = {
  name: "capture decrypt",
  usage: "FILE OUT.pcapng",
  summary: "a capture without encryption, as Wireshark's own dissector reads it",
  details: [
    "Writes the same packets with confidentiality and integrity taken off, each",
    "with its time, addresses, session ID and sequence number. Sessions whose keys",
    "are not known stay as they are, which is said at the end, and so does all that",
    "is not IPMI. OUT is readable for its owner only and is there once it is whole;",
    "one that exists is replaced with --yes only. - is standard input, or output.",
    "",
    "Wireshark knows IPMI by its UDP port, so that a managed system's other port",
    "becomes 623; the packet's comment has the original. --keep-ports leaves it.",
    "",
    ...aboutSecrets,
  ],
  scope: "captureDecrypt",
  schema: decryptionSchema,
  examples: ["capture decrypt bmc.pcap plain.pcapng --user ipmiusr:test"],
  prepare(args) {
    const [file, target, surplus] = args;
    if (file === undefined || target === undefined || surplus !== undefined) {
      throw new UsageError("capture decrypt takes two file names: the capture, and the one to write");
    }
    if (file === target && file !== "-") throw new UsageError("capture decrypt does not write onto what it reads");
    return (context) => decrypt(context, file, target);
  },
};

async function decrypt(context: CommandContext, file: string, target: string): Promise<number> {
  const { options, io, output } = context;
  const { keepPorts, ...capture } = options.capture!;
  const credentials = readCredentials({ ...capture, keepPorts }, io);
  if (target === "-" && io.stdout.isTerminal)
    throw new UsageError(
      "capture decrypt does not write to a terminal: give a file, or a pipe to the program that reads it",
    );
  if (!(await mayWrite(context, target))) return declined(context);
  const decryption = new Decryption(opened(context, target), keepPorts);
  try {
    // With OUT on standard output nothing else may be there, progress on stderr aside.
    const reading = await readCapture(io, { file, credentials, printsAlong: target === "-" }, decryption);
    if (!reading.isComplete) {
      decryption.abandon();
      return interruptionExitCode(io.interrupted) ?? 1;
    }
    decryption.finish();
  } catch (error) {
    decryption.abandon();
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof CommandFailure || code === undefined) throw error;
    throw cannotWrite(target, error);
  }
  const { document } = decryption;
  if (target === "-") io.stderr.write(decryptionText(document));
  else output.result(document, decryptionText);
  return 0;
}

function opened({ io }: CommandContext, target: string): FileInMaking {
  try {
    return decryptedFile(io, target);
  } catch (error) {
    throw cannotWrite(target, error);
  }
}

/** Writes packets as they come, and counts what could not be read. */
class Decryption {
  readonly #file: FileInMaking;
  readonly #keepPorts: boolean;
  readonly #writer = new PcapngWriter();
  readonly #sealed = new Set<number>();
  #packets = 0;
  #decrypted = 0;
  #sealedPackets = 0;

  constructor(file: FileInMaking, keepPorts: boolean) {
    this.#file = file;
    this.#keepPorts = keepPorts;
    file.write(this.#writer.header());
  }

  /** What was done. */
  get document(): DecryptionDocument {
    return {
      packets: this.#packets,
      decrypted: this.#decrypted,
      stillEncrypted: this.#sealedPackets,
      sessionsStillEncrypted: [...this.#sealed],
    };
  }

  item(item: FollowedItem): void {
    if (item.type === "session") return;
    this.#packets += 1;
    const { read, session } = item;
    if (read?.decrypted === true) this.#decrypted += 1;
    if (read !== undefined && read.payload === undefined) {
      this.#sealedPackets += 1;
      const isNamed = session !== undefined && this.#sealed.size < maxNamed;
      if (isNamed) this.#sealed.add(session);
    }
    this.#file.write(this.#writer.packet(decryptedPacket(item, { keepPorts: this.#keepPorts })));
  }

  otherPacket(packet: CapturedPacket): void {
    this.#packets += 1;
    const { time, linkType, data, originalLength } = packet;
    this.#file.write(this.#writer.packet({ time, linkType, data, originalLength }));
  }

  finish(): void {
    this.#file.finish();
  }

  abandon(): void {
    this.#file.abandon();
  }
}

/** More sessions than this are counted by their packets only. */
const maxNamed = 1000;

import { SecurityKeyId, SecurityKeyOperation, setChannelSecurityKeys } from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import type { Io } from "../../io.ts";
import { parseHexSecret, requireLength, utf8 } from "../../options/values.ts";
import { integer, object } from "../../output/json-schema.ts";
import { parseChannel, presentChannel, requireCount } from "../account-arguments.ts";
import { requireWord } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

const usage = "hex|plain [KEY [CHANNEL]]";

/** KG always has so many bytes (IPMI v2.0 §22.25). */
const keyLength = 20;

/** `channel setkg`: sets the BMC key. */
export const channelSetkg: CliCommand = {
  name: "channel setkg",
  usage,
  summary: "set the BMC key, Kg (Set Channel Security Keys)",
  details: [
    "hex takes up to 40 hex digits, plain up to 20 characters; what is shorter is",
    "filled up with zeros. Sessions opened from then on need it: -k or -y.",
    "A KEY that is typed as an argument stands in the list of processes, for",
    "everybody on this machine, until ruipmi has begun, and in the history of a",
    "shell; without it, it is asked for on the terminal.",
  ],
  scope: "session",
  schema: object({ channelNumber: integer("14 for the session's own", 0, 15) }),
  examples: ["channel setkg plain twenty-byte-bmc-key1"],
  words: [["hex", "plain"]],
  prepare(args) {
    requireCount("channel setkg", usage, args, 1, 3);
    const form = requireWord("channel setkg", args.slice(0, 1), ["hex", "plain"]);
    const channelNumber = args[2] === undefined ? presentChannel : parseChannel(args[2]);
    const typed = args[1] === undefined ? undefined : wholeKey(form, args[1]);
    return async (context) => {
      const key = typed ?? wholeKey(form, await askKey(context.io));
      return await inSession(async (session, { output }) => {
        const request = { channelNumber, operation: SecurityKeyOperation.set, keyId: SecurityKeyId.kg, key };
        await changing(session.request(setChannelSecurityKeys, request));
        output.result({ channelNumber }, () => "Set Channel Security Keys command successful\n");
        return 0;
      })(context);
    };
  },
};

function wholeKey(form: "hex" | "plain", text: string): Uint8Array {
  const bytes = form === "hex" ? parseHexSecret("KEY", text) : utf8(text);
  const whole = new Uint8Array(keyLength);
  whole.set(requireLength("KEY", bytes, keyLength));
  return whole;
}

async function askKey(io: Io): Promise<string> {
  const key = await io.askPassword("Key: ");
  if (key !== undefined) return key;
  throw new UsageError("there is no terminal to ask for the key on: give it as an argument");
}

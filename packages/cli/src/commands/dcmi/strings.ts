import { readAssetTag, readManagementControllerId, writeAssetTag, writeManagementControllerId } from "@ruipmi/commands";
import type { Procedure } from "@ruipmi/core/wire";
import { UsageError } from "../../errors.ts";
import { quote, requireLength, utf8 } from "../../options/values.ts";
import { object, string } from "../../output/json-schema.ts";
import { shownText } from "../../output/shown-text.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

/** Bytes that a tag or a name has at most (DCMI v1.5 §6.4.2, §6.4.6). */
const longest = 63;

/** `dcmi asset_tag`. */
export const dcmiAssetTag: CliCommand = reading(
  "dcmi asset_tag",
  "the machine's asset tag (Get Asset Tag)",
  "assetTag",
  "Asset tag",
  readAssetTag,
);

/** `dcmi set_asset_tag`. */
export const dcmiSetAssetTag: CliCommand = writing(
  "dcmi set_asset_tag",
  "another asset tag (Set Asset Tag)",
  "assetTag",
  "Set Asset Tag",
  writeAssetTag,
);

/** `dcmi get_mc_id_string`. */
export const dcmiGetMcIdString: CliCommand = reading(
  "dcmi get_mc_id_string",
  "what the controller calls itself (Get Management Controller Identifier String)",
  "managementControllerId",
  "Get Management Controller Identifier String",
  readManagementControllerId,
);

/** `dcmi mc_id_string`: the same. */
export const dcmiMcIdString: CliCommand = {
  ...dcmiGetMcIdString,
  name: "dcmi mc_id_string",
  summary: "the same as dcmi get_mc_id_string",
  examples: ["dcmi mc_id_string"],
};

/** `dcmi set_mc_id_string`. */
export const dcmiSetMcIdString: CliCommand = writing(
  "dcmi set_mc_id_string",
  "another name for it (Set Management Controller Identifier String)",
  "managementControllerId",
  "Set Management Controller Identifier String Command",
  writeManagementControllerId,
);

function reading(
  name: string,
  summary: string,
  key: string,
  heading: string,
  read: () => Procedure<Uint8Array>,
): CliCommand {
  return {
    name,
    usage: "",
    summary,
    details: [],
    scope: "session",
    schema: object({ [key]: string() }),
    examples: [name],
    prepare(args) {
      requireNoArguments(name, args);
      return inSession(async (session, { output }) => {
        const text = textOf(await session.run(read()));
        output.result({ [key]: text }, () => `\n ${heading}: ${shownText(text)}\n\n`);
        return 0;
      });
    },
  };
}

function writing(
  name: string,
  summary: string,
  key: string,
  heading: string,
  write: (bytes: Uint8Array) => Procedure<void>,
): CliCommand {
  return {
    name,
    usage: "TEXT",
    summary,
    details: [`At most ${longest} bytes.`],
    scope: "session",
    schema: object({ [key]: string("what it is now") }),
    examples: [`${name} RACK7-U22`],
    prepare(args) {
      const [text, surplus] = args;
      if (text === undefined) throw new UsageError(`${name} needs a text`);
      if (surplus !== undefined) throw new UsageError(`${name} takes one text, and ${quote(surplus)} is one too many`);
      const bytes = requireLength(`the text of ${name}`, utf8(text), longest);
      return inSession(async (session, { output }) => {
        await changing(session.run(write(bytes)));
        output.result({ [key]: text }, () => `\n ${heading}: ${text}\n\n`);
        return 0;
      });
    },
  };
}

/** UTF-8, or Latin 1 where it cannot be that. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

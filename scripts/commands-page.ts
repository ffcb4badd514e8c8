/** Writes docs/commands.md from the catalogue of `@ruipmi/commands`. `tsx … scripts/commands-page.ts` writes the file. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as commands from "../packages/commands/src/index.ts";
import { appendixG, leftOut } from "../packages/commands/test/support/appendix-g.ts";
import { type AnyCommand, hexByte, NetFn } from "../packages/core/src/wire.ts";

/** Where the page stands. */
export const commandsFile: string = fileURLToPath(new URL("../docs/commands.md", import.meta.url));

interface Group {
  readonly title: string;
  readonly has: (command: AnyCommand) => boolean;
}

const ofNetFn = (title: string, netFn: number): Group => ({ title, has: (command) => command.netFn === netFn });
const ofGroup = (title: string, number: number): Group => ({
  title,
  has: ({ netFn, groupExtension }) => netFn === NetFn.groupExtension && groupExtension === number,
});

const groups: readonly Group[] = [
  ofNetFn("Chassis", NetFn.chassis),
  ofNetFn("Sensor/Event", NetFn.sensorEvent),
  ofNetFn("App", NetFn.app),
  ofNetFn("Storage", NetFn.storage),
  ofNetFn("Transport", NetFn.transport),
  ofGroup("DCMI", 0xdc),
  ofGroup("PICMG", commands.picmgGroup),
];

/** The whole text of docs/commands.md, as the catalogue says today. */
export function renderCommands(): string {
  const { commandCatalogue } = commands;
  return [
    "# The commands",
    "",
    `The ${commandCatalogue.length} commands that \`@ruipmi/commands\` knows, both bodies in both directions. Written from the catalogue by`,
    "`scripts/commands-page.ts`; a test holds the two together. Each row links to the file that defines the command: its table of",
    "fields is at the top. A file's export goes to `client.request`:",
    "",
    "```ts",
    'import { getSelInfo } from "@ruipmi/commands";',
    'import { connect } from "@ruipmi/transport-node";',
    "",
    'const client = await connect({ host: "127.0.0.1", port: 9623, username: "admin", password: "password" });',
    "const { entries } = await client.request(getSelInfo);",
    "console.log(`$" + "{entries} records`);",
    "await client.close();",
    "```",
    "",
    ...groups.flatMap(renderGroup),
    "## Completion codes",
    "",
    "The codes 80h–BEh mean what the command says; the generic ones (C0h–FFh) are the same for all.",
    "",
    "| command | code | meaning |",
    "|---|---|---|",
    ...commandCatalogue.flatMap(renderCompletionCodes),
    "",
    "## What is left out",
    "",
    `Of the ${inAppendixG.length} commands of IPMI v2.0 appendix G ${inAppendixG.filter(isKnown).length} are here, and the others not, for a reason. \`client.raw\` sends`,
    "these as well, and [a command of your own](../packages/commands/README.md) takes a dozen lines.",
    "",
    "| netFn | commands | reason |",
    "|---|---|---|",
    ...leftOut.map(
      ({ netFn, from, to, reason }) => `| ${hexByte(netFn)} | ${hexByte(from)}–${hexByte(to)} | ${reason} |`,
    ),
    "",
  ].join("\n");
}

/** What the file says now. */
export function writtenCommands(): string {
  return readFileSync(commandsFile, "utf8");
}

const inAppendixG = Object.entries(appendixG).flatMap(([netFn, ranges]) =>
  ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => ({ netFn: Number(netFn), cmd: from + index })),
  ),
);

function isKnown({ netFn, cmd }: { readonly netFn: number; readonly cmd: number }): boolean {
  return commands.findCommand(netFn, cmd) !== undefined;
}

function renderGroup({ title, has }: Group): string[] {
  const members = commands.commandCatalogue.filter(has);
  return [
    `## ${title}`,
    "",
    `${members.length} commands.`,
    "",
    "| netFn/cmd | command | defined in | file |",
    "|---|---|---|---|",
    ...members.map((command) => {
      const { file, exported } = whereIs(command);
      return `| ${hexByte(command.netFn)}/${hexByte(command.cmd)} | ${command.name} | ${command.section} | [\`${exported}\`](../${file}) |`;
    }),
    "",
  ];
}

function renderCompletionCodes({ name, completionCodes = {} }: AnyCommand): string[] {
  return Object.entries(completionCodes).map(
    ([code, meaning], index) => `| ${index === 0 ? name : ""} | ${hexByte(Number(code))} | ${meaning} |`,
  );
}

function whereIs(command: AnyCommand): { readonly file: string; readonly exported: string } {
  const exported = Object.entries(commands).find(([, value]) => (value as unknown) === command)?.[0];
  if (exported === undefined) throw new Error(`${command.name} is in the catalogue and not exported`);
  const definition = new RegExp(`^export const ${exported}\\b`, "m");
  const file = sources.find(({ text }) => definition.test(text))?.path;
  if (file === undefined) throw new Error(`no file defines ${exported}`);
  return { file, exported };
}

const sources = ["packages/commands/src", "packages/core/src/messages"].flatMap((folder) => {
  const root = new URL(`../${folder}/`, import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  return files.sort().map((path) => ({ path: `${folder}/${path}`, text: readFileSync(new URL(path, root), "utf8") }));
});

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(commandsFile, renderCommands());

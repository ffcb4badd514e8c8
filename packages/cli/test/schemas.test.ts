import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { schemaFiles, writtenSchemaFiles } from "../../../scripts/cli-schemas.ts";
import type { CliCommand } from "../src/commands/cli-command.ts";
import { findCommand } from "../src/commands/find-command.ts";
import { commandTable } from "../src/commands/index.ts";
import { splitLine } from "../src/options/split-line.ts";
import { tokenize } from "../src/options/tokenize.ts";
import { schemaDocument } from "../src/output/schema-document.ts";
import { run } from "../src/run.ts";
import { FakeIo } from "./support/fake-io.ts";
import { ruipmi } from "./support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "./support/test-bmc.ts";

/** Strict: a keyword with a slip in it would be no rule at all. */
const ajv = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  allErrors: true,
  formats: { "date-time": /^\d{4}-\d\d-\d\dT/ },
});

const withSchema = commandTable.filter(({ schema }) => schema !== undefined);

describe("the schemas of --json", () => {
  it("are shipped as they are: scripts/cli-schemas.ts writes them", () => {
    const written = writtenSchemaFiles();
    const wanted = schemaFiles();
    const stale = [...new Set([...written.keys(), ...wanted.keys()])].filter(
      (name) => JSON.stringify(written.get(name)) !== JSON.stringify(wanted.get(name)),
    );
    expect(stale, "run: pnpm exec tsx --conditions=@ruipmi/source scripts/cli-schemas.ts").toEqual([]);
  });

  it("have names of their own", () => {
    expect(schemaFiles().size).toBe(withSchema.length);
  });

  it.each(withSchema.map((command) => [command.name, command] as const))(
    "%s has examples that are its own",
    (_name, command) => {
      expect(command.examples).not.toEqual([]);
      for (const example of command.examples)
        expect(findCommand(tokenize(wordsOf(example)).words).command).toBe(command);
    },
  );
});

describe("what --json prints fits its schema", () => {
  let bmc: TestBmc;
  beforeEach(async () => {
    bmc = await startTestBmc();
  });
  afterEach(() => bmc.close());

  const examples = withSchema.flatMap((command) => command.examples.map((example) => [example, command] as const));

  it.each(examples)("%s", async (example, command) => {
    const io = ioFor(command);
    const target = targetOf(command, bmc);
    for (const step of command.exampleSteps ?? []) {
      const { code, err } = await ruipmi(...bmc.options, ...splitLine(step));
      expect(code, err).toBe(0);
    }
    const code = await run([...target, "--json", "--no-cache", ...wordsOf(example)].filter(fits(command)), io);
    expect([code, io.stderr.text]).toEqual([0, ""]);
    expect(io.stdout.text).toMatch(command.printsLines === true ? /^([^\n]+\n)+$/ : /^[^\n]+\n$/);
    const validate = ajv.compile(withoutId(command));
    for (const line of io.stdout.text.trimEnd().split("\n")) {
      validate(JSON.parse(line));
      expect(validate.errors, line).toBeNull();
    }
  });
});

function targetOf({ scope }: CliCommand, bmc: TestBmc): readonly string[] {
  if (scope.startsWith("capture")) return [];
  return scope === "outside" ? ["-H", "127.0.0.1", "-p", String(bmc.port)] : bmc.options;
}

/** An example may show `-c`, which does not go with `--json`. */
function wordsOf(example: string): readonly string[] {
  return splitLine(example).filter((word) => word !== "-c");
}

function ioFor({ exampleFiles }: CliCommand): FakeIo {
  const io = new FakeIo();
  // What the commands about captures read in their examples.
  io.files.set(
    "bmc.pcap",
    readFileSync(new URL("../../capture/test/captures/ipmitool-lanplus-cs3.pcap", import.meta.url)),
  );
  for (const [name, bytes] of Object.entries(exampleFiles?.() ?? {})) io.files.set(name, bytes);
  return io;
}

function fits({ scope }: CliCommand): (word: string) => boolean {
  return (word) => scope === "session" || word !== "--no-cache";
}

/** A schema's name may be used once; each example compiles it anew. */
function withoutId(command: CliCommand): object {
  const { $id: _id, ...rest } = schemaDocument(command)!;
  return rest;
}

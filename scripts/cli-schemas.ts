/**
 * Writes packages/cli/schema/*.schema.json from the commands' own schemas, and removes those of commands that are gone.
 * `tsx --conditions=@ruipmi/source scripts/cli-schemas.ts` does it; `pnpm format` after it.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandTable } from "../packages/cli/src/commands/index.ts";
import { schemaDocument, schemaFileName } from "../packages/cli/src/output/schema-document.ts";

const folder = fileURLToPath(new URL("../packages/cli/schema/", import.meta.url));

/** What each file is to say, by name, as JSON would give it back. */
export function schemaFiles(): ReadonlyMap<string, unknown> {
  const files = new Map<string, unknown>();
  for (const command of commandTable) {
    const document = schemaDocument(command);
    if (document !== undefined) files.set(schemaFileName(command), JSON.parse(JSON.stringify(document)));
  }
  return files;
}

/** What the files say now, by name. */
export function writtenSchemaFiles(): ReadonlyMap<string, unknown> {
  return new Map(readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(join(folder, name), "utf8"))]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, schema] of schemaFiles())
    writeFileSync(join(folder, name), `${JSON.stringify(schema, undefined, 2)}\n`);
}

import type { CliCommand } from "../commands/cli-command.ts";
import type { JsonSchema } from "./json-schema.ts";

/** The schema of a command's `--json` result as a document of its own, JSON Schema 2020-12; `undefined` where it prints none. */
export function schemaDocument({ name, summary, schema }: CliCommand): JsonSchema | undefined {
  if (schema === undefined) return undefined;
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:ruipmi:schema:${dashed(name)}`,
    title: `ruipmi --json ${name}`,
    description: summary,
    ...schema,
  };
}

/** The file it is shipped in, below `schema/`. */
export function schemaFileName({ name }: CliCommand): string {
  return `${dashed(name)}.schema.json`;
}

function dashed(name: string): string {
  return name.replaceAll(/[ _]/g, "-");
}

import { run } from "../../src/run.ts";
import { FakeIo } from "./fake-io.ts";

/** What a command line came to. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process. */
export async function ruipmi(...argv: string[]): Promise<Outcome> {
  return await ruipmiIn(new FakeIo(), ...argv);
}

/** Runs a command line in a world of the test's. */
export async function ruipmiIn(io: FakeIo, ...argv: string[]): Promise<Outcome> {
  const code = await run(argv, io);
  return { code, out: io.stdout.text, err: io.stderr.text };
}

import { SeededRandom } from "@ruipmi/transport-mock";
import type { FuzzInput } from "../fuzz-input.ts";
import type { FuzzTarget } from "../fuzz-target.ts";
import { mutateInput } from "../mutate-input.ts";

/** So many different packets are sent round and round. */
const distinctPackets = 2000;

/** Changed packets of a target's inputs with this beginning: one of ten is as it was. */
export function changedPackets(target: FuzzTarget, subject: string, seed = 1): readonly Uint8Array[] {
  const random = new SeededRandom(seed);
  const inputs: readonly FuzzInput[] = target
    .seeds()
    .filter((input) => input.subject.startsWith(subject))
    .flatMap((input) => input.pieces.map((piece) => ({ subject, pieces: [piece] })));
  const any = (): FuzzInput => inputs[random.below(inputs.length)]!;
  return Array.from({ length: distinctPackets }, () => {
    const input = random.chance(0.1) ? any() : mutateInput(target, any(), any(), random);
    return (input.pieces[0] ?? new Uint8Array(0)).slice();
  });
}

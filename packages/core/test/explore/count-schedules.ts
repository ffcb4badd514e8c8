/**
 * How many schedules there are, counted exactly and without walking each: the ways to a state in n steps are the ways in
 * n - 1 steps to all states from which one step leads there.
 *
 * @param edges - the states that steps lead to
 * @param edgesFrom - where each state's edges begin, and one more entry for the end
 * @param stepLimit - schedules that reach it end there
 */
export function countSchedules(
  edges: readonly number[],
  edgesFrom: readonly number[],
  stepLimit: number,
): { readonly schedules: bigint; readonly longest: number } {
  let ways = new Map<number, bigint>([[0, 1n]]);
  let schedules = 0n;
  let longest = 0;
  for (let steps = 0; ways.size > 0; steps++) {
    // Each step of a schedule leads to another state, or it could go on for ever.
    if (steps > edgesFrom.length) throw new Error("a schedule goes round in circles");
    longest = steps;
    const next = new Map<number, bigint>();
    for (const [state, count] of ways) {
      const from = edgesFrom[state]!;
      const to = edgesFrom[state + 1]!;
      if (from === to || steps === stepLimit) schedules += count;
      else for (let edge = from; edge < to; edge++) next.set(edges[edge]!, (next.get(edges[edge]!) ?? 0n) + count);
    }
    ways = next;
  }
  return { schedules, longest };
}

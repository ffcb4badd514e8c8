/**
 * The states of an engine, in the order of the protocol. Everything that says which phase may follow which is in this
 * file; the diagram in docs/ is drawn from the table.
 */

/** The phases, in the order in which a session lives through them. */
export type PhaseName =
  | "idle"
  | "awaitOpenSessionResponse"
  | "awaitRakpMessage2"
  | "awaitRakpMessage4"
  | "awaitSetSessionPrivilegeLevel"
  | "open"
  | "awaitCloseSession"
  | "closed";

/** What moves an engine from one phase to the next. */
export type PhaseCause =
  | "openSession"
  | "nextCipherSuite"
  | "restart"
  | "openSessionAccepted"
  | "rakpMessage2Verified"
  | "rakpMessage4Verified"
  | "privilegeLevelSet"
  | "failed"
  | "closeSession"
  | "closeSettled"
  | "lost";

/** For each phase, what may happen there and which phase follows. Whatever is not named here cannot happen. */
export const phaseTransitions: {
  readonly [From in PhaseName]: { readonly [Cause in PhaseCause]?: PhaseName };
} = {
  idle: { openSession: "awaitOpenSessionResponse", closeSession: "closed" },
  awaitOpenSessionResponse: {
    nextCipherSuite: "awaitOpenSessionResponse",
    restart: "awaitOpenSessionResponse",
    openSessionAccepted: "awaitRakpMessage2",
    failed: "closed",
    closeSession: "closed",
  },
  awaitRakpMessage2: {
    restart: "awaitOpenSessionResponse",
    rakpMessage2Verified: "awaitRakpMessage4",
    failed: "closed",
    closeSession: "closed",
  },
  awaitRakpMessage4: {
    restart: "awaitOpenSessionResponse",
    rakpMessage4Verified: "awaitSetSessionPrivilegeLevel",
    failed: "closed",
    closeSession: "closed",
  },
  awaitSetSessionPrivilegeLevel: {
    privilegeLevelSet: "open",
    failed: "awaitCloseSession",
    closeSession: "awaitCloseSession",
  },
  open: { closeSession: "awaitCloseSession", lost: "closed" },
  awaitCloseSession: { closeSettled: "closed" },
  closed: {},
};

/**
 * The phase that follows.
 *
 * @throws `Error` when the table has no such move: a defect of the engine, never of its input
 */
export function nextPhase(from: PhaseName, cause: PhaseCause): PhaseName {
  const to = phaseTransitions[from][cause];
  if (to === undefined) throw new Error(`engine defect: ${cause} cannot happen in phase ${from}`);
  return to;
}

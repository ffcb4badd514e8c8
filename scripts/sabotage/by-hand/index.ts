import type { ByHandSection } from "../sabotage.ts";
import { aroundSessions } from "./around-sessions.ts";
import { bytes } from "./bytes.ts";
import { sockets } from "./sockets.ts";

/** All of them. A row that can be run belongs to `../rows`. */
export const byHand: readonly ByHandSection[] = [bytes, sockets, aroundSessions];

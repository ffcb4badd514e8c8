import { type HandshakeKeys, PrivilegeLevel } from "@ruipmi/core/wire";
import { describe, expect, it, vi } from "vitest";
import { resolveBmcConfig } from "../../src/config.ts";
import type { HalfOpenSession, OpenSession } from "../../src/session/session.ts";
import { SessionTable } from "../../src/session/session-table.ts";
import { seededBytes, users } from "../support/bmc-fixture.ts";

const config = resolveBmcConfig({ users: [users.admin], randomBytes: seededBytes(1), handshakeTimeout: 100 });

function halfOpen(sessionId: number, wipe: () => void): HalfOpenSession {
  const keys = { wipe } as unknown as HandshakeKeys;
  return {
    sessionId,
    remoteConsoleSessionId: 7,
    openedBy: `console ${sessionId}`,
    lastActivityAt: 0,
    rakp: { keys },
  } as unknown as HalfOpenSession;
}

function open(sessionId: number, wipe: () => void): OpenSession {
  const protection = { authenticator: { wipe }, cipher: undefined };
  return { sessionId, protection, lastActivityAt: 0, sealer: {} } as unknown as OpenSession;
}

describe("secrets that are not needed any more", () => {
  it("are wiped when a handshake is over, however it ends", () => {
    const table = new SessionTable(config, () => {});
    const wipe = vi.fn();
    const forgotten = halfOpen(1, wipe);
    table.addHalfOpen(forgotten);
    table.forget(forgotten);
    expect(wipe).toHaveBeenCalledTimes(1);
    table.addHalfOpen(halfOpen(2, wipe));
    table.expire(100);
    expect(wipe).toHaveBeenCalledTimes(2);
    const replaced = halfOpen(3, wipe);
    table.addHalfOpen(replaced);
    table.addHalfOpen({ ...halfOpen(4, wipe), openedBy: replaced.openedBy });
    expect(wipe).toHaveBeenCalledTimes(3);
    table.clear("shutdown");
    expect(wipe).toHaveBeenCalledTimes(4);
    expect(table.halfOpenCount).toBe(0);
  });

  it("are wiped when a session ends, once", () => {
    const ended = vi.fn();
    const table = new SessionTable(config, ended);
    const wipe = vi.fn();
    const session = open(1, wipe);
    table.addOpen(session);
    table.end(session, "closed");
    table.end(session, "closed");
    expect(wipe).toHaveBeenCalledTimes(1);
    expect(ended.mock.calls).toStrictEqual([[session, "closed"]]);
  });

  it("are wiped with the users", () => {
    const { users: table } = resolveBmcConfig({ users: [users.admin], randomBytes: seededBytes(1) });
    const admin = table.find(users.admin.name, PrivilegeLevel.administrator, 0);
    expect(admin?.password.expose()).toStrictEqual(users.admin.password);
    table.wipe();
    expect(admin?.password.expose().every((byte) => byte === 0)).toBe(true);
  });
});

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type CipherSuiteId, cipherSuite } from "../../src/crypto/cipher-suites.ts";
import { integrityAlgorithms } from "../../src/crypto/integrity.ts";
import type { EngineSnapshot } from "../../src/engine/snapshot.ts";
import type { DropReason } from "../../src/packets/drop-reason.ts";
import { ByteWriter } from "../../src/wire/byte-writer.ts";
import { decodeLanRequest, encodeLanResponse, type LanRequest } from "../../src/wire/lan-message.ts";
import { lawRuns } from "../support/law-runs.ts";
import { datagramsOf, drain } from "../support/recording.ts";
import { rmcpPlusPacket, type SessionSecrets, secretsOf } from "../support/session-secrets.ts";
import { echoCommand, World } from "../support/world.ts";
import { plainPlan } from "../support/world-plan.ts";

/** What may be wrong with a packet, in the order of the law. */
const flaws = [
  "payloadBits",
  "wrongSessionId",
  "window",
  "authCode",
  "undecryptable",
  "checksum",
  "unmatched",
] as const;
type Flaw = (typeof flaws)[number];

const suites = [2, 3, 5, 8, 12, 16, 17] as const satisfies readonly CipherSuiteId[];
const unmatchedBy = ["rqSeq", "netFn", "cmd", "lun"] as const;

describe("law 10: the order of checks", () => {
  describe.each(suites)("in a session of suite %i", (suiteId) => {
    let opened: OpenedWorld;
    beforeAll(() => {
      opened = openedWorld(suiteId);
    });

    it("a packet with several flaws is dropped for the first of them, and only what is authentic moves the window", () => {
      fc.assert(
        fc.property(
          fc.subarray([...flaws], { minLength: 1 }),
          fc.constantFrom("replayed", "tooOld"),
          fc.constantFrom(...unmatchedBy),
          fc.integer({ min: 1, max: 500 }),
          (chosen, windowFlaw, mismatch, ahead) => {
            const { world, request, secrets } = opened;
            const { engine } = world.recorder;
            const wanted = chosen.filter((flaw) => flaw !== "undecryptable" || encrypts(suiteId));
            const [first] = wanted;
            if (first === undefined) return;
            const before = engine.snapshot();
            const highest = before.session!.highestReceived!;
            const number = !wanted.includes("window")
              ? highest + ahead
              : windowFlaw === "replayed"
                ? highest
                : highest - 40;
            const datagram = flawedPacket(secrets, suiteId, request, new Set(wanted), number, mismatch);
            engine.handleInput({ type: "datagram", now: 0, datagram });
            drain(engine);
            const after = engine.snapshot();
            const expected = first === "window" ? windowFlaw : first;
            expect(after.dropped[expected as DropReason], expected).toBe(
              (before.dropped[expected as DropReason] ?? 0) + 1,
            );
            const isAuthentic = flaws.indexOf(first) > flaws.indexOf("authCode");
            expect(withoutDrops(after)).toEqual({
              ...withoutDrops(before),
              received: before.received + 1,
              session: { ...before.session, highestReceived: isAuthentic ? number : highest },
            });
          },
        ),
        lawRuns(60),
      );
    });

    it("and with none it is the answer", () => {
      const { world, request, secrets } = openedWorld(suiteId);
      const { engine } = world.recorder;
      const number = engine.snapshot().session!.highestReceived! + 1;
      const datagram = flawedPacket(secrets, suiteId, request, new Set(), number, "cmd");
      engine.handleInput({ type: "datagram", now: 0, datagram });
      expect(drain(engine)[0]).toMatchObject({
        type: "event",
        event: { type: "response", response: { completionCode: 0 } },
      });
    });
  });
});

interface OpenedWorld {
  readonly world: World;
  readonly request: LanRequest;
  readonly secrets: SessionSecrets;
}

/** A session with one request in flight that nobody answers, and a window that has moved well past its width. */
function openedWorld(suiteId: CipherSuiteId): OpenedWorld {
  const world = new World(plainPlan(suiteId), { engine: { retry: { firstWait: 3_600_000, tries: 1 } } });
  world.open();
  for (let request = 0; request < 50; request++) {
    world.echo();
    world.rest();
  }
  world.bmc.faults.silent = true;
  world.echo();
  const secrets = secretsOf(world.recorder.recording)!;
  const opener = secrets.openerOfConsole();
  let request: LanRequest | undefined;
  for (const datagram of datagramsOf(world.recorder.recording)) {
    const packet = rmcpPlusPacket(datagram);
    const payload = packet === undefined ? undefined : opener.open(packet);
    if (payload?.ok) request = decodeLanRequest(payload.payload);
  }
  expect(request).toMatchObject(echoCommand);
  return { world, request: request!, secrets };
}

/** The answer to `request` with all the flaws asked for, under an AuthCode that is right unless it shall not be. */
function flawedPacket(
  secrets: SessionSecrets,
  suiteId: CipherSuiteId,
  request: LanRequest,
  wrong: ReadonlySet<Flaw>,
  sessionSequenceNumber: number,
  mismatch: (typeof unmatchedBy)[number],
): Uint8Array {
  const off = (what: (typeof unmatchedBy)[number]): number => (wrong.has("unmatched") && mismatch === what ? 1 : 0);
  const writer = new ByteWriter(64);
  encodeLanResponse(
    {
      rqAddr: request.rqAddr,
      netFn: request.netFn + 1 + 2 * off("netFn"),
      rqLun: request.rqLun,
      rsAddr: request.rsAddr,
      rqSeq: (request.rqSeq + 20 * off("rqSeq")) & 0x3f,
      rsLun: request.rsLun + off("lun"),
      cmd: request.cmd + off("cmd"),
      completionCode: 0,
      data: request.data,
    },
    writer,
  );
  const message = writer.finish();
  if (wrong.has("checksum")) message[message.length - 1]! ^= 0x55;
  const sealed = secrets.sealerOfManagedSystem(sessionSequenceNumber - 1).seal(0, message, true);
  const { payloadStart, payloadEnd } = rmcpPlusPacket(sealed)!;
  if (wrong.has("undecryptable")) {
    // AES: a pad length that cannot be. xRC4: an offset that no stream has reached.
    if (cipherSuite(suiteId)!.confidentiality === 1) sealed.fill(0xa7, payloadStart + 16, payloadEnd);
    else sealed.fill(0xff, payloadStart, payloadStart + 4);
  }
  if (wrong.has("payloadBits")) sealed[5]! ^= 0x80;
  if (wrong.has("wrongSessionId")) sealed[6]! ^= 0x01;
  resign(secrets, suiteId, sealed);
  if (wrong.has("authCode")) sealed[sealed.length - 1]! ^= 0x01;
  return sealed;
}

/** Makes the AuthCode right for what the packet is now. */
function resign(secrets: SessionSecrets, suiteId: CipherSuiteId, sealed: Uint8Array): void {
  const suite = cipherSuite(suiteId)!;
  const { password } = plainPlan();
  const authenticator = integrityAlgorithms[suite.integrity].createAuthenticator({ k1: secrets.k1, password })!;
  const at = sealed.length - authenticator.authCodeLength;
  sealed.set(authenticator.authCode(sealed.subarray(4, at)), at);
}

function encrypts(suiteId: CipherSuiteId): boolean {
  return cipherSuite(suiteId)!.confidentiality !== 0;
}

function withoutDrops({ dropped: _, ...rest }: EngineSnapshot): object {
  return rest;
}

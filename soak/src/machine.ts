import { type BmcEngine, type BmcEvent, createDevice } from "@ruipmi/bmc";
import { type CipherSuite, PrivilegeLevel } from "@ruipmi/core/wire";
import {
  attachManagedSystem,
  type MockManagedSystem,
  type MockNetwork,
  type SeededRandom,
  seededRandomBytes,
} from "@ruipmi/transport-mock";
import type { ExecutionLog } from "./execution-log.ts";
import { echoNumber } from "./questions.ts";
import type { Satellites } from "./satellites.ts";
import type { Credentials } from "./secret-search.ts";
import { SerialLine } from "./serial-line.ts";
import { echo, handshakeTimeout, idleTimeout, managedSystemAddress } from "./settings.ts";
import { type Court, WitnessedBmc } from "./witnessed-engines.ts";

/** What a machine is made of, and who hears of what it does. */
export interface MachineParts {
  readonly network: MockNetwork;
  readonly suite: CipherSuite;
  readonly credentials: Credentials;
  readonly random: SeededRandom;
  readonly log: ExecutionLog;
  readonly satellites: Satellites;
  readonly court: Court;
  /** Characters of its serial line were lost, doubled or in the wrong order. */
  readonly serialWrong: (what: string) => void;
}

/** A managed system on the network, from power on until the next. */
export interface Machine {
  readonly engine: BmcEngine;
  readonly seat: MockManagedSystem<BmcEvent>;
  readonly line: SerialLine;
}

/** Switches a machine on: with no session, and nothing remembered but by its execution log and the controllers behind it. */
export function powerUp(parts: MachineParts): Machine {
  const { network, suite, credentials, random, log, satellites, court } = parts;
  const line = new SerialLine(parts.serialWrong);
  const witnessed = new WitnessedBmc(
    {
      users: [
        { name: credentials.username, password: credentials.password, privilegeLimit: PrivilegeLevel.administrator },
      ],
      kg: credentials.kg,
      cipherSuites: [suite.id],
      sessionIdleTimeout: idleTimeout,
      handshakeTimeout,
      repeatWindow: log.window,
      maxSessions: 64,
      device: createDevice({
        sol: line.state,
        satellites: satellites.controllers,
        bridgeMode: (["separate", "embedded", "beforeAcknowledgement"] as const)[random.below(3)]!,
      }),
      randomBytes: seededRandomBytes(random.uint32()),
    },
    court,
  );
  const { engine } = witnessed;
  engine.handleRaw(({ netFn, cmd, data }, { now, session }) => {
    if (netFn !== echo.netFn || cmd !== echo.cmd) return undefined;
    log.executed(echoNumber(data), session?.sessionId, now, engine.snapshot().executed);
    return { completionCode: 0, data: data.slice().reverse() };
  });
  const seat = attachManagedSystem(network, {
    address: managedSystemAddress,
    engine: witnessed,
    onEvent: (event) => {
      if (event.type === "solActivated") line.activated(event.sessionId);
    },
  });
  return { engine, seat, line };
}

import { type EngineConfig, IpmiEngine, type Output } from "@ruipmi/core";
import { type HandshakeScript, handshakeAnswers, type ResponseSealer, user } from "./managed-system.ts";
import type { RandomPool } from "./random-pool.ts";
import { type Client, type Reply, request } from "./workload.ts";

/** A configuration whose random numbers are those of the script. */
export function scriptedConfig({ suite, exchange }: HandshakeScript, pool: RandomPool): EngineConfig {
  const id = exchange.remoteConsoleSessionId;
  const sessionId = Uint8Array.of(id, id >>> 8, id >>> 16, id >>> 24);
  return {
    username: user.name,
    password: user.password,
    cipherSuites: [suite.id],
    dangerouslyAllowUnprotectedCipherSuites: true,
    randomBytes: (length, purpose) => {
      if (purpose === "sessionId") return sessionId;
      return purpose === "randomNumber" ? exchange.remoteConsoleRandom : pool.draw(length);
    },
  };
}

export function scriptedEngine(script: HandshakeScript, pool: RandomPool): IpmiEngine {
  return new IpmiEngine(scriptedConfig(script, pool));
}

/** Takes outputs until there are no more, as a driver does; the last datagram to be sent is returned. */
export function drain(engine: IpmiEngine): Uint8Array | undefined {
  let datagram: Uint8Array | undefined;
  for (let output: Output = engine.pollOutput(); output.type !== "timeout"; output = engine.pollOutput()) {
    if (output.type === "transmit") datagram = output.datagram;
  }
  return datagram;
}

/** Opens an engine's session up to RAKP Message 4 and returns the answers it took, to be given to others of the same script. */
export function openWithAnswers(engine: IpmiEngine, script: HandshakeScript): readonly Uint8Array[] {
  engine.handleInput({ type: "openSession", now: 0 });
  return handshakeAnswers(script).map((answer) => {
    const messageTag = drain(engine)![tagOffset]!;
    const datagram = answer(messageTag);
    engine.handleInput({ type: "datagram", now: 0, datagram });
    return datagram;
  });
}

/** Where a message of the handshake has its tag: after the RMCP and session headers. */
const tagOffset = 16;

/** The whole engine, door to door: an input in, outputs drained, for the request and again for its response. */
export class EngineClient implements Client {
  readonly #engine: IpmiEngine;
  #requestId = 0;

  constructor(script: HandshakeScript, pool: RandomPool, responses: ResponseSealer) {
    this.#engine = scriptedEngine(script, pool);
    openWithAnswers(this.#engine, script);
    const level = { netFn: 0x07, cmd: 0x3b, rqSeq: 0, data: Uint8Array.of(0x04) };
    this.#engine.handleInput({ type: "datagram", now: 0, datagram: responses.seal(level) });
    drain(this.#engine);
    const { phase } = this.#engine.snapshot();
    if (phase !== "open") throw new Error(`the engine's session did not open: ${phase}`);
  }

  seal(): Uint8Array {
    const requestId = this.#requestId++;
    this.#engine.handleInput({ type: "request", now: 0, requestId, request: { type: "command", ...request } });
    return drain(this.#engine)!;
  }

  open(datagram: Uint8Array): Reply {
    const engine = this.#engine;
    engine.handleInput({ type: "datagram", now: 0, datagram });
    let reply: Reply | undefined;
    for (let output: Output = engine.pollOutput(); output.type !== "timeout"; output = engine.pollOutput()) {
      if (output.type !== "event" || output.event.type !== "response") continue;
      const { response } = output.event;
      if (response.type === "command") reply = response;
    }
    if (reply === undefined) throw new Error("the engine did not take the response");
    return reply;
  }
}

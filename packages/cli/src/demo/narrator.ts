import type { BmcEvent } from "@ruipmi/bmc";
import type { GetChassisStatusResponse } from "@ruipmi/commands";
import type { EngineEvent } from "@ruipmi/core";
import type { GetDeviceIdResponse } from "@ruipmi/core/wire";
import type { TextSink } from "../io.ts";
import { onOff } from "../output/chassis/status-text.ts";
import { messageTitle } from "../output/event-trace.ts";
import type { Style } from "../output/style.ts";
import { type Explanation, explain } from "./explanations.ts";
import { SequenceDiagram } from "./sequence-diagram.ts";

/** What passed between the two sides. */
export interface Tally {
  /** Datagrams, both ways. */
  readonly messages: number;
  /** Their bytes. */
  readonly bytes: number;
}

/** Draws what happens as it happens, and explains it. */
export class Narrator {
  readonly #diagram: SequenceDiagram;
  readonly #explained = new Set<Explanation>();
  #messages = 0;
  #bytes = 0;

  constructor(sink: TextSink, style: Style) {
    this.#diagram = new SequenceDiagram(sink, style);
  }

  /** The two sides appear. */
  begin(): void {
    this.#diagram.begin("remote console (this process)", "managed system (its BMC)");
  }

  /** A new part of the session. */
  chapter(title: string): void {
    this.#diagram.chapter(title);
  }

  /** The two sides part. */
  end(): void {
    this.#diagram.end();
  }

  /** What passed so far. */
  tally(): Tally {
    return { messages: this.#messages, bytes: this.#bytes };
  }

  /** A message was sent or accepted by the remote console. */
  clientEvent(event: EngineEvent): void {
    if (event.type !== "message") return;
    this.#messages += 1;
    this.#bytes += event.length;
    const from = event.from === "remoteConsole" ? "left" : "right";
    this.#diagram.arrow({ from, title: titleOf(messageTitle(event)), length: event.length });
    const explanation = explain(event);
    if (explanation === undefined || this.#explained.has(explanation)) return;
    this.#explained.add(explanation);
    this.#diagram.explain(explanation.words, explanation.proof);
  }

  /** Something happened at the managed system that no message tells. */
  bmcEvent(event: BmcEvent): void {
    if (event.type === "powerChanged") this.#diagram.aside(`power goes ${onOff(event.powerIsOn)}`);
  }

  /** Who the managed system is. */
  device(device: GetDeviceIdResponse): void {
    const { firmwareRevision, ipmiMajorVersion, ipmiMinorVersion, manufacturerId, productId } = device;
    this.#diagram.result(
      `Firmware ${firmwareRevision}, IPMI ${ipmiMajorVersion}.${ipmiMinorVersion}, manufacturer ${manufacturerId}, product ${productId}`,
    );
  }

  /** What the chassis says. */
  power({ powerIsOn }: GetChassisStatusResponse): void {
    this.#diagram.result(`Power is ${onOff(powerIsOn)}`);
  }
}

/** The arrow says who asks and who answers. */
function titleOf(title: string): string {
  return title.replace(/^IPMI Request (.*)$/, "$1").replace(/^IPMI Response (.*)$/, "$1 response");
}

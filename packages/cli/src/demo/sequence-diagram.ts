import type { TextSink } from "../io.ts";
import type { Style } from "../output/style.ts";
import { wrap } from "../wrap.ts";

/** Columns from the margin to the right lane, both lanes included; with the margin the whole is 78 wide. */
const width = 76;
const margin = "  ";
/** What fits between the lanes, and between them with air on both sides. */
const inner = width - 2;
const text = inner - 7;

/** An arrow of a {@link SequenceDiagram}. */
export interface Arrow {
  /** Who sends. */
  readonly from: "left" | "right";
  /** The message's name. */
  readonly title: string;
  /** Bytes of the datagram. */
  readonly length: number;
}

/** Two lanes, drawn line by line as things happen: arrows between them, and the words that explain them. */
export class SequenceDiagram {
  readonly #sink: TextSink;
  readonly #style: Style;
  /** Whether the last line was empty, so that one empty line is never followed by another. */
  #isBlank = false;

  constructor(sink: TextSink, style: Style) {
    this.#sink = sink;
    this.#style = style;
  }

  /** The names above the lanes, and the lanes' beginning. */
  begin(left: string, right: string): void {
    const { bold, cyan, dim, green } = this.#style;
    const gap = " ".repeat(width - left.length - right.length);
    this.#line(`${bold(cyan(left))}${gap}${bold(green(right))}`);
    this.#line(dim(`┬${" ".repeat(inner)}┬`));
  }

  /** The lanes' end. */
  end(): void {
    this.#line(this.#style.dim(`┴${" ".repeat(inner)}┴`));
  }

  /** A heading across both lanes. */
  chapter(title: string): void {
    const { bold, dim } = this.#style;
    this.#gap();
    const rule = "─".repeat(inner - title.length - 5);
    this.#line(`${dim("├───")} ${bold(title)} ${dim(`${rule}┤`)}`);
    this.#gap();
  }

  /** A message on its way. */
  arrow({ from, title, length }: Arrow): void {
    const { bold, cyan, dim, green } = this.#style;
    const bytes = `${length} bytes`;
    const shaft = "─".repeat(inner - title.length - bytes.length - 10);
    this.#line(
      from === "left"
        ? `${dim("│")}${cyan("───")} ${bold(title)} ${cyan(shaft)} ${dim(bytes)} ${cyan("──▶")}${dim("│")}`
        : `${dim("│")}${green("◀──")} ${dim(bytes)} ${green(shaft)} ${bold(title)} ${green("───")}${dim("│")}`,
    );
  }

  /** What an arrow means; `proof` is what can be relied on from here. */
  explain(words: string, proof?: string): void {
    for (const line of wrap(words, text)) this.#between(`    ${line}`);
    if (proof !== undefined) this.#marked("✔", proof);
    this.#gap();
  }

  /** What came out. */
  result(words: string): void {
    this.#marked("→", words);
    this.#gap();
  }

  /** Something that happens on the right without a message. */
  aside(words: string): void {
    const { dim, green } = this.#style;
    const gap = " ".repeat(inner - words.length - 3);
    this.#line(`${dim("│")}${gap}${green(words)} ${green("●")} ${dim("│")}`);
    this.#gap();
  }

  #marked(mark: string, words: string): void {
    wrap(words, text - 2).forEach((line, index) => {
      this.#between(`    ${index === 0 ? mark : " "} ${line}`, this.#style.yellow);
    });
  }

  #between(words: string, paint: (words: string) => string = (same) => same): void {
    const lane = this.#style.dim("│");
    this.#line(`${lane}${paint(words)}${" ".repeat(inner - words.length)}${lane}`);
  }

  #gap(): void {
    if (this.#isBlank) return;
    this.#between("");
    this.#isBlank = true;
  }

  #line(line: string): void {
    this.#isBlank = false;
    this.#sink.write(`${margin}${line}\n`);
  }
}

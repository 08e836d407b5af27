import { holdsEvents } from "./entries.js";
import { itemsOfValue, readDocument, type DocumentItem, type Position } from "./document.js";
import { JsonCutter } from "./jsonCutter.js";

/** How much text without the end of a record is kept, in UTF-16 units. CloudTrail's records hold 256 kB at most. */
export const mostPending = 16 * 1024 * 1024;
/** How much text is kept of a file that can only be read as a whole. */
const mostWhole = 256 * 1024 * 1024;

/** `{"Records":[` or `[`, before an object. */
const LIST = /^[\ufeff\s]{0,1000}(?:\{\s{0,100}"(?:Records|Events)"\s{0,20}:\s{0,20})?\[\s{0,1000}(?=\{)/;
/** What may stand behind the entries of a list, up to its end. */
const TAIL =
  // eslint-disable-next-line no-control-regex -- padding of files is control characters
  /^\s*(?:,\s{0,100}"[\w-]{1,60}"\s{0,20}:\s{0,20}(?:"[^"\\]{0,5000}"|[\w.+-]{1,40})\s{0,100}){0,8}\}?[\s,\u0000\u001a]*/;
/** A list that does not begin within as much text is none that can be read as it comes. */
const longestHead = 2_000;
const longestTail = 50_000;

type Mode = "start" | "first" | "list" | "lines" | "tail" | "whole" | "over";

/**
 * Reads a document whose text arrives in pieces. Logs (`{"Records":[…]}`), lists and JSON lines give their records
 * as soon as they are complete, whatever the file's size; every other shape is read at the end by `readDocument`,
 * and so is what follows a place where the text is damaged.
 */
export class DocumentStream {
  #mode: Mode = "start";
  #pending = "";
  readonly #cutter = new JsonCutter();
  #count = 0;
  /** What stood before the first entry of a list; with it the rest of the list is a document again. */
  #head = "";

  /** True once nothing more is read, because a record would not end. */
  get isOver(): boolean {
    return this.#mode === "over";
  }

  /** The items that are complete with this piece. */
  push(text: string): readonly DocumentItem[] {
    if (this.isOver) return [];
    this.#pending += text;
    const items = this.#read();
    if (this.#pending.length <= (this.#mode === "whole" ? mostWhole : mostPending)) return items;
    this.#mode = "over";
    this.#pending = "";
    const reason = "No record ends within many megabytes. Nothing behind this place was read.";
    return [...items, { problem: { position: { index: this.#count }, reason, kind: "damaged" } }];
  }

  /** What is left when the text has ended. */
  *end(): Generator<DocumentItem, void, undefined> {
    const rest = this.#pending;
    const mode = this.#mode;
    this.#pending = "";
    this.#mode = "over";
    if (mode === "over") return;
    if (mode === "tail") {
      const more = rest.replace(TAIL, "");
      if (more !== "") yield* this.#whole(more);
    } else if (mode === "list") yield* this.#whole(this.#head + rest);
    else if (mode !== "lines" || rest.trim() !== "") yield* this.#whole(rest);
  }

  #read(): DocumentItem[] {
    const items: DocumentItem[] = [];
    for (;;) {
      const before = this.#mode;
      if (before === "start") this.#begin();
      else if (before === "first") this.#first();
      else if (before === "list") this.#list(items);
      else if (before === "lines") this.#lines(items);
      else if (before === "tail") this.#tail();
      if (this.#mode === before || this.#mode === "whole") return items;
    }
  }

  #begin(): void {
    const list = LIST.exec(this.#pending.slice(0, longestHead));
    if (list) {
      [this.#head] = list;
      this.#pending = this.#pending.slice(this.#head.length);
      this.#go("first");
      return;
    }
    const lineEnd = this.#pending.indexOf("\n");
    if (lineEnd >= 0 && holdsEvents(parsed(this.#pending.slice(0, lineEnd)))) this.#go("lines");
    else if (this.#pending.length > longestHead) this.#go("whole");
  }

  /** The first entry decides whether this is a list of events, once it is here. */
  #first(): void {
    const first = this.#cutter.next(this.#pending);
    if (first.kind === "more") return;
    if (first.kind === "value" && holdsEvents(parsed(first.text))) {
      this.#go("list");
      return;
    }
    this.#pending = this.#head + this.#pending;
    this.#go("whole");
  }

  #list(items: DocumentItem[]): void {
    const { ends, state } = this.#cutter.all(this.#pending);
    for (const { start, end } of ends) {
      const value = parsed(this.#pending.slice(start, end));
      if (value === undefined) {
        this.#pending = this.#head + this.#pending.slice(start);
        this.#go("whole");
        return;
      }
      this.#add(items, value);
    }
    this.#pending = this.#pending.slice(state.from);
    this.#cutter.shift(state.from);
    if (state.kind === "end") this.#go("tail");
    else if (state.kind === "odd") {
      this.#pending = this.#head + this.#pending;
      this.#go("whole");
    }
  }

  #lines(items: DocumentItem[]): void {
    let from = 0;
    for (let end = this.#pending.indexOf("\n"); end >= 0; end = this.#pending.indexOf("\n", from)) {
      const line = this.#pending.slice(from, end).trim();
      const value = line === "" ? undefined : parsed(line);
      if (line !== "" && value === undefined) {
        this.#pending = this.#pending.slice(from);
        this.#go("whole");
        return;
      }
      if (value !== undefined) this.#add(items, value);
      from = end + 1;
    }
    this.#pending = this.#pending.slice(from);
  }

  /** Logs that were joined follow one another. */
  #tail(): void {
    const rest = this.#pending.replace(TAIL, "");
    if (rest === "" || (!LIST.test(rest) && this.#pending.length < longestTail)) return;
    this.#pending = rest;
    this.#go("start");
  }

  #add(items: DocumentItem[], value: unknown): void {
    const found = itemsOfValue(value, this.#count);
    this.#count += found.length;
    items.push(...found);
  }

  #go(mode: Mode): void {
    this.#mode = mode;
    if (mode === "first" || mode === "list") this.#cutter.reset();
  }

  /** Places in the rest are not places in the file, except when the rest is all of it. */
  *#whole(text: string): Generator<DocumentItem, void, undefined> {
    const before = this.#count;
    for (const item of readDocument(text)) {
      if (before === 0) yield item;
      else if ("event" in item) yield { event: item.event, index: before + item.index };
      else
        yield {
          problem: { ...item.problem, position: moved(item.problem.position, before), kind: "damaged" },
        };
    }
  }
}

const moved = ({ index }: Position, by: number): Position =>
  index === undefined ? {} : { index: by + index };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // damaged: whoever asked takes it apart
  }
}

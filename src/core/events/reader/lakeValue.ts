import { isObject, type Json } from "../../base/json.js";
import { scanJson } from "./jsonScan.js";

const DEEPEST = 20;
const KEY = /([\w.:/@-]{1,200})=/y;
/** A value ends where the next key begins, or with its brackets. */
const NEXT_KEY = /, (?=[\w.:/@-]{1,200}=)/y;

/**
 * The value in a cell: JSON, or the text form of Trino's rows and maps, `{type=IAMUser, arn=…, tags=[a, b]}`, which
 * knows no quotes and is therefore read as far as it can be told. Everything else stays text.
 */
export function lakeValue(cell: string): Json {
  if (!cell.startsWith("{") && !cell.startsWith("[")) return cell;
  try {
    const parsed: unknown = JSON.parse(cell);
    if (isObject(parsed) || Array.isArray(parsed)) return parsed as Json;
  } catch {
    // Trino's form, or text that only looks like either
  }
  const reader = new RowReader(cell);
  const value = reader.value(0);
  return value !== undefined && reader.isDone ? value : cell;
}

class RowReader {
  #at = 0;
  constructor(private readonly text: string) {}

  get isDone(): boolean {
    return this.#at === this.text.length;
  }

  /** Undefined where the form does not hold. */
  value(depth: number): Json | undefined {
    if (depth > DEEPEST) return undefined;
    const character = this.text[this.#at];
    if (character === "{") return this.#json() ?? this.#object(depth);
    return character === "[" ? (this.#json() ?? this.#list(depth)) : undefined;
  }

  /** JSON text as a map's value. */
  #json(): Json | undefined {
    const scan = scanJson(this.text, this.#at);
    if (!("end" in scan)) return undefined;
    try {
      const value = JSON.parse(this.text.slice(this.#at, scan.end)) as Json;
      this.#at = scan.end;
      return value;
    } catch {
      return undefined;
    }
  }

  #object(depth: number): Json | undefined {
    const members = new Map<string, Json>();
    this.#at++;
    while (!this.#takes("}")) {
      KEY.lastIndex = this.#at;
      const key = KEY.exec(this.text)?.[1];
      if (key === undefined) return undefined;
      this.#at = KEY.lastIndex;
      const value = this.#startsNested() ? this.value(depth + 1) : this.#plain("}");
      if (value === undefined) return undefined;
      if (value !== "" && value !== "null") members.set(key, value);
      this.#takes(", ");
    }
    return Object.fromEntries(members);
  }

  #list(depth: number): Json | undefined {
    const items: Json[] = [];
    this.#at++;
    while (!this.#takes("]")) {
      const value = this.#startsNested() ? this.value(depth + 1) : this.#plain("]");
      if (value === undefined) return undefined;
      items.push(value);
      this.#takes(", ");
    }
    return items;
  }

  #startsNested(): boolean {
    const character = this.text[this.#at];
    return character === "{" || character === "[";
  }

  /** Text up to the closing bracket or the next item. */
  #plain(close: string): string | undefined {
    for (let end = this.#at; end < this.text.length; end++) {
      const character = this.text[end];
      const isNext = character === "," && (close === "]" ? this.text[end + 1] === " " : this.#isKeyAt(end));
      if (character !== close && !isNext) continue;
      const plain = this.text.slice(this.#at, end);
      this.#at = end;
      return plain;
    }
    return undefined;
  }

  #isKeyAt(at: number): boolean {
    NEXT_KEY.lastIndex = at;
    return NEXT_KEY.test(this.text);
  }

  #takes(word: string): boolean {
    if (!this.text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }
}

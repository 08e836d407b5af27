import { flowForm, shortForm } from "./yamlValue.js";

/** A key below a top-level section of a YAML text, with the simple values directly inside. Lines are zero-based. */
export interface YamlBlock {
  readonly key: string;
  readonly indent: number;
  readonly startLine: number;
  /** The last line that holds something. */
  readonly endLine: number;
  /** Raw text behind the keys inside, by `Key` or `Parent.Key`; `Ref` and `Fn::Sub` in any form as their tags. */
  readonly values: ReadonlyMap<string, string>;
}

/** Names of resources and properties are plain or quoted words; a line that is none is some value's. */
const keyLine = /^(\s*)(?:"([^"]+)"|'([^']+)'|([\w.:/-]+))\s*:(?:\s+(.*))?$/;
/** More levels than these hold no name of a resource. */
const deepest = 2;

/**
 * The children of top-level sections, by section. A scanner of lines rather than a parser: it takes half-typed text, and
 * what is broken costs its own block alone.
 */
export function yamlSections(text: string): ReadonlyMap<string, readonly YamlBlock[]> {
  const sections = new Map<string, OpenBlock[]>();
  let blocks: OpenBlock[] | undefined;
  let childIndent = Infinity;
  for (const [line, raw] of text.split("\n").entries()) {
    const content = raw.trimEnd();
    if (content === "" || /^\s*#/.test(content)) continue;
    const indent = content.length - content.trimStart().length;
    const key = keyLine.exec(content);
    if (indent === 0) {
      blocks = key ? sectionOf(sections, nameIn(key)) : blocks;
      childIndent = Infinity;
    } else if (blocks && key && indent <= childIndent) {
      childIndent = indent;
      blocks.push(new OpenBlock(nameIn(key), indent, line));
    } else blocks?.at(-1)?.add(key, indent, line);
  }
  return sections;
}

const nameIn = (key: RegExpExecArray): string => key[2] ?? key[3] ?? key[4] ?? "";

function sectionOf(sections: Map<string, OpenBlock[]>, name: string): OpenBlock[] {
  const known = sections.get(name) ?? [];
  sections.set(name, known);
  return known;
}

class OpenBlock implements YamlBlock {
  readonly values = new Map<string, string>();
  /** Keys on the way down to the current line, with their indents. */
  readonly #path: { readonly key: string; readonly indent: number }[] = [];
  endLine: number;

  constructor(
    readonly key: string,
    readonly indent: number,
    readonly startLine: number,
  ) {
    this.endLine = startLine;
  }

  add(key: RegExpExecArray | null, indent: number, line: number): void {
    this.endLine = line;
    if (!key) return;
    const path = this.#path;
    while (path.length > 0 && (path.at(-1)?.indent ?? 0) >= indent) path.pop();
    const parent = path.map((step) => step.key).join(".");
    path.push({ key: nameIn(key), indent });
    const text = withoutComment(key[5] ?? "");
    if (path.length > deepest) this.#addFunction(parent, nameIn(key), text);
    else {
      const name = parent === "" ? nameIn(key) : `${parent}.${nameIn(key)}`;
      if (!this.values.has(name)) this.values.set(name, flowForm(text) ?? text);
    }
  }

  /** `Ref` or `Fn::Sub` on a line of its own is the value of the key above. */
  #addFunction(parent: string, name: string, text: string): void {
    const short = this.values.get(parent) === "" ? shortForm(name, text) : undefined;
    if (short !== undefined) this.values.set(parent, short);
  }
}

/** A quoted text ends with its quote; any other value where a `#` follows a blank. */
function withoutComment(text: string): string {
  const quote = text.charAt(0);
  const end = quote === '"' || quote === "'" ? text.indexOf(quote, 1) : -1;
  for (let at = text.indexOf("#", Math.max(end, 0)); at >= 0; at = text.indexOf("#", at + 1))
    if (at > 0 && /\s/.test(text.charAt(at - 1))) return text.slice(0, at).trim();
  return text.trim();
}

/**
 * Reads the AWS shared files' ini dialect, as the SDK's own loader does, but keeps line numbers and says
 * what it could not read; it never throws on text. Nested settings (`services` sections, `s3 =`) come out
 * with their parent's name and a dot in front.
 */
export interface Ini {
  readonly sections: readonly IniSection[];
  readonly problems: readonly IniProblem[];
}

export interface IniSection {
  /** All that stands between the brackets; the credentials file has names and no types. */
  readonly header: string;
  /** The word before the name: `profile`, `sso-session`, `services`; undefined for `[default]` and `[name]`. */
  readonly type: string | undefined;
  readonly name: string;
  /** 1-based, as all lines here. */
  readonly line: number;
  readonly values: ReadonlyMap<string, IniValue>;
}

export interface IniValue {
  readonly text: string;
  readonly line: number;
}

export type IniProblem =
  | { readonly kind: "not-a-setting" | "outside-section" | "broken-header"; readonly line: number }
  | {
      readonly kind: "duplicate-section" | "duplicate-setting";
      readonly line: number;
      readonly name: string;
      readonly firstLine: number;
    };

interface OpenSection extends IniSection {
  readonly values: Map<string, IniValue>;
}

/** A comment starts the line or follows a blank; `#` inside a value belongs to the value. */
const comment = /(^|\s)[;#].*$/u;
/** `profile name`, `profile "name"`, `sso-session 'name'`. */
const typedName = /^([\w-]+)\s+(?:"([^"]*)"|'([^']*)'|(.+))$/u;

export function readIni(text: string): Ini {
  const reader = new IniReader();
  const lines = text.replace(/^\uFEFF/u, "").split(/\r\n|\n|\r/u);
  lines.forEach((line, index) => reader.take(line, index + 1));
  return reader.result();
}

class IniReader {
  readonly #sections = new Map<string, OpenSection>();
  readonly #problems: IniProblem[] = [];
  #section: OpenSection | undefined;
  /** The setting without a value whose indented lines are being read. */
  #parent: string | undefined;

  take(raw: string, line: number): void {
    const text = raw.replace(comment, "").trim();
    if (text === "") return;
    if (text.startsWith("[")) this.#open(text, line);
    else this.#set(text, /^\s/u.test(raw), line);
  }

  result(): Ini {
    return { sections: [...this.#sections.values()], problems: this.#problems };
  }

  #open(text: string, line: number): void {
    this.#section = undefined;
    this.#parent = undefined;
    const inner = text.endsWith("]") ? text.slice(1, -1).trim() : "";
    if (inner === "" || inner.includes("[") || inner.includes("]")) {
      this.#problems.push({ kind: "broken-header", line });
      return;
    }
    const { type, name } = headerParts(inner);
    const key = `${type ?? ""} ${name}`;
    const first = this.#sections.get(key);
    if (first) this.#problems.push({ kind: "duplicate-section", line, name, firstLine: first.line });
    this.#section = first ?? { header: inner, type, name, line, values: new Map() };
    this.#sections.set(key, this.#section);
  }

  #set(text: string, indented: boolean, line: number): void {
    const equals = text.indexOf("=");
    const name = text.slice(0, Math.max(equals, 0)).trim();
    if (name === "") {
      this.#problems.push({ kind: "not-a-setting", line });
    } else if (!this.#section) {
      // lines under a header that could not be read are covered by that header's problem
      if (this.#sections.size === 0 && !this.#problems.some(({ kind }) => kind === "broken-header")) {
        this.#problems.push({ kind: "outside-section", line });
      }
    } else {
      if (!indented) this.#parent = undefined;
      this.#put(this.#section, name, text.slice(equals + 1).trim(), line);
    }
  }

  #put(section: OpenSection, name: string, value: string, line: number): void {
    if (value === "") {
      this.#parent = name;
      return;
    }
    const key = this.#parent === undefined ? name : `${this.#parent}.${name}`;
    const first = section.values.get(key);
    // a repeated section repeats its settings; that one problem is enough
    if (first && !this.#isRepeated(section)) {
      this.#problems.push({ kind: "duplicate-setting", line, name: key, firstLine: first.line });
    }
    section.values.set(key, { text: value, line });
  }

  #isRepeated(section: OpenSection): boolean {
    return this.#problems.some((each) => each.kind === "duplicate-section" && each.name === section.name);
  }
}

function headerParts(inner: string): { type: string | undefined; name: string } {
  const match = typedName.exec(inner);
  if (!match) return { type: undefined, name: inner };
  const [, type, doubleQuoted, singleQuoted, bare] = match;
  return { type, name: (doubleQuoted ?? singleQuoted ?? bare ?? "").trim() };
}

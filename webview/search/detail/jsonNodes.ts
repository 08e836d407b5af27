/** A line of the tree of a record's part. `path` names it among all lines, from the root's name on. */
export interface JsonLine {
  readonly path: string;
  readonly key: string;
  readonly depth: number;
  readonly value: JsonValue;
  /** Position among its siblings, from 1, and how many there are. */
  readonly position: number;
  readonly siblings: number;
}

export type JsonValue =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number" | "boolean" | "null"; readonly text: string }
  | { readonly kind: "object" | "array"; readonly size: number }
  /** Stands for children that are not shown yet. */
  | { readonly kind: "more"; readonly hidden: number; readonly parent: string };

/** Children are shown this many at a time. */
export const chunk = 100;

const isContainer = (value: unknown): value is object => typeof value === "object" && value !== null;

const entriesOf = (value: object): readonly (readonly [string, unknown])[] =>
  Array.isArray(value)
    ? value.map((each: unknown, at) => [String(at), each] as const)
    : Object.entries(value);

function describe(value: unknown): JsonValue {
  if (isContainer(value))
    return { kind: Array.isArray(value) ? "array" : "object", size: entriesOf(value).length };
  if (typeof value === "string") return { kind: "text", text: value };
  if (typeof value === "number") return { kind: "number", text: String(value) };
  if (typeof value === "boolean") return { kind: "boolean", text: String(value) };
  return { kind: "null", text: "null" };
}

/**
 * The lines of a tree that are in sight: what is closed is not walked, so a huge record costs nothing until it is opened.
 * `open` holds paths of opened containers, `shown` how many children of one are shown when not the first 100.
 */
export function jsonLines(
  root: unknown,
  open: ReadonlySet<string>,
  shown: ReadonlyMap<string, number>,
): readonly JsonLine[] {
  const lines: JsonLine[] = [];
  const walk = (value: unknown, path: string, depth: number): void => {
    if (!isContainer(value)) return;
    const entries = entriesOf(value);
    const limit = shown.get(path) ?? chunk;
    for (const [at, [key, child]] of entries.slice(0, limit).entries()) {
      const own = `${path}/${escape(key)}`;
      lines.push({
        path: own,
        key,
        depth,
        value: describe(child),
        position: at + 1,
        siblings: entries.length,
      });
      if (open.has(own)) walk(child, own, depth + 1);
    }
    const hidden = entries.length - limit;
    if (hidden > 0) {
      const value: JsonValue = { kind: "more", hidden, parent: path };
      lines.push({ path: `${path}/…`, key: "", depth, value, position: limit + 1, siblings: entries.length });
    }
  };
  walk(root, "", 1);
  return lines;
}

/** Keys can hold slashes; as in JSON pointers. */
const escape = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

/** What to open at first: everything of a small record, the first level of a large one. */
export function opened(root: unknown, mostLines: number): ReadonlySet<string> {
  const open = new Set<string>();
  let level = jsonLines(root, open, new Map());
  for (let depth = 1; depth < 8; depth++) {
    const next = new Set(open);
    for (const { path, value } of level)
      if (value.kind === "object" || value.kind === "array") next.add(path);
    if (next.size === open.size) break;
    const lines = jsonLines(root, next, new Map());
    if (lines.length > mostLines) break;
    for (const path of next) open.add(path);
    level = lines;
  }
  return open;
}

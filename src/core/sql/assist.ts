import { FUNCTION_DOCS } from "./functionDocs.js";
import { columnAt, EVENT_COLUMNS, type EventColumn } from "./schema.js";
import { sqlTokens, type SqlToken } from "./tokens.js";
import { EVENT_TABLE } from "./translate.js";

/** One thing that can be typed at the cursor. */
export interface Completion {
  readonly kind: "column" | "field" | "function" | "keyword" | "table";
  readonly label: string;
  /** What is put in, where that is more than the label. */
  readonly insert: string;
  readonly detail: string;
  readonly about: string;
}

const KEYWORDS =
  "SELECT FROM WHERE GROUP BY ORDER BY HAVING LIMIT DISTINCT AS AND OR NOT IN LIKE BETWEEN IS NULL CASE WHEN THEN ELSE END WITH CROSS JOIN UNNEST LEFT JOIN UNION ALL DESC ASC INTERVAL TIMESTAMP";

/** What can stand at an offset: fields behind a dot, else columns, functions, the table and keywords. */
export function completionsAt(sql: string, offset: number): readonly Completion[] {
  const path = pathBefore(sql, offset);
  if (path === undefined) return [];
  if (path.length > 0) return fieldsOf(path).map((field) => ofColumn(field, "field"));
  return [
    ...EVENT_COLUMNS.map((column) => ofColumn(column, "column")),
    ...FUNCTION_DOCS.map(({ name, signature, about }) => ({
      kind: "function" as const,
      label: name,
      insert: `${name}(`,
      detail: signature,
      about,
    })),
    {
      kind: "table",
      label: "$EDS_ID",
      insert: "$EDS_ID",
      detail: EVENT_TABLE,
      about: "The events: a log folder here, an event data store on Lake",
    },
    ...[...new Set(KEYWORDS.split(" "))].map((word) => ({
      kind: "keyword" as const,
      label: word,
      insert: word,
      detail: "",
      about: "",
    })),
  ];
}

/** What the word at an offset is, for a hover; undefined when there is nothing to say. */
export function describeAt(
  sql: string,
  offset: number,
):
  { readonly title: string; readonly about: string; readonly from: number; readonly to: number } | undefined {
  const { tokens } = sqlTokens(sql);
  const index = tokens.findIndex(({ from, to }) => from <= offset && offset < to);
  const token = tokens[index];
  if (!token || (token.kind !== "word" && token.kind !== "store")) return undefined;
  const { from, to } = token;
  if (token.kind === "store")
    return { title: token.text, about: "The events of the chosen target", from, to };
  if (tokens[index + 1]?.text === "(") {
    const found = FUNCTION_DOCS.find(({ name }) => name === token.lower);
    return found && { title: found.signature, about: found.about, from, to };
  }
  const column = columnOf(pathUpTo(tokens, index));
  return column && { title: `${column.name} ${column.type}`, about: column.about, from, to };
}

const ofColumn = (column: EventColumn, kind: "column" | "field"): Completion => ({
  kind,
  label: column.name,
  insert: column.name,
  detail: column.local === true ? `${column.type} · not on Lake` : column.type,
  about: column.about,
});

/** Words of the dotted path that ends before the word being typed; undefined inside texts and comments. */
function pathBefore(sql: string, offset: number): readonly string[] | undefined {
  const { tokens, problem } = sqlTokens(sql.slice(0, offset));
  if (problem || isInComment(sql, tokens.at(-1)?.to ?? 0, offset)) return undefined;
  const last = tokens.at(-1);
  const typed = last?.kind === "word" && last.to === offset ? 1 : 0;
  const dot = tokens[tokens.length - 1 - typed];
  return dot?.text === "." ? pathUpTo(tokens, tokens.length - 2 - typed) : [];
}

const isInComment = (sql: string, from: number, offset: number): boolean =>
  /--[^\n]*$/.test(sql.slice(from, offset));

function pathUpTo(tokens: readonly SqlToken[], index: number): readonly string[] {
  const path: string[] = [];
  for (let at = index; at >= 0; at -= 2) {
    const token = tokens[at];
    if (token?.kind !== "word" && token?.kind !== "quoted") break;
    path.unshift(token.text.replaceAll('"', ""));
    if (tokens[at - 1]?.text !== ".") break;
  }
  return path;
}

/** A path may begin with an alias of the table: `e.userIdentity.arn`. */
const columnOf = (path: readonly string[]): EventColumn | undefined =>
  columnAt(path) ?? (path.length > 1 ? columnAt(path.slice(1)) : undefined);

/** Behind an alias stand the columns; an alias of UNNEST(resources) has the fields of a resource. */
function fieldsOf(path: readonly string[]): readonly EventColumn[] {
  const column = columnOf(path);
  if (column) return column.fields ?? [];
  return path.length === 1 ? [...EVENT_COLUMNS, ...(columnAt(["resources"])?.fields ?? [])] : [];
}

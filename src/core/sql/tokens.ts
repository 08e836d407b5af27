/** What a piece of SQL text is. `store` is an event data store's name: a bare UUID, `$EDS_ID` or a placeholder of the docs. */
export type SqlTokenKind = "word" | "quoted" | "text" | "number" | "store" | "mark" | "comment";

export interface SqlToken {
  readonly kind: SqlTokenKind;
  /** As written. */
  readonly text: string;
  /** Lower case for words, else as written. */
  readonly lower: string;
  /** UTF-16 offset of its first character. */
  readonly from: number;
  readonly to: number;
}

/** What is wrong with a statement, and where. */
export interface SqlProblem {
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

export const problemAt = ({ from, to }: SqlToken, message: string): SqlProblem => ({ message, from, to });

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy;
const PLACEHOLDER = /\$EDS_ID\b|<event[ _-]data[ _-]store(?:[ _-]id)?>|\bevent_data_store_id\b/iy;
const WORD = /[A-Za-z_][\w$]*/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const MARK = /->>|->|<>|!=|<=|>=|\|\||::|=>|[^\s\w]/y;

/** Cuts a statement into tokens, comments left out. Takes any text; what is never closed becomes a problem. */
export function sqlTokens(sql: string): {
  readonly tokens: readonly SqlToken[];
  readonly problem?: SqlProblem;
} {
  const tokens: SqlToken[] = [];
  let at = 0;
  while (at < sql.length) {
    const gap = blank(sql, at);
    if (gap < 0) return { tokens, problem: unclosed(sql, -gap - 1, "comment") };
    at = gap;
    if (at >= sql.length) break;
    const token = readToken(sql, at);
    if ("message" in token) return { tokens, problem: token };
    tokens.push(token);
    at = token.to;
  }
  return { tokens };
}

/** Where blanks and comments end; for a comment without an end `-start - 1`. */
function blank(sql: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < sql.length && /\s/.test(sql.charAt(at))) at++;
    if (sql.startsWith("--", at)) {
      const end = sql.indexOf("\n", at);
      at = end < 0 ? sql.length : end;
    } else if (sql.startsWith("/*", at)) {
      const end = sql.indexOf("*/", at + 2);
      if (end < 0) return -at - 1;
      at = end + 2;
    } else return at;
  }
}

function readToken(sql: string, from: number): SqlToken | SqlProblem {
  const first = sql.charAt(from);
  if (first === "'") return quoted(sql, from, "'", "text");
  if (first === '"') return quoted(sql, from, '"', "quoted");
  const store = matched(UUID, sql, from) ?? matched(PLACEHOLDER, sql, from);
  if (store !== undefined) return made("store", sql, from, from + store.length);
  const word = matched(WORD, sql, from);
  if (word !== undefined) return made("word", sql, from, from + word.length);
  const number = matched(NUMBER, sql, from);
  if (number !== undefined) return made("number", sql, from, from + number.length);
  return made("mark", sql, from, from + (matched(MARK, sql, from) ?? first).length);
}

function quoted(sql: string, from: number, quote: string, kind: "text" | "quoted"): SqlToken | SqlProblem {
  let at = from + 1;
  for (;;) {
    const end = sql.indexOf(quote, at);
    if (end < 0) return unclosed(sql, from, kind === "text" ? "text" : "name");
    if (sql.charAt(end + 1) !== quote) return made(kind, sql, from, end + 1);
    at = end + 2; // a doubled quote stands for itself
  }
}

function matched(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0];
}

function made(kind: SqlTokenKind, sql: string, from: number, to: number): SqlToken {
  const text = sql.slice(from, to);
  return { kind, text, lower: kind === "word" ? text.toLowerCase() : text, from, to };
}

const unclosed = (sql: string, from: number, what: "comment" | "text" | "name"): SqlProblem => ({
  message: {
    comment: "This comment is not closed: */ is missing.",
    text: "This text is not closed: a single quote is missing.",
    name: "This quoted name is not closed: a double quote is missing.",
  }[what],
  from,
  to: Math.min(sql.length, from + 40),
});

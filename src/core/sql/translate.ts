import { bracketPairs, endsInMap, type Pairs } from "./brackets.js";
import { applyEdits, type Edit, type Edited } from "./edits.js";
import { LAMBDAS, MAP_COLUMNS, REFUSED, RENAMED, strftimeFormat } from "./functions.js";
import { problemAt as at, sqlTokens, type SqlProblem, type SqlToken } from "./tokens.js";
import { unnestEdits } from "./unnest.js";

/** The table's name on this machine; on Lake it is the event data store's id. */
export const EVENT_TABLE = "events";

export type Translation = Edited | { readonly problem: SqlProblem };

/**
 * A statement in Lake's dialect (Trino) as DuckDB reads it over the table `events`. Whatever both read alike stays
 * as it is, so that an error's position can be led back to what was typed. Only reading statements pass.
 */
export function translateSql(sql: string): Translation {
  const { tokens, problem } = sqlTokens(sql);
  const wrong = problem ?? refusedStatement(tokens, sql.length) ?? refusedFunction(tokens);
  if (wrong) return { problem: wrong };
  const pairs = bracketPairs(tokens);
  if ("message" in pairs) return { problem: pairs };
  const edits: Edit[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.kind === "store") edits.push(replaced(token, EVENT_TABLE));
    else if (isCall(tokens, at)) edits.push(...callEdits(tokens, at, pairs));
    else if (token.kind === "word" && tokens[at + 1]?.text === "[")
      edits.push(...subscriptEdits(tokens, at, pairs));
    if (token.text === ";") edits.push(replaced(token, " "));
  }
  return applyEdits(sql, edits);
}

const READING = new Set(["select", "with", "values"]);

function refusedStatement(tokens: readonly SqlToken[], length: number): SqlProblem | undefined {
  const first = tokens.find(({ text }) => text !== "(");
  if (!first) return { message: "There is no statement to run.", from: 0, to: length };
  if (!READING.has(first.lower))
    return at(first, `Only SELECT can be run, not ${first.text.slice(0, 40).toUpperCase()}.`);
  const end = tokens.findIndex(({ text }) => text === ";");
  const more = end < 0 ? undefined : tokens[end + 1];
  return more && at(more, "One statement at a time: select the one to run.");
}

function refusedFunction(tokens: readonly SqlToken[]): SqlProblem | undefined {
  for (const token of tokens)
    if (token.kind === "word" && Object.hasOwn(REFUSED, token.lower))
      return at(token, REFUSED[token.lower] ?? "");
  return undefined;
}

const isCall = (tokens: readonly SqlToken[], index: number): boolean =>
  tokens[index]?.kind === "word" && tokens[index + 1]?.text === "(" && tokens[index - 1]?.text !== ".";

function callEdits(tokens: readonly SqlToken[], index: number, pairs: Pairs): readonly Edit[] {
  const name = tokens[index];
  const close = tokens[pairs.get(index + 1) ?? -1];
  if (!name || !close) return [];
  if (name.lower === "unnest") return unnestEdits(tokens, index, pairs);
  const inside = tokens.slice(index + 2, pairs.get(index + 1));
  const lambda = Object.hasOwn(LAMBDAS, name.lower) ? LAMBDAS[name.lower] : undefined;
  if (lambda && inside.some(({ text }) => text === "->")) return lambdaEdits(name, inside, close, lambda);
  if (name.lower === "date_format" || name.lower === "date_parse") return formatEdits(name, inside);
  const other = otherName(name.lower, inside);
  return other === undefined ? [] : [replaced(name, other)];
}

/** The function to call instead; maps are asked otherwise than lists. */
function otherName(name: string, inside: readonly SqlToken[]): string | undefined {
  const map = endsInMap(inside);
  if (name === "element_at") return map ? "trino_map_value" : "trino_item";
  if (name === "cardinality" && map) return "trino_map_size";
  return Object.hasOwn(RENAMED, name) ? RENAMED[name] : undefined;
}

function lambdaEdits(
  name: SqlToken,
  inside: readonly SqlToken[],
  close: SqlToken,
  [open, body, end]: readonly [string, string, string],
): readonly Edit[] {
  const arrow = inside.findIndex(({ text }) => text === "->");
  const parameter = inside[arrow - 1];
  const mark = inside[arrow];
  if (!parameter || !mark) return [];
  return [
    replaced(name, open),
    { from: parameter.from, to: parameter.from, text: "lambda " },
    replaced(mark, `: ${body}`),
    replaced(close, end),
  ];
}

/** The format's text is the last argument; one that is no plain text is left alone. */
function formatEdits(name: SqlToken, inside: readonly SqlToken[]): readonly Edit[] {
  const format = inside.at(-1);
  const other = replaced(name, name.lower === "date_format" ? "strftime" : "strptime");
  return format?.kind === "text" ? [other, replaced(format, strftimeFormat(format.text))] : [other];
}

/** `requestparameters['bucketName']` of a map column; lists are subscripted alike in both dialects. */
function subscriptEdits(tokens: readonly SqlToken[], index: number, pairs: Pairs): readonly Edit[] {
  const column = tokens[index];
  const open = tokens[index + 1];
  const close = tokens[pairs.get(index + 1) ?? -1];
  if (!column || !open || !close || !MAP_COLUMNS.has(column.lower)) return [];
  const start = tokens[pathStart(tokens, index)] ?? column;
  return [
    { from: start.from, to: start.from, text: "trino_map_value(" },
    replaced(open, ", "),
    replaced(close, ")"),
  ];
}

/** Index of the first word of a dotted path that ends here: `e.requestparameters`. */
function pathStart(tokens: readonly SqlToken[], index: number): number {
  let start = index;
  while (tokens[start - 1]?.text === "." && start >= 2) start -= 2;
  return start;
}

const replaced = ({ from, to }: SqlToken, text: string): Edit => ({ from, to, text });

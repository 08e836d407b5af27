import { MAP_COLUMNS } from "./functions.js";
import { problemAt, type SqlProblem, type SqlToken } from "./tokens.js";

/** Index of the closing bracket by that of the opening one. */
export type Pairs = ReadonlyMap<number, number>;

const CLOSING = new Map([
  ["(", ")"],
  ["[", "]"],
]);
const CLOSERS = new Set(CLOSING.values());

/** Pairs round and square brackets; one that has no partner is a problem at its place. */
export function bracketPairs(tokens: readonly SqlToken[]): Pairs | SqlProblem {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "mark") continue;
    if (CLOSING.has(token.text)) open.push(index);
    if (!CLOSERS.has(token.text)) continue;
    const start = open.pop();
    if (start === undefined || CLOSING.get(tokens[start]?.text ?? "") !== token.text)
      return problemAt(token, `This ${token.text} closes nothing.`);
    pairs.set(start, index);
  }
  const left = tokens[open.pop() ?? -1];
  return left ? problemAt(left, `This ${left.text} is not closed.`) : pairs;
}

/** True when the first argument is a path to a column that is a map in Lake. */
export function endsInMap(inside: readonly SqlToken[]): boolean {
  const comma = inside.findIndex(({ text }) => text === ",");
  const last = (comma < 0 ? inside : inside.slice(0, comma)).at(-1);
  if (last?.kind !== "word" && last?.kind !== "quoted") return false;
  return MAP_COLUMNS.has(last.text.replaceAll('"', "").toLowerCase());
}

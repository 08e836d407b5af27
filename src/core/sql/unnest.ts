import type { Edit } from "./edits.js";
import { endsInMap, type Pairs } from "./brackets.js";
import type { SqlToken } from "./tokens.js";

/**
 * `CROSS JOIN UNNEST(resources) AS t(a, b, c, d)`: Trino makes a column of every field of a row and of a map's key
 * and value; in DuckDB a subquery does. One alias alone names the whole row, as Athena's older engine has it.
 */
export function unnestEdits(tokens: readonly SqlToken[], index: number, pairs: Pairs): readonly Edit[] {
  const name = tokens[index];
  const closeAt = pairs.get(index + 1) ?? -1;
  const close = tokens[closeAt];
  if (!name || !close || !isInFrom(tokens[index - 1])) return [];
  const inside = tokens.slice(index + 2, closeAt);
  if (endsInMap(inside)) return mapEdits(name, inside, close);
  const whole = aliasCount(tokens, closeAt + 1, pairs) === 1;
  return [
    { from: name.from, to: name.from, text: "(SELECT " },
    { from: close.from, to: close.to, text: whole ? "))" : ", max_depth := 2))" },
  ];
}

const isInFrom = (before: SqlToken | undefined): boolean =>
  before !== undefined && (before.lower === "join" || before.lower === "from" || before.text === ",");

function mapEdits(name: SqlToken, inside: readonly SqlToken[], close: SqlToken): readonly Edit[] {
  const map = inside.map(({ text }) => text).join("");
  return [
    { from: name.from, to: name.to, text: "(SELECT key, trino_map_value" },
    {
      from: close.from,
      to: close.to,
      text: `, key) AS value FROM (SELECT unnest(json_keys(${map})) AS key))`,
    },
  ];
}

/** Column aliases behind the bracket: `AS t(a, b)` has two; 0 when there are none. */
function aliasCount(tokens: readonly SqlToken[], index: number, pairs: Pairs): number {
  let at = index;
  if (tokens[at]?.lower === "as") at += 1;
  if (tokens[at]?.kind === "word" || tokens[at]?.kind === "quoted") at += 1;
  if (tokens[at]?.text !== "(") return 0;
  const inside = tokens.slice(at + 1, pairs.get(at));
  return inside.length === 0 ? 0 : inside.filter(({ text }) => text === ",").length + 1;
}

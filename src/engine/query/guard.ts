import { Failure } from "../../core/base/failure.js";
import { isObject } from "../../core/base/json.js";
import { EVENT_TABLE } from "../../core/sql/schema.js";
import { literal } from "../duckdb.js";
import type { Database } from "./database.js";

/** Table functions that read nothing but their arguments. */
const harmlessTables = new Set(["unnest", "range", "generate_series", "repeat", "json_each", "json_tree"]);
/** Functions that tell of or act on the process around the database. */
const tellingFunctions = new Set([
  "getenv",
  "current_setting",
  "getvariable",
  "nextval",
  "currval",
  "write_log",
  "parse_duckdb_log_message",
  "current_database",
  "current_schemas",
  "in_search_path",
]);

/**
 * Lets pass one SELECT over the table `events` and nothing else; rejects with a Failure that says why. The statement
 * is judged by the database's own parse tree, so that no spelling slips through; the database itself can read nothing
 * but the index, whatever is asked.
 */
export async function checkSql(database: Database, sql: string, signal: AbortSignal): Promise<void> {
  const [row] = await database.rows(`SELECT json_serialize_sql(${literal(sql)})`, signal);
  const tree: unknown = JSON.parse(String(row?.[0] ?? "{}"));
  if (!isObject(tree)) throw refused("it could not be read");
  if (tree["error"] === true) {
    const told = tree["error_message"];
    const message = typeof told === "string" ? told : "";
    if (/only select/i.test(message)) throw refused("only SELECT is possible here");
    throw new Failure("sql/wrong", `The statement could not be read: ${message}`);
  }
  const { statements } = tree as { statements?: unknown };
  if (!Array.isArray(statements) || statements.length !== 1) throw refused("it has to be one statement");
  const ctes = new Set<string>();
  visit(statements, (node) => collectCtes(node, ctes));
  visit(statements, (node) => checkNode(node, ctes));
}

type Node = { readonly [key: string]: unknown };

/** Without recursion: a statement may be nested deeper than the stack. */
function visit(tree: unknown, look: (node: Node) => void): void {
  const waiting: unknown[] = [tree];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) for (const item of value as readonly unknown[]) waiting.push(item);
    else if (typeof value === "object" && value !== null) {
      look(value as Node);
      for (const item of Object.values(value)) waiting.push(item);
    }
  }
}

function collectCtes(node: Node, names: Set<string>): void {
  const map = node["cte_map"];
  const entries = isObject(map) ? (map["map"] as unknown) : undefined;
  if (!Array.isArray(entries)) return;
  for (const entry of entries as readonly unknown[])
    if (isObject(entry) && typeof entry["key"] === "string") names.add(entry["key"].toLowerCase());
  if (typeof node["cte_name"] === "string") names.add(node["cte_name"].toLowerCase());
}

function checkNode(node: Node, ctes: ReadonlySet<string>): void {
  if (node["type"] === "BASE_TABLE") checkTable(node, ctes);
  if (node["type"] === "TABLE_FUNCTION") {
    const call = node["function"];
    const called = isObject(call) ? call["function_name"] : undefined;
    const name = typeof called === "string" ? called.toLowerCase() : "";
    if (!harmlessTables.has(name)) throw refused(`${name}() is not available: it could read something else`);
  }
  if (node["class"] === "FUNCTION" && tellingFunctions.has(String(node["function_name"]).toLowerCase()))
    throw refused(`${String(node["function_name"])}() is not available`);
}

function checkTable(node: Node, ctes: ReadonlySet<string>): void {
  const name = String(node["table_name"]).toLowerCase();
  const isPlain = !node["schema_name"] && !node["catalog_name"];
  if (isPlain && (name === EVENT_TABLE || ctes.has(name))) return;
  throw refused(`there is one table, ${EVENT_TABLE}, and no ${String(node["table_name"])}`);
}

const refused = (why: string): Failure =>
  new Failure("sql/refused", `This statement is not run: ${why}. Ask with a SELECT over ${EVENT_TABLE}.`);

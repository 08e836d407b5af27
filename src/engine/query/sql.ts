import type { DuckDBMapEntry, DuckDBValue } from "@duckdb/node-api";
import { Failure } from "../../core/base/failure.js";
import type { DuckBatch } from "../../core/sql/duckTarget.js";
import type { SqlValue } from "../../core/sql/sqlTarget.js";
import type { Database } from "./database.js";
import { checkSql } from "./guard.js";

/** Runs a person's SELECT; `take` gets the answer batch by batch and is waited for. The first batch has the columns. */
export async function runSql(
  database: Database,
  sql: string,
  signal: AbortSignal,
  take: (batch: DuckBatch) => Promise<void>,
): Promise<void> {
  const text = sql.trim().replace(/;\s*$/, "");
  await checkSql(database, text, signal);
  try {
    await database.alone(signal, async (connection) => {
      const result = await connection.stream(text);
      const columns = result.columnNames().map((name, at) => ({ name, type: String(result.columnType(at)) }));
      let sent = false;
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) break;
        signal.throwIfAborted();
        sent = true;
        await take({ columns, rows: chunk.getRows().map((row) => row.map(toSqlValue)) });
      }
      if (!sent) await take({ columns, rows: [] });
    });
  } catch (error) {
    if (signal.aborted || (error instanceof Error && error.name === "Failure")) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const memory = /out of memory/i.test(message);
    throw new Failure(
      "sql/wrong",
      memory
        ? "The statement needs more memory than the engine has. Ask for fewer columns or a shorter time."
        : message,
    );
  }
}

function toSqlValue(value: DuckDBValue): SqlValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if ("entries" in value) {
    const { entries } = value;
    if (Array.isArray(entries))
      return (entries as readonly DuckDBMapEntry[]).map(({ key, value: each }) => ({
        key: toSqlValue(key),
        value: toSqlValue(each),
      }));
    const fields = entries;
    return Object.fromEntries(Object.entries(fields).map(([key, each]) => [key, toSqlValue(each)]));
  }
  if ("items" in value) return value.items.map(toSqlValue);
  if ("toDouble" in value) return value.toDouble();
  return String(value);
}

import { isAborted, isFailure } from "../base/failure.js";
import { duckProblem } from "./duckProblem.js";
import { SqlTrouble, type SqlBatch, type SqlKind, type SqlTarget, type SqlValue } from "./sqlTarget.js";
import { translateSql } from "./translate.js";

/** An engine that runs DuckDB's SQL over the table `events`; an opened log folder is one. */
export interface DuckEngine {
  sql(text: string, signal: AbortSignal): AsyncIterable<DuckBatch>;
}

/** Rows in column order, as `SqlBatch` has them, with the engine's own name for each column's type: `STRUCT(…)`. */
export interface DuckBatch {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/** Runs statements of Lake's dialect on DuckDB; what is wrong is told at its place in the typed text. */
export function duckTarget(id: string, label: string, engine: DuckEngine): SqlTarget {
  return {
    id,
    label,
    run: async function* (statement, signal) {
      const translation = translateSql(statement);
      if ("problem" in translation) throw new SqlTrouble(translation.problem);
      try {
        for await (const batch of engine.sql(translation.text, signal)) yield typed(batch);
      } catch (error) {
        if (isAborted(error) || !isAboutStatement(error)) throw error;
        throw new SqlTrouble(duckProblem(error.message, translation, statement), { cause: error });
      }
    },
  };
}

const isAboutStatement = (error: unknown): error is Error =>
  isFailure(error) && (error.code === "sql/wrong" || error.code === "sql/refused");

const typed = ({ columns, rows }: DuckBatch): SqlBatch => ({
  columns: columns.map(({ name, type }) => ({ name, type, kind: kindOf(type) })),
  rows,
});

/** Source: DuckDB documentation, "Data types". */
export function kindOf(type: string): SqlKind {
  if (/[\])]$/.test(type) && !/^DECIMAL\(/.test(type)) return "nested";
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|REAL|DECIMAL.*)$/.test(type)) return "number";
  if (/^(TIMESTAMP.*|DATE)$/.test(type)) return "time";
  if (type === "BOOLEAN") return "boolean";
  return type === "JSON" ? "nested" : "text";
}

import type * as DuckDb from "@duckdb/node-api";
import { Failure } from "../core/base/failure.js";

let loading: Promise<typeof DuckDb> | undefined;

/** The database library with its native part; a Failure where that is missing or does not fit this machine. */
export function duckDb(): Promise<typeof DuckDb> {
  loading ??= import("@duckdb/node-api").catch((error: unknown) => {
    loading = undefined;
    const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new Failure(
      "engine/not-available",
      `Log folders cannot be opened here: the database engine did not load (${why}). Install the extension's build for ${process.platform}-${process.arch}; on Linux it needs glibc 2.25 or newer.`,
    );
  });
  return loading;
}

/** Text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''").replaceAll("\0", "")}'`;

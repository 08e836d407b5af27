import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writevSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { duckDb, literal } from "../duckdb.js";
import { parquetParts } from "../parquet/write.js";
import type { SegmentRows } from "./segmentRows.js";

/** Writes segments. DuckDB's memory is given back from time to time by starting it anew. */
export class SegmentWriter {
  #instance: DuckDBInstance | undefined;
  #connection: DuckDBConnection | undefined;

  constructor(private readonly directory: string) {}

  /** Packs the rows into `NAME.parquet`, which is there as a whole or not at all. */
  async write(
    name: string,
    rows: SegmentRows,
    dropped: ReadonlySet<number>,
  ): Promise<{ rows: number; bytes: number }> {
    const staged = join(this.directory, `${name}.staged`);
    const fresh = join(this.directory, `${name}.fresh`);
    try {
      const count = stage(staged, rows, dropped);
      if (count === 0) return { rows: 0, bytes: 0 };
      const connection = await this.#connect();
      await connection.run(
        `COPY (SELECT * FROM read_parquet(${literal(staged)})) TO ${literal(fresh)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 20480)`,
      );
      sync(fresh);
      renameSync(fresh, join(this.directory, `${name}.parquet`));
      return { rows: count, bytes: statSync(join(this.directory, `${name}.parquet`)).size };
    } finally {
      rmSync(staged, { force: true });
      rmSync(fresh, { force: true });
    }
  }

  async #connect(): Promise<DuckDBConnection> {
    if (this.#connection) return this.#connection;
    const { DuckDBInstance } = await duckDb();
    this.#instance = await DuckDBInstance.create(":memory:", {
      threads: "1",
      memory_limit: "320MB",
      preserve_insertion_order: "false",
      temp_directory: "",
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    this.#connection = await this.#instance.connect();
    return this.#connection;
  }

  dispose(): void {
    this.#connection?.closeSync();
    this.#instance?.closeSync();
    this.#connection = undefined;
    this.#instance = undefined;
  }
}

/** Writes the rows unpacked for DuckDB to read; the number of rows. */
function stage(path: string, rows: SegmentRows, dropped: ReadonlySet<number>): number {
  const { columns, rows: count } = rows.columns(dropped);
  if (count === 0) return 0;
  const file = openSync(path, "w");
  try {
    writeAll(file, parquetParts(columns, count));
  } finally {
    closeSync(file);
  }
  return count;
}

function writeAll(file: number, parts: readonly Buffer[]): void {
  for (const part of parts) {
    let rest: Uint8Array = part;
    while (rest.length > 0) rest = rest.subarray(writevSync(file, [rest]));
  }
}

function sync(path: string): void {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

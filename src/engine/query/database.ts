import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from "@duckdb/node-api";
import { abortError } from "../../core/base/abort.js";
import { MACROS, SETTINGS } from "../../core/sql/functions.js";
import { duckDb, literal } from "../duckdb.js";
import { eventsSql, segmentsSql, type ViewedSegment } from "./views.js";

/** Values as questions get them: texts, numbers (64-bit ones that fit), times as bigint microseconds. */
export type Value = string | number | boolean | bigint | null;

/** Runs one statement; rows as lists of values in column order. */
export type ReadRows = (sql: string) => Promise<readonly (readonly Value[])[]>;

/**
 * The database that answers questions about an index. It holds no data of its own, only views over the segments, and
 * can read nothing but the index's directory.
 */
export class Database {
  readonly #idle: DuckDBConnection[] = [];

  #shown: Promise<void> = Promise.resolve();

  private constructor(private readonly instance: DuckDBInstance) {}

  static async open(directory: string, memoryMb: number, threads: number): Promise<Database> {
    const { DuckDBInstance } = await duckDb();
    const instance = await DuckDBInstance.create(":memory:", {
      threads: String(threads),
      memory_limit: `${String(memoryMb)}MB`,
      temp_directory: "",
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      preserve_insertion_order: "false",
    });
    const database = new Database(instance);
    await database.run("SET parquet_metadata_cache = true");
    for (const statement of [...SETTINGS, ...MACROS]) await database.run(statement);
    await database.run(`SET allowed_directories = [${literal(directory)}]`);
    await database.run("SET enable_external_access = false");
    await database.run("SET lock_configuration = true");
    await database.show(() => []);
    return database;
  }

  /**
   * Makes these segments what questions are about. One call after the other, each asking for the segments when its
   * turn has come: two at once would be a conflict, and the later answer must not give way to an earlier one.
   */
  show(segments: () => readonly ViewedSegment[]): Promise<void> {
    const shown = this.#shown.then(async () => {
      await this.run(`CREATE OR REPLACE VIEW segments AS ${segmentsSql(segments())}`);
      await this.run(`CREATE OR REPLACE VIEW events AS ${eventsSql}`);
    });
    this.#shown = shown.catch(() => undefined); // told to who asked for it
    return shown;
  }

  async run(sql: string, signal?: AbortSignal): Promise<void> {
    await this.#use(signal, async (connection) => {
      await connection.run(sql);
    });
  }

  /** All rows of an answer. */
  rows(sql: string, signal?: AbortSignal): Promise<readonly (readonly Value[])[]> {
    return this.#use(signal, async (connection) => {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRows().map((row) => row.map(plain));
    });
  }

  /** A connection for one statement of a person: it is closed afterwards, whatever became of it. */
  async alone<T>(signal: AbortSignal, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.instance.connect();
    const interrupt = (): void => connection.interrupt();
    signal.addEventListener("abort", interrupt, { once: true });
    try {
      signal.throwIfAborted();
      return await work(connection);
    } catch (error) {
      if (signal.aborted) throw abortError(signal);
      throw error;
    } finally {
      signal.removeEventListener("abort", interrupt);
      connection.closeSync();
    }
  }

  async #use<T>(
    signal: AbortSignal | undefined,
    work: (connection: DuckDBConnection) => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    const connection = this.#idle.pop() ?? (await this.instance.connect());
    const interrupt = (): void => connection.interrupt();
    signal?.addEventListener("abort", interrupt, { once: true });
    try {
      return await work(connection);
    } catch (error) {
      if (signal?.aborted) throw abortError(signal);
      throw error;
    } finally {
      signal?.removeEventListener("abort", interrupt);
      this.#idle.push(connection);
    }
  }

  dispose(): void {
    for (const connection of this.#idle) connection.closeSync();
    this.instance.closeSync();
  }
}

function plain(value: DuckDBValue): Value {
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "object" && value !== null) {
    return "micros" in value && typeof value.micros === "bigint"
      ? Number(value.micros) / 1000
      : String(value);
  }
  return value;
}

import type { SqlProblem } from "./tokens.js";

/** What the values of a column are: decides sorting, alignment and whether a chart can show them. */
export type SqlKind = "number" | "text" | "time" | "boolean" | "nested";

export interface SqlColumn {
  readonly name: string;
  /** The engine's name for the type, as `VARCHAR`. */
  readonly type: string;
  readonly kind: SqlKind;
}

/** Numbers too large to be exact come as text; times as `YYYY-MM-DD hh:mm:ss[.fff]` in UTC. */
export type SqlValue =
  string | number | boolean | null | readonly SqlValue[] | { readonly [key: string]: SqlValue };

/** Every batch names the columns; one without rows comes when there are none. */
export interface SqlBatch {
  readonly columns: readonly SqlColumn[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/** A place where statements run: a log folder here, an event data store on Lake. */
export interface SqlTarget {
  readonly id: string;
  readonly label: string;
  /** Runs one reading statement in Lake's dialect. Rejects with a `SqlTrouble`, or a Failure when it is not the statement's fault. */
  run(statement: string, signal: AbortSignal): AsyncIterable<SqlBatch>;
}

/** A target as it is offered; one that cannot be used says why. */
export interface SqlTargetOffer {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly unavailable?: string;
}

/** What statements can run on. */
export interface SqlTargets {
  /** Usable ones first. */
  offers(): readonly SqlTargetOffer[];
  /** Undefined when there is no such target, or it cannot be used. */
  open(id: string, signal: AbortSignal): Promise<SqlTarget | undefined>;
}

/** What is wrong with a statement, at its place in the typed text. */
export class SqlTrouble extends Error {
  override readonly name = "SqlTrouble";

  constructor(
    readonly problem: SqlProblem,
    options?: ErrorOptions,
  ) {
    super(problem.message, options);
  }
}

/** By shape: bundles that load on first use carry their own copy of the class. */
export const isSqlTrouble = (error: unknown): error is SqlTrouble =>
  error instanceof Error && error.name === "SqlTrouble" && "problem" in error;

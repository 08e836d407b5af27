import type {
  NeighbourAsk,
  QuerySummary,
  RecordsAsk,
  RowsAsk,
  StoredEvent,
  TopField,
  TopValue,
} from "../../core/logs/logStore.js";
import type { JsonObject } from "../../core/base/json.js";
import type { Query } from "../../core/search/query.js";
import type { Row, Sort } from "../../core/search/row.js";
import type { TimelineAnswer, TimelineAsk } from "../../core/timeline/timeline.js";
import { literal } from "../duckdb.js";
import type { Database, Value } from "../query/database.js";
import { readRecord, recordSelect } from "../query/records.js";
import { ranks, rowSelect, sortColumns, toRow } from "../query/rows.js";
import { timelineOf } from "../query/timeline.js";
import { timeLiteral, whereSql } from "../query/where.js";

const recordsAtOnce = 2_000;

/** Answers about an index, each covering what is in it at that moment. */
export class Questions {
  /** Kept until what can be searched changes. */
  #names: Promise<readonly string[]> | undefined;
  readonly #ranked = new Map<string, Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly revision: () => number,
  ) {}

  /** What was remembered of the index no longer holds. */
  forget(): void {
    this.#names = undefined;
    this.#ranked.clear();
  }

  #where(query: Query, nowMs: number): Promise<string> {
    return whereSql(query, { nowMs, names: () => (this.#names ??= this.#distinct("event")) });
  }

  async #distinct(column: string): Promise<readonly string[]> {
    const rows = await this.database.rows(
      `SELECT DISTINCT ${column} FROM segments WHERE ${column} IS NOT NULL`,
    );
    return rows.map(([value]) => String(value));
  }

  async summary(query: Query, nowMs: number, signal: AbortSignal): Promise<QuerySummary> {
    const where = await this.#where(query, nowMs);
    const revision = this.revision();
    const [row = []] = await this.database.rows(
      `SELECT count(*), epoch_ms(min(eventtime)), epoch_ms(max(eventtime)) FROM segments WHERE ${where}`,
      signal,
    );
    const ms = (value: Value | undefined): number | undefined => (value == null ? undefined : Number(value));
    return { count: Number(row[0] ?? 0), firstMs: ms(row[1]), lastMs: ms(row[2]), revision };
  }

  async rows(
    { query, sort, start, count }: RowsAsk,
    nowMs: number,
    signal: AbortSignal,
  ): Promise<readonly Row[]> {
    const where = await this.#where(query, nowMs);
    const order = await this.#order(sort);
    let condition = where;
    let offset = 0;
    if (typeof start === "number") offset = start;
    else {
      const after = await this.#behind(sort, start.afterId, 1, signal);
      if (after === undefined) return [];
      condition = `(${where}) AND (${after})`;
    }
    const page = `LIMIT ${count.toFixed(0)} OFFSET ${offset.toFixed(0)}`;
    const rows = await this.database.rows(
      `SELECT ${rowSelect} FROM segments ${order.join} WHERE ${condition} ORDER BY ${order.forward} ${page}`,
      signal,
    );
    return rows.map(toRow);
  }

  async timeline(
    query: Query,
    ask: TimelineAsk,
    nowMs: number,
    signal: AbortSignal,
  ): Promise<TimelineAnswer> {
    return timelineOf(await this.#where(query, nowMs), ask, (sql) => this.database.rows(sql, signal));
  }

  async top(
    query: Query,
    field: TopField,
    limit: number,
    nowMs: number,
    signal: AbortSignal,
  ): Promise<readonly TopValue[]> {
    const where = await this.#where(query, nowMs);
    const value = field === "mark" ? "unnest(string_split(marks, ' '))" : topColumns[field];
    const rows = await this.database.rows(
      `SELECT value, count(*) AS events FROM (SELECT ${value} AS value FROM segments WHERE ${where})
       WHERE value IS NOT NULL AND value <> '' GROUP BY value ORDER BY events DESC, value LIMIT ${limit.toFixed(0)}`,
      signal,
    );
    return rows.map(([text, events]) => ({ value: String(text), count: Number(events) }));
  }

  async event(
    id: string,
    pathOf: (file: number) => string,
    signal: AbortSignal,
  ): Promise<StoredEvent | undefined> {
    const [row] = await this.database.rows(
      `SELECT file, record, ${recordSelect} FROM segments WHERE eventid = ${literal(id)} LIMIT 1`,
      signal,
    );
    if (row === undefined) return undefined;
    const record = readRecord(row.slice(2));
    return { record, path: pathOf(Number(row[0])), index: Number(row[1]) };
  }

  async place(
    query: Query,
    sort: Sort,
    id: string,
    nowMs: number,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const where = await this.#where(query, nowMs);
    const before = await this.#behind(sort, id, -1, signal);
    if (before === undefined) return undefined;
    const { join } = await this.#order(sort);
    const [row = []] = await this.database.rows(
      `SELECT count(*) FILTER (${before}), count(*) FILTER (eventid = ${literal(id)}) FROM segments ${join} WHERE ${where}`,
      signal,
    );
    return Number(row[1] ?? 0) === 0 ? undefined : Number(row[0] ?? 0);
  }

  async neighbour(
    { query, sort, id, step, which }: NeighbourAsk,
    nowMs: number,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const where = await this.#where(query, nowMs);
    const beyond = await this.#behind(sort, id, step, signal);
    if (beyond === undefined) return undefined;
    const order = await this.#order(sort);
    const same = which === "any" ? "true" : await this.#isChangeOfSame(id, signal);
    const [row] = await this.database.rows(
      `SELECT eventid FROM segments ${order.join} WHERE (${where}) AND (${beyond}) AND (${same})
       ORDER BY ${step === 1 ? order.forward : order.backward} LIMIT 1`,
      signal,
    );
    return row === undefined ? undefined : String(row[0]);
  }

  /** Rows name a resource the way people do, so the service tells apart a bucket and a role of one name. */
  async #isChangeOfSame(id: string, signal: AbortSignal): Promise<string> {
    const [row] = await this.database.rows(
      `SELECT resource, service, account FROM segments WHERE eventid = ${literal(id)} LIMIT 1`,
      signal,
    );
    const [resource, service, account] = (row ?? []).map((value) => literal(String(value ?? "")));
    if (row === undefined || resource === undefined || service === undefined || account === undefined)
      return "false";
    return `outcome = 'changed' AND resource = ${resource} AND service = ${service} AND account = ${account}`;
  }

  async records(
    { query, sort, limit }: RecordsAsk,
    nowMs: number,
    signal: AbortSignal,
    take: (records: readonly JsonObject[]) => Promise<void>,
  ): Promise<void> {
    const where = await this.#where(query, nowMs);
    const order = await this.#order(sort);
    const upTo = limit === undefined ? "" : `LIMIT ${limit.toFixed(0)}`;
    // The ids first: sorting whole records would take more memory than there is.
    const ids = await this.database.rows(
      `SELECT file, record FROM segments ${order.join} WHERE ${where} ORDER BY ${order.forward} ${upTo}`,
      signal,
    );
    for (let at = 0; at < ids.length; at += recordsAtOnce)
      await take(await this.#recordsAt(ids.slice(at, at + recordsAtOnce), signal));
  }

  async #recordsAt(
    places: readonly (readonly Value[])[],
    signal: AbortSignal,
  ): Promise<readonly JsonObject[]> {
    const values = places.map(([file, record]) => `(${String(file)}, ${String(record)})`).join(", ");
    const rows = await this.database.rows(
      `SELECT file, record, ${recordSelect} FROM segments SEMI JOIN (VALUES ${values}) AS wanted(file, record)
       USING (file, record)`,
      signal,
    );
    const found = new Map(rows.map((row) => [`${String(row[0])} ${String(row[1])}`, row]));
    return places.flatMap(([file, record]) => {
      const row = found.get(`${String(file)} ${String(record)}`);
      return row === undefined ? [] : [readRecord(row.slice(2))];
    });
  }

  /** The condition for rows behind (1) or before (-1) an event in a sort order; undefined when there is no such event. */
  async #behind(sort: Sort, id: string, step: 1 | -1, signal: AbortSignal): Promise<string | undefined> {
    const order = await this.#order(sort);
    const rank = sort.column === "time" ? "0" : "coalesce(rank, 0)";
    const [row] = await this.database.rows(
      `SELECT epoch_ms(eventtime), eventid, ${rank} FROM segments ${order.join} WHERE eventid = ${literal(id)} LIMIT 1`,
      signal,
    );
    if (row === undefined) return undefined;
    const time = timeLiteral(Number(row[0]));
    const own = literal(String(row[1]));
    const older = sort.column === "time" ? sort.descending === (step === 1) : step === 1;
    const sign = older ? "<" : ">";
    const byTime = `eventtime ${sign}= ${time} AND (eventtime ${sign} ${time} OR eventid ${sign} ${own})`;
    if (sort.column === "time") return byTime;
    return rankBehind(Number(row[2]), sort.descending, step, byTime);
  }

  async #order(
    sort: Sort,
  ): Promise<{ readonly join: string; readonly forward: string; readonly backward: string }> {
    if (sort.column === "time") {
      const order = (descending: boolean): string =>
        descending ? "eventtime DESC, eventid DESC" : "eventtime, eventid";
      return { join: "", forward: order(sort.descending), backward: order(!sort.descending) };
    }
    const column = sortColumns[sort.column];
    await this.#rank(column);
    const direction = (descending: boolean): string => (descending ? "DESC" : "ASC");
    return {
      join: `LEFT JOIN rank_${column} ON ${column} = rank_${column}.value`,
      forward: `rank ${direction(sort.descending)} NULLS LAST, eventtime DESC, eventid DESC`,
      backward: `rank ${direction(!sort.descending)} NULLS FIRST, eventtime, eventid`,
    };
  }

  /** Texts sort as people expect, which the database does not know: their order is made here, once. */
  #rank(column: string): Promise<void> {
    let ranked = this.#ranked.get(column);
    if (!ranked) {
      ranked = this.#distinct(column).then(async (texts) => {
        await this.database.run(`CREATE OR REPLACE TABLE rank_${column} (value VARCHAR, rank INTEGER)`);
        const pairs = ranks(texts);
        for (let at = 0; at < pairs.length; at += 5_000) {
          const values = pairs
            .slice(at, at + 5_000)
            .map(([text, rank]) => `(${literal(text)}, ${String(rank)})`);
          await this.database.run(`INSERT INTO rank_${column} VALUES ${values.join(", ")}`);
        }
      });
      ranked.catch(() => this.#ranked.delete(column));
      this.#ranked.set(column, ranked);
    }
    return ranked;
  }
}

/** Texts that are empty have no rank (0 here) and come last in either direction. */
function rankBehind(rank: number, descending: boolean, step: 1 | -1, byTime: string): string {
  if (rank === 0) return step === 1 ? `rank IS NULL AND ${byTime}` : `rank IS NOT NULL OR ${byTime}`;
  const sign = descending === (step === 1) ? "<" : ">";
  const beyond = `rank ${sign} ${String(rank)} OR (rank = ${String(rank)} AND ${byTime})`;
  return step === 1 ? `${beyond} OR rank IS NULL` : beyond;
}

const topColumns: Readonly<Record<Exclude<TopField, "mark">, string>> = {
  user: "actor",
  event: "event",
  service: "service",
  resource: "resource",
  type: "resource_type",
  key: "user_accesskeyid",
  error: "errorcode",
  ip: "sourceipaddress",
  via: "via",
  outcome: "outcome",
  recipient: "account",
  region: "awsregion",
};

import type { ChangeClass } from "../../core/events/insight.js";
import { bucketWidthMs, maxSeries, otherKey } from "../../core/timeline/buckets.js";
import type {
  GroupBy,
  Lane,
  Series,
  TimelineAnswer,
  TimelineAsk,
  TimelineMark,
} from "../../core/timeline/timeline.js";
import type { ReadRows, Value } from "./database.js";
import { sessionSql, withSessions } from "./sessions.js";
import { timeLiteral } from "./where.js";

const columns: Readonly<Record<GroupBy, string>> = {
  outcome: "outcome",
  actor: "actor",
  service: "service",
  event: "event",
  region: "awsregion",
  via: "via",
  session: sessionSql,
};

/** Events of one group in one bucket. */
interface Cell {
  readonly key: string;
  readonly bucket: number;
  readonly count: number;
  /** Changes, denied and failed calls among them. */
  readonly telling: number;
}

/**
 * As core's `bucketTimeline`, counted by the database. `where` holds the query's condition. Lanes have no bands: those
 * are made of single events, which a search in memory has and this has not.
 */
export async function timelineOf(where: string, ask: TimelineAsk, read: ReadRows): Promise<TimelineAnswer> {
  const fromMs = Math.min(ask.fromMs, ask.toMs);
  const toMs = Math.max(ask.toMs, fromMs + 1);
  const bucketMs = bucketWidthMs(fromMs, toMs, ask.bins);
  const firstMs = Math.floor(fromMs / bucketMs) * bucketMs;
  const buckets = Math.ceil((toMs - firstMs) / bucketMs);
  const within = (from: number, to: number): string =>
    `(${where}) AND eventtime >= ${timeLiteral(from)} AND eventtime < ${timeLiteral(to)}`;
  const slice = within(firstMs, firstMs + buckets * bucketMs);
  const cells = async (by: GroupBy): Promise<readonly Cell[]> => {
    const rows = await read(
      `SELECT coalesce(${columns[by]}, ''), (epoch_ms(eventtime) - ${firstMs.toFixed(0)}) // ${bucketMs.toFixed(0)}, count(*),
        count(*) FILTER (outcome IN ('changed', 'denied', 'failed')) FROM segments WHERE ${slice} GROUP BY 1, 2`,
    );
    return rows.map(([key, bucket, count, telling]) => ({
      key: String(key),
      bucket: Number(bucket),
      count: Number(count),
      telling: Number(telling),
    }));
  };
  const grouped = await cells(ask.groupBy);
  const total = await totalOf(grouped, { fromMs, toMs, firstMs, buckets, bucketMs }, () =>
    read(`SELECT count(*) FROM segments WHERE ${within(fromMs, toMs)}`),
  );
  const { laneBy } = ask;
  const counted =
    laneBy === undefined
      ? []
      : lanesOf(laneBy === ask.groupBy ? grouped : await cells(laneBy), ask.maxLanes, buckets);
  const lanes = laneBy === "session" ? await withSessions(counted, where, read) : counted;
  const marked = laneBy !== undefined && total <= ask.maxMarks;
  return {
    firstMs,
    bucketMs,
    buckets,
    series: seriesOf(grouped, buckets),
    lanes: marked ? withMarks(lanes, await marksOf(laneBy, slice, read)) : lanes,
    total,
  };
}

/** Whole buckets often are the window; else the ends are counted by themselves. */
async function totalOf(
  cells: readonly Cell[],
  window: { fromMs: number; toMs: number; firstMs: number; buckets: number; bucketMs: number },
  count: () => Promise<readonly (readonly Value[])[]>,
): Promise<number> {
  const { fromMs, toMs, firstMs, buckets, bucketMs } = window;
  if (fromMs === firstMs && toMs === firstMs + buckets * bucketMs)
    return cells.reduce((sum, cell) => sum + cell.count, 0);
  return Number((await count())[0]?.[0] ?? 0);
}

interface Group {
  readonly key: string;
  total: number;
  telling: number;
  readonly counts: number[];
}

function groupsOf(cells: readonly Cell[], buckets: number): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { key, bucket, count, telling } of cells) {
    let group = groups.get(key);
    if (!group)
      groups.set(key, (group = { key, total: 0, telling: 0, counts: new Array<number>(buckets).fill(0) }));
    group.total += count;
    group.telling += telling;
    group.counts[bucket] = (group.counts[bucket] ?? 0) + count;
  }
  return [...groups.values()].sort((a, b) => b.total - a.total || (a.key < b.key ? -1 : 1));
}

function seriesOf(cells: readonly Cell[], buckets: number): readonly Series[] {
  const groups = groupsOf(cells, buckets);
  const named = groups.slice(0, maxSeries).map(({ key, total, counts }) => ({ key, total, counts }));
  const rest = groups.slice(maxSeries);
  if (rest.length === 0) return named;
  const counts = new Array<number>(buckets).fill(0);
  for (const group of rest) group.counts.forEach((count, at) => (counts[at] = (counts[at] ?? 0) + count));
  return [...named, { key: otherKey, total: rest.reduce((sum, { total }) => sum + total, 0), counts }];
}

const lanesOf = (cells: readonly Cell[], maxLanes: number, buckets: number): readonly Lane[] =>
  [...groupsOf(cells, buckets)]
    .sort((a, b) => b.telling - a.telling)
    .slice(0, Math.max(0, maxLanes))
    .map(({ key, total, counts }) => ({
      key,
      total,
      counts,
      marks: undefined,
      bands: [],
      session: undefined,
    }));

async function marksOf(
  by: GroupBy,
  slice: string,
  read: ReadRows,
): Promise<ReadonlyMap<string, readonly TimelineMark[]>> {
  const rows = await read(
    `SELECT coalesce(${columns[by]}, ''), eventid, epoch_ms(eventtime), outcome, marks <> '' FROM segments WHERE ${slice} ORDER BY eventtime, eventid`,
  );
  const marks = new Map<string, TimelineMark[]>();
  for (const [lane, id, timeMs, outcome, marked] of rows) {
    const key = String(lane);
    const list = marks.get(key) ?? [];
    marks.set(key, list);
    list.push({
      id: String(id),
      timeMs: Number(timeMs),
      outcome: String(outcome) as ChangeClass,
      marked: marked === true,
    });
  }
  return marks;
}

const withMarks = (
  lanes: readonly Lane[],
  marks: ReadonlyMap<string, readonly TimelineMark[]>,
): readonly Lane[] => lanes.map((lane) => ({ ...lane, marks: marks.get(lane.key) ?? [] }));

import type { CloudTrailEvent } from "../core/events/event.js";
import { explain } from "../core/events/explain.js";
import { readRecord } from "../core/events/reader/record.js";
import type { JsonObject } from "../core/base/json.js";
import type { LogStore } from "../core/logs/logStore.js";
import { exportEvents } from "../core/search/exportEvents.js";
import type { Row, Sort } from "../core/search/row.js";
import { processClock } from "./clock.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import { reportFolderFailure } from "./folderReport.js";
import { openFolder } from "./folderStore.js";
import type { CliIo } from "./io.js";
import type { SearchArguments } from "./searchArguments.js";
import { jsonLine, tableHeader, tableLine } from "./searchOutput.js";

const newestFirst: Sort = { column: "time", descending: true };
const rowsAtOnce = 1_000;

/** A search over a log folder, printed as a search over event history is; newest first in every format. */
export async function folderSearch(args: SearchArguments, folder: string, io: CliIo): Promise<ExitCode> {
  try {
    const { store, dispose } = await openFolder(folder, io);
    try {
      return await print(args, store, io);
    } finally {
      dispose();
    }
  } catch (error) {
    return reportFolderFailure(error, io);
  }
}

async function print(args: SearchArguments, store: LogStore, io: CliIo): Promise<ExitCode> {
  const { query, format } = args;
  const { count } = await store.summary(query, io.signal);
  const wanted = Math.min(count, args.limit ?? Infinity);
  if (wanted > 0) {
    if (format === "table") await printRows(args, wanted, store, io);
    else {
      let first = true;
      for await (const records of store.records({ query, sort: newestFirst, limit: args.limit }, io.signal)) {
        await printRecords(records, format, first, io);
        first = false;
      }
    }
  }
  const census = await store.census(io.signal);
  const shown =
    wanted === count ? `${String(count)} events` : `The first ${String(wanted)} of ${String(count)} events`;
  io.err(
    `${shown}. Searched ${String(census.events)} events in ${String(census.read + census.partly)} files of ${census.folder}\n`,
  );
  const left = census.reasons.filter(({ expected }) => !expected);
  for (const { key, count: files } of left) io.err(`- ${String(files)} files: ${key}\n`);
  if (left.length > 0) return exitCodes.incomplete;
  return count > 0 ? exitCodes.found : exitCodes.nothingFound;
}

async function printRows(args: SearchArguments, wanted: number, store: LogStore, io: CliIo): Promise<void> {
  await io.out(tableHeader());
  let last: Row | undefined;
  for (let shown = 0; shown < wanted;) {
    const rows = await store.rows(
      {
        query: args.query,
        sort: newestFirst,
        start: last === undefined ? 0 : { afterId: last.id },
        count: Math.min(rowsAtOnce, wanted - shown),
      },
      io.signal,
    );
    if (rows.length === 0) return;
    await io.out(rows.map(tableLine).join(""));
    shown += rows.length;
    last = rows.at(-1);
  }
}

async function printRecords(
  records: readonly JsonObject[],
  format: "csv" | "json",
  first: boolean,
  io: CliIo,
): Promise<void> {
  const events = records.flatMap((record, index): CloudTrailEvent[] => {
    const read = readRecord(record, index);
    return "event" in read ? [read.event] : [];
  });
  if (format === "json") {
    await io.out(events.map((event) => jsonLine(event, explain(event), processClock.now())).join(""));
    return;
  }
  const lines = [...exportEvents("csv", events)];
  await io.out((first ? lines : lines.slice(1)).join(""));
}

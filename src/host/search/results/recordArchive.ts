import { readRecord } from "../../../core/events/reader/record.js";
import type { LogStore } from "../../../core/logs/logStore.js";
import type { Archive, Batch } from "../../../core/search/archive.js";
import type { Query } from "../../../core/search/query.js";
import type { Sort } from "../../../core/search/row.js";

const newestFirst: Sort = { column: "time", descending: true };

/** A log folder whose events are taken out whole, newest first: for questions that few events meet. */
export class RecordArchive implements Archive {
  constructor(private readonly store: LogStore) {}

  async *search(query: Query, signal: AbortSignal): AsyncGenerator<Batch, void, undefined> {
    const { range } = query;
    const [fromMs, toMs] = range.kind === "exact" ? [range.fromMs, range.toMs] : [0, 0];
    let received = 0;
    let index = 0;
    for await (const records of this.store.records({ query, sort: newestFirst, limit: undefined }, signal)) {
      const read = records.map((record) => readRecord(record, index++));
      const events = read.flatMap((each) => ("event" in each ? [each.event] : []));
      received += events.length;
      const asked = { fromMs, toMs, scopes: [], filteredHere: [], received, duplicates: 0, unreadable: 0 };
      const problems = read.flatMap((each) => ("event" in each ? [] : [each.problem]));
      yield { events, problems, asked };
    }
  }
}

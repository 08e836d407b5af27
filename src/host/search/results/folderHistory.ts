import { basename } from "node:path";
import type { Explain } from "../../../core/events/explain.js";
import { readRecord } from "../../../core/events/reader/record.js";
import type { ArchiveAnswer, HistoryArchive } from "../../../core/iac/history/historyAnswer.js";
import { entryOf, type HistoryEntry } from "../../../core/iac/history/historyEntry.js";
import { historyFilters } from "../../../core/iac/history/historyFilters.js";
import type { HistorySubject } from "../../../core/iac/history/historySubject.js";
import type { LogStore } from "../../../core/logs/logStore.js";
import type { Filter, Query } from "../../../core/search/query.js";
import { openEndMs, openStartMs } from "../../../core/search/queryTime.js";

/** A title tells of the newest changes; all of them are in the search panel. */
const mostRecords = 200;

/** A loaded log folder as it answers for resources of templates. */
export class FolderHistory implements HistoryArchive {
  readonly name: string;

  constructor(
    private readonly store: LogStore,
    private readonly explain: () => Explain,
  ) {
    this.name = basename(store.folder);
  }

  async find(subject: HistorySubject, signal: AbortSignal): Promise<ArchiveAnswer | undefined> {
    const { count, firstMs, lastMs } = await this.store.summary(queryFor(subject, []), signal);
    if (count === 0 || firstMs === undefined || lastMs === undefined) return undefined;
    const query = queryFor(subject, historyFilters([subject]));
    const explain = this.explain();
    const entries: HistoryEntry[] = [];
    const sort = { column: "time", descending: true } as const;
    let index = 0;
    for await (const records of this.store.records({ query, sort, limit: mostRecords }, signal))
      for (const record of records) {
        const read = readRecord(record, index++);
        if (!("event" in read)) continue;
        const insight = explain(read.event);
        const { class: outcome } = insight.change;
        if (outcome !== "read" && outcome !== "noise") entries.push(entryOf(read.event, insight));
      }
    return { entries, window: { fromMs: firstMs, toMs: lastMs + 1 } };
  }
}

const queryFor = ({ scope }: HistorySubject, filters: readonly Filter[]): Query => ({
  range: { kind: "exact", fromMs: openStartMs, toMs: openEndMs },
  accounts: [scope.accountId],
  regions: [scope.region],
  filters,
  words: [],
});

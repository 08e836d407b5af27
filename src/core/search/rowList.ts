import type { GroupSummary } from "../events/groups/group.js";
import type { Retry } from "../events/change/retries.js";
import { FoldedRows, type Run } from "./foldedRows.js";
import { summarized, summaryId, type ListRow, type RowsView } from "./listRows.js";
import type { ResultGroups } from "./resultGroups.js";
import type { RowColumns } from "./rowColumns.js";

export interface RowListParts {
  readonly columns: RowColumns;
  readonly groups: ResultGroups;
  /** Retried calls by their place. */
  readonly retries: ReadonlyMap<number, Retry>;
  /** Places in the order of the list. */
  readonly places: Uint32Array;
}

/** The rows of one sort and one way to list them, as the results stood when it was made. */
export class RowList {
  readonly #folded: FoldedRows;
  /** How many failed attempts the call at a place had. */
  readonly #attempts = new Map<number, number>();

  constructor(
    private readonly parts: RowListParts,
    view: RowsView,
  ) {
    const { columns, groups, retries, places } = parts;
    for (const { success } of retries.values())
      this.#attempts.set(success, (this.#attempts.get(success) ?? 0) + 1);
    const open = view.open.flatMap((id) => columns.place(summarized(id) ?? id) ?? []);
    this.#folded = new FoldedRows(
      {
        places,
        size: places.length,
        group: (place) => groups.at(place),
        timeMs: (place) => columns.timeMs(place),
        isHidden: (place) => !view.retries && retries.has(place),
      },
      view.fold,
      new Set(open),
    );
  }

  get size(): number {
    return this.#folded.size;
  }

  /** The lines from `start` on, at most `count`; fewer at the end. */
  rows(start: number, count: number): readonly ListRow[] {
    const rows: ListRow[] = [];
    const end = Math.min(start + count, this.size);
    for (let line = Math.max(0, start); line < end; line++) {
      const entry = this.#folded.entry(line);
      if (entry?.kind === "summary") rows.push(this.#summary(entry.run));
      else if (entry) rows.push(this.#event(entry.place, entry.isMember));
    }
    return rows;
  }

  /** Where an event or a summary stands; an event that is folded away, under its summary. */
  indexOf(id: string): number | undefined {
    const { columns } = this.parts;
    const place = columns.place(id);
    if (place !== undefined) return this.#folded.lineOf(place);
    const newest = columns.place(summarized(id) ?? "");
    return newest === undefined ? undefined : (this.#folded.summaryOf(newest) ?? this.#folded.lineOf(newest));
  }

  #event(place: number, isMember: boolean): ListRow {
    const retry = this.parts.retries.get(place);
    const retries = this.#attempts.get(place);
    return {
      ...this.parts.columns.row(place),
      ...(isMember ? { isMember } : {}),
      ...(retry ? { retriedAfterMs: retry.afterMs } : {}),
      ...(retries === undefined ? {} : { retries }),
    };
  }

  #summary({ members, newest, isOpen }: Run): ListRow {
    const { columns } = this.parts;
    const row = columns.row(newest);
    return { ...row, id: summaryId(row.id), isOpen, group: this.#groupOf(members, newest) };
  }

  /** A run may be a part of its group, when other events came between; it counts what stands under it. */
  #groupOf(members: Uint32Array, newest: number): GroupSummary {
    const { columns, groups } = this.parts;
    const span = groups.at(newest);
    const times = Array.from(members, (place) => columns.timeMs(place));
    const outcomes = columns.codes("outcome");
    const changed = columns.code("changed");
    const own = {
      fromMs: times.reduce((least, ms) => Math.min(least, ms)),
      toMs: times.reduce((most, ms) => Math.max(most, ms)),
      events: members.length,
      changes: members.filter((place) => outcomes[place] === changed).length,
    };
    const unknown = { kind: "run", tool: "Other", names: [], actor: "", actorNote: "" } as const;
    return { ...(span ? groups.summary(span) : unknown), ...own };
  }
}

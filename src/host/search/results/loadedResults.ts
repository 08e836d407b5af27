import type { CloudTrailEvent } from "../../../core/events/event.js";
import type { Asked } from "../../../core/search/asked.js";
import type { RowsView } from "../../../core/search/listRows.js";
import type { FilterField } from "../../../core/search/query.js";
import type { SessionPlace } from "../../../core/search/resultSet.js";
import type { Sort } from "../../../core/search/row.js";
import type { SeenValue } from "../../../core/search/seenValues.js";
import type { TimelineAnswer, TimelineAsk } from "../../../core/timeline/timeline.js";
import type { RowsAnswer, RowsAsk } from "../../../shared/searchPanel.js";
import type { SearchSession } from "../searchSession.js";
import { maxRows, windowStart, type PanelResults, type Totals } from "./panelResults.js";

/** Events between two chances of others to do something. */
const portionSize = 1_000;

/** The results of a search that loads its events into memory. */
export class LoadedResults implements PanelResults {
  constructor(private readonly searches: SearchSession) {}

  get revision(): number {
    return this.searches.revision;
  }

  asked(): Asked | undefined {
    return this.searches.run?.asked;
  }

  async totals(): Promise<Totals> {
    const { results } = this.searches;
    return {
      shown: results.size,
      counts: results.counts(),
      ...results.stories(),
      span: results.spanMs(),
    };
  }

  async rows(ask: RowsAsk): Promise<RowsAnswer> {
    const { searches } = this;
    const { results, revision } = searches;
    const { sort, view, anchorId } = ask;
    const list = view && results.list(sort, view);
    const total = list?.size ?? results.size;
    const anchor = anchorId === undefined ? undefined : this.#indexOf(anchorId, sort, view);
    const start = windowStart(ask, anchor, total);
    const count = Math.min(ask.count, maxRows);
    const rows = list ? list.rows(start, count) : results.rows(sort, start, count);
    return { revision, total, start, rows };
  }

  async indexOf(id: string, sort: Sort, view: RowsView | undefined): Promise<number | undefined> {
    return this.#indexOf(id, sort, view);
  }

  #indexOf(id: string, sort: Sort, view: RowsView | undefined): number | undefined {
    const { results } = this.searches;
    return view ? results.list(sort, view).indexOf(id) : results.indexOf(id, sort);
  }

  async timeline(ask: TimelineAsk): Promise<TimelineAnswer> {
    return this.searches.results.timeline(ask);
  }

  async neighbour(id: string, direction: "previous" | "next"): Promise<string | undefined> {
    return this.searches.results.neighbour(id, direction);
  }

  async event(id: string): Promise<CloudTrailEvent | undefined> {
    return this.searches.results.event(id) ?? this.searches.beside.event(id);
  }

  async session(event: CloudTrailEvent): Promise<SessionPlace | undefined> {
    return this.searches.results.session(event.id);
  }

  async values(field: FilterField): Promise<readonly SeenValue[]> {
    return this.searches.results.values(field);
  }

  async count(field: FilterField, value: string): Promise<number> {
    return this.searches.results.count(field, value);
  }

  /** The results of this moment: a search that begins meanwhile has results of its own. */
  all(sort: Sort): ReturnType<PanelResults["all"]> {
    const { results } = this.searches;
    return { count: results.size, portions: portions(results.all(sort)) };
  }
}

/** Events that arrive while a search runs shift the ones after them, which makes those come again; here they come once. */
async function* portions(
  events: Iterable<CloudTrailEvent>,
): AsyncGenerator<readonly CloudTrailEvent[], void, undefined> {
  const seen = new Set<string>();
  let portion: CloudTrailEvent[] = [];
  for (const event of events) {
    if (seen.has(event.id)) continue;
    seen.add(event.id);
    portion.push(event);
    if (portion.length < portionSize) continue;
    yield portion;
    portion = [];
  }
  yield portion;
}

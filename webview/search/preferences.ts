import type { Column, GroupBy, Sort } from "../../src/shared/searchData.js";
import { Store } from "../ui/store.js";
import type { PageState } from "./pageState.js";

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** How the person set the page up; kept over its lives. */
export interface Settings {
  readonly utc: boolean;
  readonly sort: Sort;
  readonly widths: Partial<Record<Column, number>>;
  readonly groupBy: GroupBy;
  readonly laneBy: GroupBy | undefined;
  readonly view: Span | undefined;
  readonly typed: string;
  readonly topRow: number;
  readonly detailWidth: number | undefined;
  readonly timelineFolded: boolean;
  /** Consecutive rows of one deployment, run or stretch of work stand under one row. */
  readonly fold: boolean;
  /** Failed calls that were retried are in the list too. */
  readonly retries: boolean;
}

const fresh: Settings = {
  utc: false,
  sort: { column: "time", descending: true },
  widths: {},
  groupBy: "outcome",
  laneBy: "actor",
  view: undefined,
  typed: "",
  topRow: 0,
  detailWidth: undefined,
  timelineFolded: false,
  fold: false,
  retries: false,
};

const toSettings = ({
  typed,
  topRow,
  detailWidth,
  timelineFolded,
  fold,
  retries,
  ...kept
}: PageState): Settings => ({
  utc: kept.utc,
  sort: kept.sort,
  widths: kept.widths,
  groupBy: kept.groupBy,
  laneBy: kept.laneBy,
  view: kept.view,
  typed: typed ?? "",
  topRow: topRow ?? 0,
  detailWidth,
  timelineFolded: timelineFolded ?? false,
  fold: fold ?? false,
  retries: retries ?? false,
});

export class Preferences extends Store {
  #settings: Settings;

  constructor(kept: PageState | undefined) {
    super();
    this.#settings = kept ? toSettings(kept) : fresh;
  }

  get now(): Settings {
    return this.#settings;
  }

  set(change: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...change };
    this.changed();
  }
}

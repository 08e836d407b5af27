import type { PanelState } from "../../src/shared/searchPanel.js";
import type { Column, GroupBy, Sort } from "../../src/shared/searchData.js";

/** What the page keeps beyond what the host needs of it. */
export interface PageState extends PanelState {
  /** What stood in the input and was not searched for yet. */
  readonly typed?: string;
  /** Position of the first row in sight. */
  readonly topRow?: number;
  /** Width of the detail pane, CSS pixels. */
  readonly detailWidth?: number;
  readonly timelineFolded?: boolean;
  readonly fold?: boolean;
  readonly retries?: boolean;
  /** Questions to come back to, the last one last. */
  readonly way?: readonly Step[];
}

/** A question that was left for another one, and how its answer was looked at. */
export interface Step {
  readonly text: string;
  readonly sort: Sort;
  readonly laneBy: GroupBy | undefined;
  readonly selectedId: string | undefined;
}

export const columns: readonly Column[] = [
  "time",
  "actor",
  "event",
  "resource",
  "via",
  "from",
  "region",
  "account",
  "outcome",
];
export const groupings: readonly GroupBy[] = [
  "outcome",
  "actor",
  "service",
  "event",
  "region",
  "via",
  "session",
];

type Unknown = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((each) => each === value);

/**
 * State as `getState` gave it back. It may have been written by another version of the page:
 * what does not fit falls back to how a new page starts, part by part.
 */
export function readState(kept: unknown): PageState | undefined {
  if (!isRecord(kept) || kept.version !== 1 || typeof kept.text !== "string") return undefined;
  return {
    version: 1,
    text: kept.text,
    searched: kept.searched === true,
    selectedId: typeof kept.selectedId === "string" ? kept.selectedId : undefined,
    utc: kept.utc === true,
    sort: readSort(kept.sort),
    widths: readWidths(kept.widths),
    groupBy: oneOf(groupings, kept.groupBy) ?? "outcome",
    laneBy: oneOf(groupings, kept.laneBy),
    view: readView(kept.view),
    ...(typeof kept.folder === "string" ? { folder: kept.folder } : {}),
    ...readExtras(kept),
  };
}

/** What only this page keeps. */
const readExtras = ({ typed, topRow, detailWidth, ...kept }: Unknown): Partial<PageState> => ({
  timelineFolded: kept.timelineFolded === true,
  fold: kept.fold === true,
  retries: kept.retries === true,
  way: Array.isArray(kept.way) ? kept.way.flatMap(readStep) : [],
  ...(typeof typed === "string" ? { typed } : {}),
  ...(isNumber(topRow) ? { topRow } : {}),
  ...(isNumber(detailWidth) ? { detailWidth } : {}),
});

function readStep(kept: unknown): readonly Step[] {
  if (!isRecord(kept) || typeof kept.text !== "string") return [];
  const selectedId = typeof kept.selectedId === "string" ? kept.selectedId : undefined;
  return [{ text: kept.text, sort: readSort(kept.sort), laneBy: oneOf(groupings, kept.laneBy), selectedId }];
}

function readSort(kept: unknown): Sort {
  const column = isRecord(kept) ? oneOf(columns, kept.column) : undefined;
  return column && isRecord(kept)
    ? { column, descending: kept.descending === true }
    : { column: "time", descending: true };
}

function readView(kept: unknown): PageState["view"] {
  if (!isRecord(kept) || !isNumber(kept.fromMs) || !isNumber(kept.toMs)) return undefined;
  return kept.fromMs < kept.toMs ? { fromMs: kept.fromMs, toMs: kept.toMs } : undefined;
}

function readWidths(kept: unknown): Partial<Record<Column, number>> {
  if (!isRecord(kept)) return {};
  const widths: Partial<Record<Column, number>> = {};
  for (const column of columns) {
    const width = kept[column];
    if (isNumber(width) && width > 0) widths[column] = width;
  }
  return widths;
}

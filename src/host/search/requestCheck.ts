import { Failure } from "../../core/base/failure.js";
import { isObject } from "../../core/base/json.js";
import type { FilterField, TimeRange } from "../../core/search/query.js";
import type { RowsView } from "../../core/search/listRows.js";
import type { Column, Sort } from "../../core/search/row.js";
import type { GroupBy, TimelineAsk } from "../../core/timeline/timeline.js";
import type {
  CopyForm,
  ExportFormat,
  PanelAction,
  PanelState,
  QueryChange,
  RowsAsk,
  SearchPanelMethods,
} from "../../shared/searchPanel.js";
import {
  byKind,
  either,
  isBoolean,
  isCount,
  isFiniteNumber,
  listOf,
  oneOf,
  optional,
  shape,
  textUpTo,
  wordOf,
  type Guard,
} from "./guards.js";

type Arg<K extends keyof SearchPanelMethods> = Parameters<SearchPanelMethods[K]>[0];

const isQueryText = textUpTo(20_000);
const isId = textUpTo(2_000);
const isName = textUpTo(2_000);

const isField = wordOf<FilterField>({
  user: 0,
  event: 0,
  service: 0,
  resource: 0,
  type: 0,
  key: 0,
  session: 0,
  access: 0,
  error: 0,
  ip: 0,
  via: 0,
  outcome: 0,
  mark: 0,
  id: 0,
  request: 0,
  recipient: 0,
});

const isColumn = wordOf<Column>({
  time: 0,
  actor: 0,
  event: 0,
  resource: 0,
  via: 0,
  from: 0,
  region: 0,
  account: 0,
  outcome: 0,
});

const isGroupBy = wordOf<GroupBy>({
  outcome: 0,
  actor: 0,
  service: 0,
  event: 0,
  region: 0,
  via: 0,
  session: 0,
});
const isCopyForm = wordOf<CopyForm>({ row: 0, json: 0, command: 0, id: 0 });
const isExportFormat = wordOf<ExportFormat>({ csv: 0, json: 0, jsonl: 0 });
const isSort = shape<Sort>({ column: isColumn, descending: isBoolean });

const isView = shape<RowsView>({ fold: isBoolean, open: listOf(isId, 10_000), retries: isBoolean });

const isRange = byKind<TimeRange>({
  last: shape({ ms: isFiniteNumber }),
  exact: shape({ fromMs: isFiniteNumber, toMs: isFiniteNumber }),
});

const isChange = byKind<QueryChange>({
  add: shape({ field: either(isField, oneOf("text")), value: isQueryText, negated: isBoolean }),
  type: shape({ typed: isQueryText }),
  remove: shape({ index: isCount }),
  range: shape({ range: isRange }),
  accounts: shape({ values: listOf(isName, 1_000) }),
  regions: shape({ values: listOf(isName, 1_000) }),
  clear: shape({}),
});

const isAction = byKind<PanelAction>({
  "sign-in": shape({ account: isName }),
  "open-config": shape({ account: isName }),
  "explore-sample": shape({}),
  retry: shape({}),
  "trust-workspace": shape({}),
  "show-log": shape({}),
  "open-as-text": shape({}),
});

const isNothing: Guard<Record<string, never>> = (value): value is Record<string, never> => shape({})(value);

const checks: { readonly [K in Exclude<keyof SearchPanelMethods, "open">]: Guard<Arg<K>> } = {
  parse: shape({ text: isQueryText }),
  edit: shape({ text: isQueryText, change: isChange }),
  suggest: shape({ text: isQueryText, caret: isCount }),
  regions: shape({ account: isName }),
  search: shape({ text: isQueryText }),
  stop: isNothing,
  answer: isNothing,
  rows: shape<RowsAsk>({
    sort: isSort,
    view: optional(isView),
    start: isCount,
    count: isCount,
    anchorId: optional(isId),
    anchorOffset: optional(isFiniteNumber),
  }),
  indexOf: shape({ id: isId, sort: isSort, view: optional(isView) }),
  timeline: shape<TimelineAsk>({
    fromMs: isFiniteNumber,
    toMs: isFiniteNumber,
    bins: isCount,
    groupBy: isGroupBy,
    laneBy: optional(isGroupBy),
    maxLanes: isCount,
    maxMarks: isCount,
  }),
  detail: shape({ id: isId }),
  neighbour: shape({ id: isId, direction: oneOf("previous", "next") }),
  sessionOf: shape({ id: isId }),
  openRaw: shape({ id: isId }),
  comparePrevious: shape({ id: isId }),
  goToTemplate: shape({ id: isId }),
  selectForCompare: shape({ id: isId }),
  compareSelected: shape({ id: isId }),
  findSession: shape({ id: isId }),
  copy: shape({ ids: listOf(isId, 10_000), as: isCopyForm }),
  copyText: shape({ text: textUpTo(2_000_000) }),
  exportShown: shape({ format: isExportFormat, sort: isSort }),
  saveSearch: shape({ text: isQueryText }),
  openPanel: shape({ text: isQueryText }),
  act: shape({ action: isAction }),
};

/** State a page kept; it may come from another version of the extension, so what does not fit counts as none. */
const isPanelState = shape<PanelState>({
  version: (value): value is 1 => value === 1,
  text: isQueryText,
  utc: isBoolean,
  sort: isSort,
  widths: shape<PanelState["widths"]>({
    time: optional(isFiniteNumber),
    actor: optional(isFiniteNumber),
    event: optional(isFiniteNumber),
    resource: optional(isFiniteNumber),
    via: optional(isFiniteNumber),
    from: optional(isFiniteNumber),
    region: optional(isFiniteNumber),
    account: optional(isFiniteNumber),
    outcome: optional(isFiniteNumber),
  }),
  selectedId: optional(isId),
  folder: optional(isQueryText),
  groupBy: isGroupBy,
  laneBy: optional(isGroupBy),
  view: optional(shape({ fromMs: isFiniteNumber, toMs: isFiniteNumber })),
  searched: isBoolean,
});

/**
 * The argument of a method, or a Failure `panel/bad-request`. What the page sends is not trusted:
 * it shows what others wrote into the events.
 */
export function checkedArg<K extends keyof SearchPanelMethods>(name: K, arg: unknown): Arg<K>;
export function checkedArg(name: keyof SearchPanelMethods, arg: unknown): unknown {
  if (name === "open") return { state: keptState(arg) };
  if (!checks[name](arg)) throw badRequest(name);
  return arg;
}

function keptState(arg: unknown): PanelState | undefined {
  if (!isObject(arg)) throw badRequest("open");
  return isPanelState(arg.state) ? arg.state : undefined;
}

/** Names the method and never repeats the argument, which can be of any size and content. */
export const badRequest = (name: string): Failure =>
  new Failure(
    "panel/bad-request",
    `The search page asked for "${name.slice(0, 40)}" in a way that is not understood.`,
  );

/** The methods with their arguments checked at the entry of each. */
export function checked(methods: SearchPanelMethods): SearchPanelMethods {
  const guarded = Object.entries(methods).map(([name, run]) => [
    name,
    (arg: unknown, signal: AbortSignal) =>
      Promise.resolve((run as Run)(checkedArg(name as keyof SearchPanelMethods, arg), signal)),
  ]);
  return Object.fromEntries(guarded) as SearchPanelMethods;
}

type Run = (arg: unknown, signal: AbortSignal) => Promise<unknown>;

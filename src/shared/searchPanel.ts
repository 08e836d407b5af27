import type { GroupSummary } from "../core/events/groups/group.js";
import type { ListRow, RowsView } from "../core/search/listRows.js";
import type { Column, Row, Sort } from "../core/search/row.js";
import type { FilterField, QueryEdit, QueryProblem, TimeRange } from "../core/search/query.js";
import type { Asked } from "../core/search/asked.js";
import type { GroupBy, TimelineAnswer, TimelineAsk } from "../core/timeline/timeline.js";
import type { ChangeClass, Mark } from "../core/events/insight.js";

/**
 * What the search page asks of the host. Plain data only. Every method answers or fails with a `WireError`.
 * The host pushes nothing but `changed`; the page then asks again for what it shows.
 */
export interface SearchPanelMethods {
  /** The page's first call; `state` is what it kept from an earlier life. */
  open(arg: { readonly state: PanelState | undefined }, signal: AbortSignal): Promise<PanelSetup>;
  /** Reads a query line without searching. */
  parse(arg: { readonly text: string }, signal: AbortSignal): Promise<ParsedQuery>;
  /** Changes one part of a query line and returns the whole in canonical form. */
  edit(
    arg: { readonly text: string; readonly change: QueryChange },
    signal: AbortSignal,
  ): Promise<ParsedQuery>;
  suggest(
    arg: { readonly text: string; readonly caret: number },
    signal: AbortSignal,
  ): Promise<readonly Suggestion[]>;
  regions(arg: { readonly account: string }, signal: AbortSignal): Promise<readonly Choice[]>;
  /** Starts a search and stops the one before. Resolves once it is under way; follow it by `answer`. */
  search(arg: { readonly text: string }, signal: AbortSignal): Promise<void>;
  stop(arg: Record<string, never>, signal: AbortSignal): Promise<void>;
  answer(arg: Record<string, never>, signal: AbortSignal): Promise<Answer>;
  rows(arg: RowsAsk, signal: AbortSignal): Promise<RowsAnswer>;
  /** Where an event stands in a sort order; undefined when it is not among the results. */
  indexOf(
    arg: { readonly id: string; readonly sort: Sort; readonly view?: RowsView },
    signal: AbortSignal,
  ): Promise<number | undefined>;
  timeline(arg: TimelineAsk, signal: AbortSignal): Promise<TimelineAnswer>;
  detail(arg: { readonly id: string }, signal: AbortSignal): Promise<EventDetail>;
  /** The previous (older) or next (newer) change of the same resource. */
  neighbour(
    arg: { readonly id: string; readonly direction: "previous" | "next" },
    signal: AbortSignal,
  ): Promise<string | undefined>;
  /** The query line for everything the event's session did; undefined when the event belongs to none. */
  sessionOf(arg: { readonly id: string }, signal: AbortSignal): Promise<string | undefined>;
  /** Opens the raw record in an editor tab. */
  openRaw(arg: { readonly id: string }, signal: AbortSignal): Promise<void>;
  /** Opens the change before this event beside it, from the results or the archive; says so when there is none. */
  comparePrevious(arg: { readonly id: string }, signal: AbortSignal): Promise<void>;
  /** Opens the block of the event's resource in a template of the workspace; says so when there is none. */
  goToTemplate(arg: { readonly id: string }, signal: AbortSignal): Promise<void>;
  /** Keeps an event as one side of a comparison; resolves to what it is called. */
  selectForCompare(arg: { readonly id: string }, signal: AbortSignal): Promise<string>;
  /** Opens this event beside the one that was selected. */
  compareSelected(arg: { readonly id: string }, signal: AbortSignal): Promise<void>;
  /**
   * Looks in the archive for the calls that began the sessions behind an event; ask for its detail again afterwards.
   * Resolves to what to say when nothing was found.
   */
  findSession(arg: { readonly id: string }, signal: AbortSignal): Promise<string | undefined>;
  copy(arg: { readonly ids: readonly string[]; readonly as: CopyForm }, signal: AbortSignal): Promise<void>;
  copyText(arg: { readonly text: string }, signal: AbortSignal): Promise<void>;
  /** Saves what is shown; resolves to the file's name, or undefined when the person closed the dialog. */
  exportShown(
    arg: { readonly format: ExportFormat; readonly sort: Sort },
    signal: AbortSignal,
  ): Promise<string | undefined>;
  saveSearch(arg: { readonly text: string }, signal: AbortSignal): Promise<void>;
  /** Opens another panel with this query line. */
  openPanel(arg: { readonly text: string }, signal: AbortSignal): Promise<void>;
  /** The next step offered with a failure or an empty answer. */
  act(arg: { readonly action: PanelAction }, signal: AbortSignal): Promise<void>;
}

/** What the page keeps in `setState`, so that a destroyed page comes back as it was. */
export interface PanelState {
  readonly version: 1;
  readonly text: string;
  readonly utc: boolean;
  readonly sort: Sort;
  readonly widths: Partial<Record<Column, number>>;
  readonly selectedId: string | undefined;
  readonly groupBy: GroupBy;
  readonly laneBy: GroupBy | undefined;
  /** The zoomed window; undefined for all of the query's range. */
  readonly view: { readonly fromMs: number; readonly toMs: number } | undefined;
  /** True once a search was started, so that coming back runs it again. */
  readonly searched: boolean;
  /** Path of the log folder that is shown. */
  readonly folder?: string;
}

export interface PanelSetup {
  readonly query: ParsedQuery;
  readonly accounts: readonly Choice[];
  /** BCP 47 tag for dates and numbers. */
  readonly locale: string;
  readonly utc: boolean;
  /** True when the page should start the query by itself (opened from a node, a link, or coming back). */
  readonly searchNow: boolean;
  readonly savedState: PanelState | undefined;
  /** What the event that was selected for comparing is called; undefined when none was. */
  readonly selectedForCompare: string | undefined;
  /** Set when the panel shows a file rather than accounts. */
  readonly file: { readonly name: string } | undefined;
  /** Set when the panel shows a log folder. */
  readonly folder: { readonly name: string; readonly path: string } | undefined;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description: string;
  readonly selected: boolean;
}

export interface ParsedQuery {
  /** The whole query as one line, in canonical form. */
  readonly text: string;
  readonly range: TimeRange;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly chips: readonly Chip[];
  readonly problems: readonly QueryProblem[];
}

/** One filter or free-text word; `index` names it to `edit`. */
export interface Chip {
  readonly index: number;
  readonly text: string;
  readonly field: FilterField | "text";
  readonly value: string;
  readonly negated: boolean;
}

/** One change of the query line, as the core makes it. */
export type QueryChange = QueryEdit;

export interface Suggestion {
  /** Replaces the text between `from` and `to`. */
  readonly insert: string;
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly description: string;
}

export type PanelAction =
  | { readonly kind: "sign-in"; readonly account: string }
  | { readonly kind: "open-config"; readonly account: string }
  | { readonly kind: "explore-sample" }
  /** Searches once more for what was searched last. */
  | { readonly kind: "retry" }
  | { readonly kind: "trust-workspace" }
  | { readonly kind: "show-log" }
  /** Shows the panel's file in VS Code's own editor. */
  | { readonly kind: "open-as-text" };

export interface Answer {
  readonly state: "idle" | "running" | "done" | "stopped" | "failed";
  /** Grows with every change of the rows; the same number means the same rows. */
  readonly revision: number;
  readonly shown: number;
  readonly counts: Readonly<Record<ChangeClass, number>>;
  /** Failed calls that soon were made again and succeeded; the list leaves them out unless it is asked for them. */
  readonly retries: number;
  /** Deployments and runs of tools that changed something. */
  readonly deployments: number;
  readonly asked: Asked | undefined;
  /** 0 to 1 over all scopes by time covered. */
  readonly progress: number;
  readonly elapsedMs: number;
  /** Why events may be missing from this answer, most likely reason first; in the user's language. */
  readonly caveats: readonly Caveat[];
  /** Failures of the whole search or of single scopes, each with the next step. */
  readonly problems: readonly AnswerProblem[];
  /** Time span of the rows, for the timeline. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Caveat {
  readonly text: string;
  readonly change: QueryChange | undefined;
  /** Button text for `change`; a verb. */
  readonly changeLabel: string | undefined;
}

export interface AnswerProblem {
  readonly code: string;
  readonly message: string;
  readonly action: PanelAction | undefined;
  readonly actionLabel: string | undefined;
}

/** A window of rows: by position, or so that `anchorId` stays `anchorOffset` rows below the window's start. */
export interface RowsAsk {
  readonly sort: Sort;
  /** Without it every event is a row. */
  readonly view?: RowsView;
  readonly start: number;
  readonly count: number;
  readonly anchorId?: string;
  readonly anchorOffset?: number;
}

export interface RowsAnswer {
  readonly revision: number;
  readonly total: number;
  readonly start: number;
  readonly rows: readonly ListRow[];
}

export type CopyForm = "row" | "json" | "command" | "id";
export type ExportFormat = "csv" | "json" | "jsonl";

export interface EventDetail {
  readonly row: Row;
  /** What a person would say; the time in it is relative. */
  readonly sentence: string;
  readonly facts: readonly Fact[];
  /** From the human outward to what the service saw. */
  readonly chain: readonly string[];
  /** How the credentials came about, when they were taken over from somebody. */
  readonly roles: RoleChainView | undefined;
  readonly viaGrounds: string;
  readonly marks: readonly Mark[];
  /** Parsed request and response, to be shown as trees; undefined when the record has none. */
  readonly request: unknown;
  readonly response: unknown;
  readonly related: readonly Related[];
  /** Undefined when the event belongs to no session. */
  readonly session: SessionPlace | undefined;
}

/** Where an event stands in its session. */
export interface SessionPlace {
  /** 1 for the first. */
  readonly position: number;
  readonly session: GroupSummary;
  /** False when the question left out other events of the session, or when the search has not ended. */
  readonly isWhole: boolean;
}

/** The sessions behind an event's credentials, from the first caller on. */
export interface RoleChainView {
  readonly steps: readonly RoleStep[];
  /** Who the event itself was made as. */
  readonly here: string;
  /** The first caller, when it is another one than the event names and nothing before is missing. */
  readonly human: string | undefined;
  /** True when a step rests on a session's name alone. */
  readonly possibly: boolean;
  /** Key of a session whose beginning is not among the loaded events. */
  readonly missingKey: string | undefined;
}

/** A call that began a session, or the copy of a call in the log of its caller's account. */
export interface RoleStep {
  /** The call's event. */
  readonly id: string;
  readonly timeMs: number;
  readonly caller: string;
  readonly callerNote: string;
  readonly callerAccount: string;
  /** `AssumeRole`. */
  readonly call: string;
  /** Role and session, `Deploy/alice`; empty for a session of the caller's own and for a copy. */
  readonly became: string;
  /** Account id the session acts in. */
  readonly account: string;
  /** Key of what was called in the session. */
  readonly keyId: string;
  readonly grounds: "same key" | "session name" | "same call";
}

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** Present when the value can be filtered by. */
  readonly field: FilterField | undefined;
}

export interface Related {
  readonly label: string;
  /** Query line that finds them. */
  readonly text: string;
  /** How many of them are among the results already. */
  readonly here: number;
}

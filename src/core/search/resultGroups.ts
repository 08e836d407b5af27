import type { GroupSummary } from "../events/groups/group.js";
import { groupGapMs, groupKeyOf, kindOfKey } from "../events/groups/groupKey.js";
import { Spans, type Span } from "../events/groups/spans.js";
import { keyGapMs, sessionKeyOf } from "../events/sessions/sessionKey.js";
import type { CloudTrailEvent } from "../events/event.js";
import type { Insight, ViaTool } from "../events/insight.js";
import type { Placing, RowColumns } from "./rowColumns.js";

/** What belongs together among the results: deployments, runs of tools, work in the console, sessions. */
export class ResultGroups {
  readonly #spans = new Spans();

  constructor(private readonly columns: RowColumns) {}

  /** Session and group key of an event, and what to call with its place once it has one. */
  placing(event: CloudTrailEvent, insight: Insight): Placing & { readonly join: (place: number) => void } {
    const session = sessionKeyOf(event)?.value ?? "";
    const key = groupKeyOf(event, insight.via.tool, session);
    if (!key) return { session, group: "", join: nothing };
    const isChange = insight.change.class === "changed";
    const join = (place: number): void => {
      const name = key.stack === undefined ? undefined : this.columns.code(key.stack);
      const joining = { place, timeMs: event.timeMs, isChange, name };
      this.#spans.add(this.columns.code(key.text), groupGapMs[key.kind], joining);
    };
    return { session, group: key.text, join };
  }

  /** The group of the event at a place; undefined when it has none. */
  at(place: number): Span | undefined {
    const code = this.columns.codes("group")[place] ?? 0;
    return this.columns.texts[code] === "" ? undefined : this.#spans.at(code, this.columns.timeMs(place));
  }

  /** How many deployments and runs changed something. */
  deployments(): number {
    let count = 0;
    for (const [code, span] of this.#spans.all())
      if (span.changes > 0 && kindOfKey(this.columns.texts[code] ?? "") !== "console") count++;
    return count;
  }

  summary(span: Span): GroupSummary {
    const { columns } = this;
    const key = columns.text("group", span.lead);
    const kind = kindOfKey(key);
    return {
      kind,
      tool: kind === "cloudformation" ? "CloudFormation" : (columns.text("via", span.lead) as ViaTool),
      names: span.names.map((code) => columns.texts[code] ?? "").sort(),
      actor: columns.text("actor", span.lead),
      actorNote: columns.text("actorNote", span.lead),
      fromMs: span.fromMs,
      toMs: span.toMs,
      events: span.events,
      changes: span.changes,
    };
  }

  /**
   * The calls of the session a place belongs to, as places by time; those of a long-lived key only as far as no long
   * gap parts them from it. Empty when the event has no session.
   */
  session(place: number, order: Uint32Array): readonly number[] {
    const codes = this.columns.codes("session");
    const code = codes[place] ?? 0;
    const value = this.columns.texts[code] ?? "";
    if (value === "") return [];
    const members: number[] = [];
    for (const each of order) if (codes[each] === code) members.push(each);
    return value.startsWith("AKIA") ? this.#stretch(members, place) : members;
  }

  #stretch(members: readonly number[], place: number): readonly number[] {
    const gap = (at: number): number =>
      this.columns.timeMs(members[at] ?? 0) - this.columns.timeMs(members[at - 1] ?? 0);
    const own = members.indexOf(place);
    let from = own;
    while (from > 0 && gap(from) < keyGapMs) from--;
    let end = own + 1;
    while (end < members.length && gap(end) < keyGapMs) end++;
    return members.slice(from, end);
  }

  /** What is known of some calls of one session, given by time. */
  sessionSummary(members: readonly number[]): GroupSummary | undefined {
    const [first] = members;
    const last = members.at(-1);
    if (first === undefined || last === undefined) return undefined;
    const { columns } = this;
    return {
      kind: "session",
      tool: columns.text("via", first) as ViaTool,
      names: [columns.text("session", first)],
      actor: columns.text("actor", first),
      actorNote: columns.text("actorNote", first),
      fromMs: columns.timeMs(first),
      toMs: columns.timeMs(last),
      events: members.length,
      changes: members.filter((place) => columns.text("outcome", place) === "changed").length,
    };
  }
}

const nothing = (): void => undefined;

import { compareText, compareTitle, type Side } from "../../core/events/compare/compareText.js";
import type { CloudTrailEvent } from "../../core/events/event.js";
import type { Explain } from "../../core/events/explain.js";
import type { Archive } from "../../core/search/archive.js";
import { previousQuery, searchPrevious, type Place } from "../../core/search/previousChange.js";
import { historyMs } from "../../core/search/window.js";
import type { EventText } from "./ports.js";
import { recordFileName } from "./rawRecords.js";

export interface LastChangeAsk {
  readonly archive: Archive;
  /** Of the event. */
  readonly id: string;
  readonly place: Place;
  readonly explain: Explain;
  readonly locale: string;
  readonly utc: boolean;
}

/** A change and the one before it as texts to compare; `older` is missing when event history has none. */
export interface LastChange {
  readonly newer: EventText;
  readonly older: EventText | undefined;
  readonly title: string;
}

/** Looks for an event by its id and for the change of the same thing before it; undefined when it is gone. */
export async function lastChange(ask: LastChangeAsk, signal: AbortSignal): Promise<LastChange | undefined> {
  const { archive, place, explain, locale, utc } = ask;
  const event = await eventById(ask, signal);
  if (!event) return undefined;
  const later: Side = { event, insight: explain(event) };
  const tools = { signal, explain, report: () => undefined };
  const { found } = await searchPrevious(archive, previousQuery(later, place, undefined), later, tools);
  if (!found) return { newer: textOf(later), older: undefined, title: "" };
  const earlier: Side = { event: found, insight: explain(found) };
  return {
    newer: textOf(later),
    older: textOf(earlier),
    title: compareTitle(earlier, later, { locale, utc }),
  };
}

async function eventById(
  { archive, id, place }: LastChangeAsk,
  signal: AbortSignal,
): Promise<CloudTrailEvent | undefined> {
  const query = {
    ...place,
    range: { kind: "last", ms: historyMs } as const,
    filters: [{ field: "id", value: id, negated: false } as const],
    words: [],
  };
  for await (const { events } of archive.search(query, signal)) if (events[0]) return events[0];
  return undefined;
}

const textOf = ({ event, insight }: Side): EventText => ({
  id: event.id,
  name: recordFileName(event),
  text: compareText(event, insight),
});

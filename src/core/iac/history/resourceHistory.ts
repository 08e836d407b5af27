import { kindOfType } from "../../events/naming/kind.js";
import { parseArn } from "../../events/naming/arn.js";
import type { FailureCode } from "../../base/failure.js";
import type { Interval } from "../../search/lookup.js";
import { mergeEntries } from "./historyAnswer.js";
import type { EntryResource, HistoryEntry } from "./historyEntry.js";
import type { HistorySubject } from "./historySubject.js";

/** What is known of a resource's changes at this moment. */
export interface ResourceHistory {
  readonly subject: HistorySubject;
  /**
   * `waiting`: nothing is known yet. `partial`: some lookups are answered. `complete`: all are. `failed`: the last
   * lookup failed; what was known before stays.
   */
  readonly state: "waiting" | "partial" | "complete" | "failed";
  /** Successful changes of the resource itself, newest first. */
  readonly changes: readonly HistoryEntry[];
  /** Denied and failed calls on it. */
  readonly refused: readonly HistoryEntry[];
  /** Changes of other things in which it is named. */
  readonly mentions: readonly HistoryEntry[];
  readonly asked: HistoryAsked;
  readonly failure?: { readonly code: FailureCode; readonly message: string };
}

/** What was really asked, for tooltips and above all for empty answers. */
export interface HistoryAsked {
  /** Lookups in the form `ResourceName=orders`, in their order, those that were answered. */
  readonly lookups: readonly string[];
  /** The stretch that is known; epoch milliseconds. Undefined before the first answer. */
  readonly window: Interval | undefined;
  /** Age of the oldest answer in use. */
  readonly asOfMs: number | undefined;
  /** More events exist than were fetched. */
  readonly isCut: boolean;
  /** Folders and files that had something to say. */
  readonly archives: readonly string[];
}

/** Divides events that mention a resource's names into its changes, its refused calls and mere mentions. */
export function divideEntries(
  subject: HistorySubject,
  lists: readonly (readonly HistoryEntry[])[],
): Pick<ResourceHistory, "changes" | "refused" | "mentions"> {
  const isSubject = subjectTest(subject);
  const changes: HistoryEntry[] = [];
  const refused: HistoryEntry[] = [];
  const mentions: HistoryEntry[] = [];
  for (const entry of mergeEntries(lists)) {
    const place = isSubject(entry);
    if (place === undefined) continue;
    if (place === "mentioned") {
      if (entry.outcome === "changed") mentions.push(entry);
    } else if (entry.outcome === "changed") changes.push(entry);
    else if (entry.outcome === "denied" || entry.outcome === "failed") refused.push(entry);
  }
  return { changes, refused, mentions };
}

/**
 * Whether an event acted on the resource or merely names it; undefined when it means another one, of the same name but
 * another kind: LookupEvents looks for a name, whatever has it.
 */
export function subjectTest(
  subject: HistorySubject,
): (entry: HistoryEntry) => "subject" | "mentioned" | undefined {
  const forms = new Set(subject.names.flatMap(formsOf));
  const kind = kindOfType(subject.type);
  const service = subject.type.split("::")[1] ?? "";
  const own = new Set(subject.eventNames);
  const isKind = ({ type }: EntryResource): boolean =>
    type === "" || type === subject.type || (kind !== undefined && kindOfType(type) === kind);
  const isNamed = ({ id, arn }: EntryResource): boolean =>
    forms.has(id) || (arn !== undefined && forms.has(arn));
  return (entry) => {
    if (subject.isPart && !own.has(entry.name)) return undefined;
    const named = entry.resources.filter(isNamed);
    if (named.some((resource) => resource.isSubject && isKind(resource))) return "subject";
    if (named.some(isKind)) return own.has(entry.name) ? "subject" : "mentioned";
    return named.some(({ type }) => type.split("::")[1] === service) ? "mentioned" : undefined;
  };
}

/** A name in the forms the event model may give it: ARNs and queue URLs also by the name in them. */
function formsOf(name: string): readonly string[] {
  const arn = parseArn(name);
  if (arn) return [name, arn.name];
  const queue = /^https:\/\/[^/]+\/\d+\/([^/]+)$/.exec(name)?.[1];
  return queue === undefined ? [name] : [name, queue];
}

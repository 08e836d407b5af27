import type { Failure } from "../../base/failure.js";
import type { Interval } from "../../search/lookup.js";
import type { ArchiveAnswer } from "./historyAnswer.js";
import { lookupsOf, type HistorySubject } from "./historySubject.js";
import type { LookupState, LookupStates } from "./lookupStates.js";
import { divideEntries, type HistoryAsked, type ResourceHistory } from "./resourceHistory.js";

interface AtHand {
  readonly answers: readonly { readonly name: string; readonly answer: ArchiveAnswer }[];
  readonly failure: Failure | undefined;
}

/**
 * A resource's history from everything that was answered so far. `trouble` is what keeps its account and Region from
 * being asked; it counts as long as an answer is missing.
 */
export function historyFrom(
  subject: HistorySubject,
  lookups: LookupStates,
  atHand: AtHand,
  trouble: Failure | undefined,
): ResourceHistory {
  const { first, fallback } = lookupsOf(subject);
  const known = (attributes: typeof first): readonly LookupState[] =>
    attributes.flatMap((attribute) => lookups.get(subject.scope, attribute) ?? []);
  const firstStates = known(first);
  const states = [...firstStates, ...known(fallback)];
  const divided = divideEntries(subject, [
    ...states.map(({ answer }) => answer?.entries ?? []),
    ...atHand.answers.map(({ answer }) => answer.entries),
  ]);
  const needed = divided.changes.length > 0 || fallback.length === 0 ? firstStates : states;
  const expected = divided.changes.length > 0 ? first.length : first.length + fallback.length;
  const isMissing = needed.filter(({ answer }) => answer).length < expected;
  const troubleOfMissing = isMissing ? trouble : undefined;
  const failure = states.find((state) => state.failure)?.failure ?? atHand.failure ?? troubleOfMissing;
  return {
    subject,
    state: stateOf(needed, expected, atHand, failure),
    ...divided,
    asked: askedOf(states, atHand),
    ...(failure && { failure: { code: failure.code, message: failure.message } }),
  };
}

function stateOf(
  states: readonly LookupState[],
  expected: number,
  { answers }: AtHand,
  failure: Failure | undefined,
): ResourceHistory["state"] {
  const answered = states.filter(({ answer }) => answer).length;
  if (answered >= expected) return failure ? "failed" : "complete";
  if (failure) return "failed";
  return answered > 0 || answers.length > 0 ? "partial" : "waiting";
}

function askedOf(states: readonly LookupState[], { answers: archives }: AtHand): HistoryAsked {
  const answered = states.filter(({ answer }) => answer);
  const answers = answered.flatMap(({ answer }) => answer ?? []);
  return {
    lookups: answered.map(({ attribute }) => `${attribute.key}=${attribute.value}`),
    window: commonWindow([...answers, ...archives.map(({ answer }) => answer)].map(({ window }) => window)),
    asOfMs: answers.length === 0 ? undefined : Math.min(...answers.map(({ askedMs }) => askedMs)),
    isCut: answers.some(({ isCut }) => isCut),
    archives: archives.map(({ name }) => name),
  };
}

/** What every answer covers; with archives of another time nothing may be common, then the first one's. */
function commonWindow(windows: readonly Interval[]): Interval | undefined {
  const [first] = windows;
  if (!first) return undefined;
  const fromMs = Math.max(...windows.map((window) => window.fromMs));
  const toMs = Math.min(...windows.map((window) => window.toMs));
  return fromMs < toMs ? { fromMs, toMs } : first;
}

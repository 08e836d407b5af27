import { english, type Translate } from "../base/translate.js";
import type { Asked, AskedFolder, AskedScope } from "./asked.js";
import { isDataEvent } from "./apiNames.js";
import type { Query, QueryEdit } from "./query.js";
import { parseQuery } from "./queryText.js";
import { dayMs } from "./queryTime.js";
import { historyMs } from "./window.js";

/** A reason why events may be missing from an answer, with the change of the query that mends it, if one does. */
export interface SearchCaveat {
  readonly text: string;
  readonly change: QueryEdit | undefined;
  /** Button text for `change`; a verb. */
  readonly changeLabel: string | undefined;
}

export interface CaveatInput {
  readonly query: Query;
  readonly asked: Asked | undefined;
  /** Events that passed the query. */
  readonly shown: number;
  readonly state: "idle" | "running" | "done" | "stopped" | "failed";
  readonly nowMs: number;
  readonly t?: Translate;
}

type Facts = Omit<Required<CaveatInput>, "asked"> & { readonly asked: Asked };

/** CloudTrail user guide: events are delivered within about 15 minutes, on average 5, without promise. */
const deliveryMs = 15 * 60_000;

/**
 * Why events may be missing, most likely reason first. None while a search runs. An answer that has events gets only
 * the reasons that may have cut it short.
 */
export function caveats({ t = english, asked, ...input }: CaveatInput): readonly SearchCaveat[] {
  if (!asked || input.state === "running" || input.state === "idle") return [];
  const facts: Facts = { ...input, asked, t };
  if (asked.folder !== undefined) return folderReasons(facts, asked.folder);
  if (asked.file !== undefined) return fileReasons(facts);
  const cut = [stopped(facts), denied(facts), tooOld(facts), unreadable(facts)];
  const empty = input.shown > 0 ? [] : emptyReasons(facts);
  return [...cut, ...empty, ...(input.shown > 0 ? [exactNames(facts)] : [])].filter(
    (reason) => reason !== undefined,
  );
}

/** A file holds what it holds: nothing comes late, and no Region was left out. */
function fileReasons(facts: Facts): readonly SearchCaveat[] {
  const { asked, state, shown, t } = facts;
  const none = shown === 0 && asked.received > 0;
  const reasons: readonly Reason[] = [
    state === "stopped" ? plain(t("Reading was stopped. What follows in the file was not read.")) : undefined,
    unreadable(facts),
    none
      ? {
          text: t("The file has {0} events, and none of them meets all of what was asked.", asked.received),
          change: { kind: "clear" },
          changeLabel: t("Remove All Conditions"),
        }
      : undefined,
  ];
  return reasons.filter((reason) => reason !== undefined);
}

/** What a folder does not hold was never copied or could not be read; both are said. */
function folderReasons(
  { asked, shown, t }: Facts,
  { state, unread, filesDone, filesFound }: AskedFolder,
): readonly SearchCaveat[] {
  const left = filesFound - filesDone;
  const reasons: readonly Reason[] = [
    state === "ready" ? undefined : plain(stoppedText(left, t)),
    ...unread.map(({ why, files }) =>
      plain(files === 1 ? t("1 file was not read: {0}", why) : t("{0} files were not read: {1}", files, why)),
    ),
    shown === 0 && asked.received > 0
      ? {
          text: t("The folder has {0} events, and none of them meets all of what was asked.", asked.received),
          change: { kind: "clear" },
          changeLabel: t("Remove All Conditions"),
        }
      : undefined,
  ];
  return reasons.filter((reason) => reason !== undefined);
}

/** Reading may be stopped while the files are still being listed: then nobody knows how many are left. */
const stoppedText = (left: number, t: Translate): string =>
  left > 0
    ? t("Reading was stopped: {0} files have not been looked into. Search again to go on.", left)
    : t("Reading was stopped before all files were found. Search again to go on.");

type Reason = SearchCaveat | undefined;

const plain = (text: string): SearchCaveat => ({ text, change: undefined, changeLabel: undefined });

const emptyReasons = (facts: Facts): readonly Reason[] =>
  namesDataEvent(facts.query)
    ? [
        dataEvents(facts),
        filteredHere(facts),
        exactNames(facts),
        shortRange(facts),
        otherRegions(facts),
        late(facts),
      ]
    : [
        filteredHere(facts),
        exactNames(facts),
        shortRange(facts),
        otherRegions(facts),
        late(facts),
        dataEvents(facts),
      ];

function stopped({ state, asked, t }: Facts): Reason {
  const open = asked.scopes.filter((scope) => scope.state === "stopped");
  if (state !== "stopped" || open.length === 0) return undefined;
  const reachedMs = Math.max(...open.map((scope) => scope.reachedMs));
  return plain(t("The search was stopped. Events before {0} were not all read.", moment(reachedMs)));
}

function denied({ asked, t }: Facts): Reason {
  const failed = asked.scopes.filter((scope) => scope.failure?.code === "aws/access-denied");
  if (failed.length === 0) return undefined;
  return plain(
    t(
      "Denied in {0}. Your permissions, or a service control policy of your organization, do not allow cloudtrail:LookupEvents there; this does not mean that nothing happened.",
      listed(failed.map((scope) => scope.region)),
    ),
  );
}

function tooOld({ query, asked, nowMs, t }: Facts): Reason {
  const oldestMs = nowMs - historyMs;
  const fromMs = query.range.kind === "last" ? nowMs - query.range.ms : query.range.fromMs;
  if (fromMs >= oldestMs - 60_000) return undefined;
  if (asked.fromMs === asked.toMs) {
    return {
      text: t(
        "Event history keeps 90 days, and all of the time asked for is older. A trail's log files may have it.",
      ),
      change: { kind: "range", range: { kind: "last", ms: historyMs } },
      changeLabel: t("Search Last 90 Days"),
    };
  }
  return plain(
    t("Event history keeps 90 days. What happened before {0} was not searched.", moment(asked.fromMs)),
  );
}

function unreadable({ asked, t }: Facts): Reason {
  if (asked.unreadable === 0) return undefined;
  return plain(t("{0} records could not be read and are missing here. The log says why.", asked.unreadable));
}

/** Events came, but what is filtered here left none. */
function filteredHere({ query, asked, t }: Facts): Reason {
  const condition = asked.filteredHere.at(-1);
  if (asked.received === 0 || condition === undefined) return undefined;
  const text = t(
    "{0} events were read, and none of them meets {1}.",
    asked.received,
    asked.filteredHere.join(" "),
  );
  const chips = parseQuery(condition).chips;
  const [wanted] = chips;
  const index = wanted && indexOfChip(query, wanted);
  if (index === undefined || index < 0) return plain(text);
  return { text, change: { kind: "remove", index }, changeLabel: t("Remove {0}", condition) };
}

function indexOfChip(query: Query, wanted: { field: string; value: string; negated: boolean }): number {
  if (wanted.field === "text") {
    const word = query.words.indexOf(wanted.value);
    return word < 0 ? word : query.filters.length + word;
  }
  return query.filters.findIndex(
    ({ field, value, negated }) =>
      field === wanted.field && value === wanted.value && negated === wanted.negated,
  );
}

/** Names are compared exactly by the service; asking for a pattern makes it send everything, and filters here. */
function exactNames({ query, asked, t }: Facts): Reason {
  const names = attributes(asked.scopes).filter((attribute) =>
    /^(Username|ResourceName|ResourceType)=/.test(attribute),
  );
  const askedForAll = asked.scopes.some(({ attribute }) => attribute === undefined);
  if (names.length === 0 || askedForAll || names.every((name) => name === "Username=root")) return undefined;
  const fields = { Username: "user", ResourceName: "resource", ResourceType: "type" } as const;
  const key = names[0]?.split("=")[0] as keyof typeof fields;
  const filter = query.filters.find(({ field, negated }) => field === fields[key] && !negated);
  const text = t(
    "Event history compares names exactly. Asked for {0}; events that carry the name only in their details are not among them.",
    names.join(", "),
  );
  if (!filter) return plain(text);
  const change = { kind: "add", field: filter.field, value: `*${filter.value}*`, negated: false } as const;
  return { text, change, changeLabel: t("Search All Events for It") };
}

function shortRange({ asked, nowMs, t }: Facts): Reason {
  if (asked.fromMs <= nowMs - historyMs + dayMs) return undefined;
  return {
    text: t("Only {0} to {1} was searched.", moment(asked.fromMs), moment(asked.toMs)),
    change: { kind: "range", range: { kind: "last", ms: historyMs } },
    changeLabel: t("Search Last 90 Days"),
  };
}

/** IAM, STS, CloudFront, Route 53 and most sign-ins are recorded in us-east-1 only. */
function otherRegions({ query, asked, t }: Facts): Reason {
  const regions = [...new Set(asked.scopes.map((scope) => scope.region))];
  if (regions.length === 0 || query.regions.includes("*")) return undefined;
  if (regions.includes("us-east-1")) {
    return {
      text: t("Searched in {0} only. What happened in another Region is recorded there.", listed(regions)),
      change: { kind: "regions", values: ["*"] },
      changeLabel: t("Search All Regions"),
    };
  }
  const named = query.regions.length > 0 ? query.regions : regions;
  return {
    text: t(
      "Searched in {0} only. Events of global services such as IAM, CloudFront, Route 53 and most sign-ins are in us-east-1.",
      listed(regions),
    ),
    change: { kind: "regions", values: [...named, "us-east-1"] },
    changeLabel: t("Add us-east-1"),
  };
}

function late({ asked, nowMs, t }: Facts): Reason {
  if (asked.toMs < nowMs - deliveryMs) return undefined;
  return plain(
    t(
      "Events take minutes to arrive, as a rule 5 and up to 15. What happened just now may not be there yet.",
    ),
  );
}

const namesDataEvent = (query: Query): boolean =>
  query.filters.some(({ field, value }) => field === "event" && isDataEvent(value)) ||
  query.words.some(isDataEvent);

function dataEvents({ t }: Facts): Reason {
  return plain(
    t(
      "Event history has management events only. Reading and writing objects, items and messages, and invoking functions, are data events: only a trail or an event data store that selects them has them.",
    ),
  );
}

const attributes = (scopes: readonly AskedScope[]): readonly string[] => [
  ...new Set(scopes.map((scope) => scope.attribute).filter((attribute) => attribute !== undefined)),
];

const listed = (regions: readonly string[]): string => [...new Set(regions)].join(", ");

/** To the minute, in UTC. */
const moment = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;

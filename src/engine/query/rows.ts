import type { ActorKind, ChangeClass, Mark, ViaTool } from "../../core/events/insight.js";
import type { Row, Sort } from "../../core/search/row.js";
import type { Value } from "./database.js";

export const rowSelect =
  "eventid, epoch_ms(eventtime), actor, actor_note, actor_kind, event, service, resource, more_resources, via, " +
  "sourceipaddress, awsregion, account, outcome, marks, errorcode, user_accesskeyid";

export function toRow(values: readonly Value[]): Row {
  const text = (at: number): string => String(values[at] ?? "");
  const marks = text(14);
  return {
    id: text(0),
    timeMs: Number(values[1]),
    actor: text(2),
    actorNote: text(3),
    actorKind: text(4) as ActorKind,
    eventName: text(5),
    service: text(6),
    resource: text(7),
    moreResources: Number(values[8]),
    via: text(9) as ViaTool,
    from: text(10),
    region: text(11),
    accountId: text(12),
    outcome: text(13) as ChangeClass,
    marks: marks === "" ? [] : (marks.split(" ") as Mark[]),
    errorCode: text(15),
    accessKeyId: text(16),
  };
}

/** Stored column behind a column of the table; undefined for the time. */
export const sortColumns: Readonly<Record<Exclude<Sort["column"], "time">, string>> = {
  actor: "actor",
  event: "event",
  resource: "resource",
  via: "via",
  from: "sourceipaddress",
  region: "awsregion",
  account: "account",
  outcome: "outcome",
};

/** Numbers inside names count as numbers (`i-2` before `i-10`), case does not count: as event history sorts. */
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Distinct texts with their places in order; texts that sort alike share none. Empty ones come last. */
export function ranks(texts: readonly string[]): readonly (readonly [text: string, rank: number])[] {
  return texts
    .filter((text) => text !== "")
    .sort((a, b) => collator.compare(a, b) || (a < b ? -1 : 1))
    .map((text, at) => [text, at + 1]);
}

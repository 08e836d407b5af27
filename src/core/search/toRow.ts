import type { CloudTrailEvent } from "../events/event.js";
import type { Insight, Resource } from "../events/insight.js";
import type { Row } from "./row.js";

/** The flat form of an event that lists, sorts and the page work with. */
export function toRow(event: CloudTrailEvent, insight: Insight): Row {
  const subject = subjectOf(insight.resources);
  return {
    id: event.id,
    timeMs: event.timeMs,
    actor: insight.actor.name,
    actorNote: insight.actor.note,
    actorKind: insight.actor.kind,
    eventName: event.name,
    service: shortService(event.source),
    resource: subject?.id ?? "",
    moreResources: Math.max(0, insight.resources.length - 1),
    via: insight.via.tool,
    from: event.sourceAddress,
    region: event.region,
    accountId: event.accountId,
    outcome: insight.change.class,
    marks: insight.change.marks,
    errorCode: event.errorCode ?? "",
    accessKeyId: event.accessKeyId ?? "",
  };
}

/** What the event acted on; the first one named when the record does not tell. */
export const subjectOf = (resources: readonly Resource[]): Resource | undefined =>
  resources.find((resource) => resource.role === "subject") ?? resources[0];

/** `s3` for `s3.amazonaws.com`. */
export const shortService = (source: string): string => source.replace(/\.amazonaws\.com$/, "");

import type { CloudTrailEvent } from "../../events/event.js";
import type { GroupKind } from "../../events/groups/groupKey.js";
import { groupKeyOf } from "../../events/groups/groupKey.js";
import type { ChangeClass, Insight, Resource, Via } from "../../events/insight.js";
import { sessionKeyOf } from "../../events/sessions/sessionKey.js";
import { hashText } from "../../search/hashText.js";

/** What a lens keeps of an event: plain data without the record, its credentials or addresses. */
export interface HistoryEntry {
  readonly id: string;
  readonly timeMs: number;
  /** eventName without API version. */
  readonly name: string;
  readonly source: string;
  readonly region: string;
  readonly accountId: string;
  readonly actor: string;
  readonly via: Via;
  readonly outcome: ChangeClass;
  readonly errorCode?: string;
  /** The deployment, run or console session the call may belong to; equal keys belong together up to a gap. */
  readonly group?: { readonly kind: GroupKind; readonly key: string; readonly stack?: string };
  readonly resources: readonly EntryResource[];
}

export interface EntryResource {
  readonly id: string;
  readonly type: string;
  readonly arn?: string;
  readonly isSubject: boolean;
}

/** More resources than these an event is not kept with: a call on hundreds of instances is not one resource's history. */
const mostResources = 40;

export function entryOf(event: CloudTrailEvent, { actor, via, change, resources }: Insight): HistoryEntry {
  const group = groupKeyOf(event, via.tool, sessionKeyOf(event)?.value ?? "");
  return {
    id: event.id,
    timeMs: event.timeMs,
    name: event.name,
    source: event.source,
    region: event.region,
    accountId: event.accountId,
    actor: actor.name,
    via,
    outcome: change.class,
    ...(event.errorCode !== undefined && { errorCode: event.errorCode }),
    ...(group && {
      group: {
        kind: group.kind,
        // the key's text may hold the id of an access key, which is not to be kept
        key: hashText(group.text).toString(36),
        ...(group.stack !== undefined && { stack: group.stack }),
      },
    }),
    resources: resources.slice(0, mostResources).map(toEntryResource),
  };
}

const toEntryResource = ({ id, type, arn, role }: Resource): EntryResource => ({
  id,
  type,
  ...(arn !== undefined && { arn }),
  isSubject: role === "subject",
});

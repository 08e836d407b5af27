import type { GroupSummary } from "../../core/events/groups/group.js";
import type { ListRow } from "../../core/search/listRows.js";
import { clip } from "./trimTree.js";

/** Longer than any cell is wide; the detail and the raw record show what is cut. */
const longestCell = 400;

/** A row whose texts are short enough to be sent by the hundred; its id stays whole. */
export function clipRow(row: ListRow): ListRow {
  const { group } = row;
  return {
    ...row,
    ...(group ? { group: clipGroup(group) } : {}),
    actor: clip(row.actor, longestCell),
    actorNote: clip(row.actorNote, longestCell),
    eventName: clip(row.eventName, longestCell),
    service: clip(row.service, longestCell),
    resource: clip(row.resource, longestCell),
    from: clip(row.from, longestCell),
    region: clip(row.region, longestCell),
    accountId: clip(row.accountId, longestCell),
    errorCode: clip(row.errorCode, longestCell),
    accessKeyId: clip(row.accessKeyId, longestCell),
  };
}

export const clipGroup = (group: GroupSummary): GroupSummary => ({
  ...group,
  names: group.names.map((name) => clip(name, longestCell)),
  actor: clip(group.actor, longestCell),
  actorNote: clip(group.actorNote, longestCell),
});

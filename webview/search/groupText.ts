import * as l10n from "@vscode/l10n";
import type { GroupSummary } from "../../src/shared/searchData.js";
import type { Formats } from "../ui/format.js";
import { cellText } from "../ui/text.js";

/** `CloudFormation deployment of shop-prod by ci-deploy, 23 changes, 2 min 4 s` */
export function groupText(group: GroupSummary, formats: Formats): string {
  if (group.kind === "session") return sessionText(group, formats);
  const parts = [title(group), changesText(group, formats), formats.duration(group.toMs - group.fromMs)];
  return parts.join(", ");
}

/** `alice · Admin via Identity Center · Nov 23, 14:02 – 14:31 · Console`, told by what its first call shows. */
export const sessionText = (session: GroupSummary, formats: Formats): string =>
  [
    cellText(session.actor),
    cellText(session.actorNote),
    formats.span(session.fromMs, session.toMs),
    session.tool === "Other" ? "" : session.tool,
  ]
    .filter((part) => part !== "")
    .join(" · ");

function title({ kind, tool, names, actor }: GroupSummary): string {
  const who = cellText(actor);
  if (kind === "console") return l10n.t("Work in the console by {0}", who);
  if (kind === "run") return l10n.t("{0} run by {1}", tool, who);
  const [first, ...more] = names;
  if (first === undefined) return l10n.t("CloudFormation deployment by {0}", who);
  const stack = cellText(first);
  return more.length === 0
    ? l10n.t("CloudFormation deployment of {0} by {1}", stack, who)
    : l10n.t("CloudFormation deployments of {0} and {1} more by {2}", stack, more.length, who);
}

/** Changes when there are some, else how many calls it was. */
function changesText({ changes, events }: GroupSummary, formats: Formats): string {
  if (changes === 1) return l10n.t("1 change");
  if (changes > 0) return l10n.t("{0} changes", formats.number(changes));
  return events === 1 ? l10n.t("1 event") : l10n.t("{0} events", formats.number(events));
}

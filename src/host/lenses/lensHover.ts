import * as vscode from "vscode";
import { safeText } from "../../core/base/safeText.js";
import { relativeTime } from "../../core/events/sentence/relativeTime.js";
import type { HistoryEntry } from "../../core/iac/history/historyEntry.js";
import { code, escapeMarkdown } from "../details/markdown.js";
import type { LensLine } from "./lensModel.js";
import { groundsOf, outsideOf } from "./lensTexts.js";

/** A hover is read at a glance; the list of changes has all of them. */
const mostChanges = 5;
const commands = [
  "cloudtrailExplorer.lens.history",
  "cloudtrailExplorer.lens.changes",
  "cloudtrailExplorer.lens.compare",
];

/** The facts of a lens and what they rest on. Event content is text in it, never markup. */
export function lensHover({ ref, title, facts, options }: LensLine, range: vscode.Range): vscode.Hover {
  const { t } = vscode.l10n;
  const outside = outsideOf(facts, options);
  const changes = facts.histories
    .flatMap((history) => history.changes)
    .sort((a, b) => b.timeMs - a.timeMs)
    .slice(0, mostChanges);
  const word = outside ? `$(warning) ` : "";
  const parts = [
    `**${code(facts.resource.address)}** ${word}${escapeMarkdown(title.replace("$(warning) ", ""))}`,
    changes.map((entry) => changeLine(entry, options)).join("\n"),
    outside ? escapeMarkdown(t("Told by {0}", outside.grounds)) : "",
    groundsOf(facts, options).map(escapeMarkdown).join("  \n"),
    changes.length > 0 ? links(ref) : "",
  ];
  const markdown = new vscode.MarkdownString(parts.filter((part) => part !== "").join("\n\n"), true);
  markdown.isTrusted = { enabledCommands: commands };
  return new vscode.Hover(markdown, range);
}

const changeLine = (entry: HistoryEntry, { nowMs, locale }: LensLine["options"]): string => {
  const { actor, via, timeMs } = entry;
  const said = `${safeText(actor, 60)}, ${via.tool}, ${relativeTime(timeMs, nowMs, locale)}`;
  return `- ${code(entry.name)} ${escapeMarkdown(said)}`;
};

function links(ref: LensLine["ref"]): string {
  const { t } = vscode.l10n;
  const argument = encodeURIComponent(JSON.stringify([ref]));
  const titles = [t("Show in Search"), t("List Changes"), t("Compare Last Change")];
  return commands
    .map((command, index) => `[${titles[index] ?? command}](command:${command}?${argument})`)
    .join(" · ");
}

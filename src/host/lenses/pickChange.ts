import * as vscode from "vscode";
import { safeText } from "../../core/base/safeText.js";
import { relativeTime } from "../../core/events/sentence/relativeTime.js";
import type { HistoryEntry } from "../../core/iac/history/historyEntry.js";
import type { HistorySubject } from "../../core/iac/history/historySubject.js";
import { outsideChanges } from "../../core/iac/history/outside.js";
import type { LensLine } from "./lensModel.js";

export interface PickedChange {
  readonly subject: HistorySubject;
  readonly entry: HistoryEntry;
}

/** The newest change of any of its instances. */
export const lastOf = ({ facts }: LensLine): PickedChange | undefined =>
  facts.histories
    .flatMap(({ subject, changes }) => changes.slice(0, 1).map((entry) => ({ subject, entry })))
    .sort((a, b) => b.entry.timeMs - a.entry.timeMs)[0];

/** The changes of a resource as a list, newest first. */
export async function pickChange({ ref, facts, options }: LensLine): Promise<PickedChange | undefined> {
  const { t } = vscode.l10n;
  const { manager, nowMs, locale } = options;
  const outside = new Set(
    manager
      ? facts.histories.flatMap(({ changes }) =>
          outsideChanges(changes, manager).map(({ entry }) => entry.id),
        )
      : [],
  );
  const seen = new Map<string, PickedChange>();
  for (const { subject, changes } of facts.histories)
    for (const entry of changes) if (!seen.has(entry.id)) seen.set(entry.id, { subject, entry });
  const items = [...seen.values()]
    .sort((a, b) => b.entry.timeMs - a.entry.timeMs)
    .map((change) => ({
      label: `${outside.has(change.entry.id) ? "$(warning)" : "$(circle-filled)"} ${plain(change.entry.name)}`,
      description: `${plain(change.entry.actor)} · ${change.entry.via.tool}`,
      detail: `${relativeTime(change.entry.timeMs, nowMs, locale)} · ${new Date(change.entry.timeMs).toLocaleString(locale)}`,
      change,
    }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(t("No changes of {0} are known.", ref.address));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: t("Changes of {0}", ref.address),
    matchOnDescription: true,
    placeHolder: t("Choose one to see it in full"),
  });
  return picked?.change;
}

const plain = (text: HistoryEntry["name"]): string => safeText(text, 80).replaceAll("$(", "$ (");

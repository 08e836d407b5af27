import { isAborted } from "../../core/base/failure.js";
import type { CloudTrailEvent } from "../../core/events/event.js";
import { exportPortions } from "../../core/search/exportEvents.js";
import type { Sort } from "../../core/search/row.js";
import type { CopyForm, ExportFormat, SearchPanelMethods } from "../../shared/searchPanel.js";
import { copyText } from "./copyText.js";
import { eventOf } from "./detailMethods.js";
import type { PanelContext } from "./panelContext.js";
import type { Report } from "./ports.js";

type ShareMethods = Pick<SearchPanelMethods, "copy" | "copyText" | "exportShown">;

/** What takes events out of the panel. */
export const shareMethods = (panel: PanelContext): ShareMethods => ({
  copy: ({ ids, as }, signal) => copy(panel, ids, as, signal),
  copyText: ({ text }) => panel.window.copy(text),
  exportShown: ({ format, sort }) => exportShown(panel, format, sort),
});

async function copy(
  panel: PanelContext,
  ids: readonly string[],
  form: CopyForm,
  signal: AbortSignal,
): Promise<void> {
  const events: CloudTrailEvent[] = [];
  for (const id of ids) events.push(await eventOf(panel, id, signal));
  await panel.window.copy(
    copyText(events, form, (accountId) => profileOf(panel, accountId), panel.session.understand),
  );
}

/** The environment's own credentials have no profile to name. */
function profileOf({ accounts }: PanelContext, accountId: string): string | undefined {
  return accounts.find(accountId)?.profiles.find(({ kind }) => kind !== "environment")?.name;
}

/** Goes on when the page is destroyed because its tab was hidden; ends when it is cancelled or the panel closed. */
async function exportShown(
  panel: PanelContext,
  format: ExportFormat,
  sort: Sort,
): Promise<string | undefined> {
  const { window, session, results, clock, lifetime, t } = panel;
  // The results of this moment: a search that begins while the dialog is open has results of its own.
  const { understand } = session;
  const shown = results.all(sort);
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  const file = await window.pickExportFile(format, `cloudtrail-${day}.${format}`);
  if (file === undefined) return undefined;
  try {
    await window.withProgress(t("Exporting to {0}", file.name), lifetime, (signal, report) =>
      file.write(exportPortions(format, counted(shown, report), understand), signal),
    );
  } catch (error) {
    if (isAborted(error)) return undefined;
    throw error;
  }
  return file.name;
}

async function* counted(
  { count, portions }: ReturnType<PanelContext["results"]["all"]>,
  report: Report,
): AsyncGenerator<readonly CloudTrailEvent[], void, undefined> {
  let written = 0;
  for await (const events of portions) {
    yield events;
    written += events.length;
    report(Math.min(1, written / Math.max(1, count)));
  }
}

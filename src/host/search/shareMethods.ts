import { isAborted } from "../../core/base/failure.js";
import type { CloudTrailEvent } from "../../core/events/event.js";
import { exportEvents } from "../../core/search/exportEvents.js";
import type { Sort } from "../../core/search/row.js";
import type { CopyForm, ExportFormat, SearchPanelMethods } from "../../shared/searchPanel.js";
import { copyText } from "./copyText.js";
import { eventOf } from "./detailMethods.js";
import type { PanelContext } from "./panelContext.js";
import type { Report } from "./ports.js";

type ShareMethods = Pick<SearchPanelMethods, "copy" | "copyText" | "exportShown">;

/** How often a running export tells how far it is. */
const eventsPerReport = 1_000;

/** What takes events out of the panel. */
export const shareMethods = (panel: PanelContext): ShareMethods => ({
  copy: async ({ ids, as }) => copy(panel, ids, as),
  copyText: ({ text }) => panel.window.copy(text),
  exportShown: ({ format, sort }) => exportShown(panel, format, sort),
});

async function copy(panel: PanelContext, ids: readonly string[], form: CopyForm): Promise<void> {
  const events = ids.map((id) => eventOf(panel, id));
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
  const { window, session, clock, lifetime, t } = panel;
  // The results of this moment: a search that begins while the dialog is open has results of its own.
  const { results, understand } = session;
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  const file = await window.pickExportFile(format, `cloudtrail-${day}.${format}`);
  if (file === undefined) return undefined;
  try {
    await window.withProgress(t("Exporting to {0}", file.name), lifetime, (signal, report) =>
      file.write(exportEvents(format, eachOnce(results.all(sort), results.size, report), understand), signal),
    );
  } catch (error) {
    if (isAborted(error)) return undefined;
    throw error;
  }
  return file.name;
}

/** Events that arrive while a search runs shift the ones after them, which makes those come again; here they come once. */
function* eachOnce(
  events: Iterable<CloudTrailEvent>,
  expected: number,
  report: Report,
): Generator<CloudTrailEvent, void, undefined> {
  const seen = new Set<string>();
  for (const event of events) {
    if (seen.has(event.id)) continue;
    seen.add(event.id);
    if (seen.size % eventsPerReport === 0) report(Math.min(1, seen.size / expected));
    yield event;
  }
}

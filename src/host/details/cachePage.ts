import type { Interval, StoreSummary } from "../../core/search/lookup.js";
import { code, escapeMarkdown, factTable, page, table } from "./markdown.js";
import { sizeText, type Wording } from "./wording.js";

/** What the event cache holds, as Markdown. */
export function cachePage(summary: StoreSummary, maxSizeBytes: number, wording: Wording): string {
  const { t, locale } = wording;
  const number = new Intl.NumberFormat(locale);
  const entries = [...summary.entries].sort((a, b) => b.sizeBytes - a.sizeBytes);
  return page(
    `# ${t("Event cache")}`,
    t(
      "Events that can no longer change are kept on this machine, so that a repeated or widened search asks AWS only for what is missing. It holds what event history returned and nothing else. **CloudTrail: Clear Event Cache** removes all of it.",
    ),
    factTable([
      [t("Folder"), code(summary.directory)],
      [
        t("Size"),
        escapeMarkdown(
          t("{0} of at most {1}", sizeText(summary.sizeBytes, locale), sizeText(maxSizeBytes, locale)),
        ),
      ],
    ]),
    `## ${t("Contents")}`,
    entries.length === 0
      ? t("The cache is empty.")
      : table(
          [t("Account"), t("Region"), t("Filter"), t("Events"), t("Size"), t("Covers")],
          entries.map((entry) => [
            escapeMarkdown(entry.accountId),
            escapeMarkdown(entry.region),
            entry.attribute === undefined ? t("all events") : code(entry.attribute),
            escapeMarkdown(number.format(entry.rows)),
            escapeMarkdown(sizeText(entry.sizeBytes, locale)),
            escapeMarkdown(entry.intervals.map((each) => span(each, wording)).join("; ")),
          ]),
        ),
  );
}

function span({ fromMs, toMs }: Interval, { locale, utc }: Wording): string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    ...(utc ? { timeZone: "UTC" } : {}),
  });
  return format.formatRange(fromMs, toMs);
}

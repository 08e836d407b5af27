import type { Census, Counted, Gap, Reason } from "../../core/logs/census.js";
import type { LogFileKind } from "../../core/logs/fileHint.js";
import type { StoreState } from "../../core/logs/logStore.js";
import { code, escapeMarkdown, factTable, page, table } from "../details/markdown.js";
import { sizeText, type Wording } from "../details/wording.js";
import { eventsText, filesText } from "./folderLooks.js";

const shownGaps = 200;

/** What a folder holds and what was made of it, as Markdown: nothing is left out silently. */
export function censusPage(census: Census, state: Pick<StoreState, "phase">, wording: Wording): string {
  const { t } = wording;
  return page(
    `# ${t("Census of {0}", escapeMarkdown(census.folder))}`,
    census.complete ? "" : `⚠ ${unfinished(census, state, wording)}`,
    summary(census, wording),
    reasonPart(t("Not, or not wholly, read"), census, (reason) => !reason.expected, wording),
    gapPart(census.gaps, wording),
    countPart(t("Event categories"), census.categories, (count) => eventsText(count, wording), wording),
    countPart(
      t("Kinds of files"),
      census.kinds.map(({ key, count }) => ({ key: kindText(key, wording), count })),
      (count) => filesText(count, wording),
      wording,
    ),
    reasonPart(t("Other files, which are no logs"), census, (reason) => reason.expected, wording),
  );
}

function unfinished({ waiting }: Census, { phase }: Pick<StoreState, "phase">, wording: Wording): string {
  const { t } = wording;
  if (waiting === 0) return t("Files are still being looked for. What follows covers what was read so far.");
  const left = filesText(waiting, wording);
  return phase === "reading"
    ? t("{0} are still to be read. What follows covers what was read so far.", left)
    : t("{0} have not been looked into. Go on reading in the Log Folders view.", left);
}

function summary(census: Census, wording: Wording): string {
  const { t, locale } = wording;
  const number = new Intl.NumberFormat(locale);
  return factTable([
    [t("Events"), number.format(census.events)],
    [
      t("Found twice"),
      census.duplicates === 0
        ? undefined
        : t(
            "{0}, shown once: trails deliver some events more than once",
            eventsText(census.duplicates, wording),
          ),
    ],
    [t("Unreadable records"), census.unreadable === 0 ? undefined : `⚠ ${number.format(census.unreadable)}`],
    [t("Time span"), spanText(census, wording)],
    [
      t("Files"),
      t(
        "{0} ({1}): {2} read, {3} in part, {4} without events",
        number.format(census.files),
        sizeText(census.bytes, locale),
        number.format(census.read),
        number.format(census.partly),
        number.format(census.skipped),
      ),
    ],
    [t("Index on disk"), sizeText(census.indexBytes, locale)],
  ]);
}

function spanText({ firstMs, lastMs }: Census, { locale }: Wording): string | undefined {
  if (firstMs === undefined || lastMs === undefined) return undefined;
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: "UTC",
  });
  return `${escapeMarkdown(format.formatRange(firstMs, lastMs))} UTC`;
}

function reasonPart(
  title: string,
  { reasons }: Census,
  which: (reason: Reason) => boolean,
  wording: Wording,
): string {
  const { t } = wording;
  const shown = reasons.filter(which);
  if (shown.length === 0) return "";
  const rows = shown.map(({ key, count, paths }) => [
    escapeMarkdown(key),
    filesText(count, wording),
    [
      ...paths.map((path) => code(path)),
      ...(count > paths.length ? [t("and {0} more", count - paths.length)] : []),
    ].join("<br>"),
  ]);
  return page(`## ${title}`, table([t("Why"), t("Files"), t("Which")], rows)).trimEnd();
}

function gapPart(gaps: readonly Gap[], { t }: Wording): string {
  if (gaps.length === 0) return "";
  const rows = gaps
    .slice(0, shownGaps)
    .map(({ accountId, region, fromDay, toDay }) => [
      escapeMarkdown(accountId),
      escapeMarkdown(region),
      escapeMarkdown(fromDay === toDay ? fromDay : `${fromDay} – ${toDay}`),
    ]);
  return page(
    `## ${t("Days without a log file")}`,
    t(
      "Between the first and last day of an account and Region. A trail writes no file for a time without events.",
    ),
    table([t("Account"), t("Region"), t("Days")], rows),
    gaps.length > shownGaps ? t("and {0} more", gaps.length - shownGaps) : "",
  ).trimEnd();
}

function countPart(
  title: string,
  counts: readonly Counted[],
  text: (count: number) => string,
  { t }: Wording,
): string {
  if (counts.length === 0) return "";
  const rows = counts.map(({ key, count }) => [escapeMarkdown(key), text(count)]);
  return page(`## ${title}`, table([t("What"), t("Count")], rows)).trimEnd();
}

function kindText(key: string, { t }: Wording): string {
  const names: Readonly<Record<LogFileKind, string>> = {
    log: t("Event logs"),
    digest: t("Digests"),
    insights: t("Insights events"),
    "network-activity": t("Network activity events"),
    aggregated: t("Aggregated events"),
    other: t("Other files"),
  };
  return Object.hasOwn(names, key) ? names[key as LogFileKind] : key;
}

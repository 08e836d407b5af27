import * as l10n from "@vscode/l10n";
import type { Answer } from "../../../src/shared/searchPanel.js";
import type { Asked, AskedFile, AskedFolder, AskedScope } from "../../../src/shared/searchData.js";
import type { Formats } from "../../ui/format.js";
import { cellText } from "../../ui/text.js";

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)];

/** What was asked of the service, in a few words a part; for the line that is always there. */
export function askedParts(asked: Asked, formats: Formats): readonly string[] {
  if (asked.folder) return folderParts(asked, asked.folder, formats);
  if (asked.file) return fileParts(asked, asked.file, formats);
  const { scopes } = asked;
  const regions = distinct(scopes.map(({ region }) => region));
  const accounts = distinct(scopes.map(({ account }) => account));
  const attributes = distinct(
    scopes.flatMap(({ attribute }) => (attribute === undefined ? [] : [attribute])),
  );
  const pages = sum(scopes, ({ pages }) => pages);
  const cached = sum(scopes, ({ cachedPages }) => cachedPages);
  return [
    accounts.length > 1 ? l10n.t("{0} accounts", accounts.length) : "",
    regions.length === 1 ? (regions[0] ?? "") : l10n.t("{0} Regions", regions.length),
    attributes.length === 0 ? l10n.t("all events") : attributes.map(cellText).join(l10n.t(" or ")),
    pagesText(pages, cached, formats),
    formats.span(asked.fromMs, asked.toMs),
    asked.filteredHere.length === 0
      ? ""
      : l10n.t("filtered here: {0}", asked.filteredHere.map(cellText).join(" ")),
  ].filter((part) => part !== "");
}

const fileParts = (asked: Asked, file: AskedFile, formats: Formats): readonly string[] =>
  [
    file.readBytes < file.sizeBytes
      ? l10n.t("{0} of {1} read", formats.kilobytes(file.readBytes), formats.kilobytes(file.sizeBytes))
      : l10n.t("the whole file, {0}", formats.kilobytes(file.sizeBytes)),
    asked.received === 1
      ? l10n.t("1 event in it")
      : l10n.t("{0} events in it", formats.number(asked.received)),
    asked.received === 0 ? "" : formats.span(asked.fromMs, asked.toMs),
  ].filter((part) => part !== "");

function folderParts(
  asked: Asked,
  { filesFound, filesDone, state, leftMs, follows }: AskedFolder,
  formats: Formats,
): readonly string[] {
  const found = formats.number(filesFound);
  const isWhole = state === "ready" || filesDone >= filesFound;
  const files = filesFound === 1 ? l10n.t("1 file") : isWhole ? l10n.t("{0} files", found) : "";
  return [
    files !== "" ? files : l10n.t("{0} of {1} files read", formats.number(filesDone), found),
    leftMs === undefined ? "" : l10n.t("about {0} left", formats.duration(Math.ceil(leftMs / 1000) * 1000)),
    state === "paused" ? l10n.t("reading paused") : "",
    follows && !isWhole ? l10n.t("read by another window") : "",
    asked.received === 1
      ? l10n.t("1 event in it")
      : l10n.t("{0} events in it", formats.number(asked.received)),
  ].filter((part) => part !== "");
}

function pagesText(pages: number, cached: number, formats: Formats): string {
  const all = pages + cached;
  const text = all === 1 ? l10n.t("1 page") : l10n.t("{0} pages", formats.number(all));
  return cached === 0 ? text : l10n.t("{0} ({1} from the cache)", text, formats.number(cached));
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

export const scopeState = ({ state }: AskedScope): string =>
  ({
    waiting: l10n.t("Waiting"),
    running: l10n.t("Reading"),
    complete: l10n.t("Complete"),
    stopped: l10n.t("Stopped"),
    failed: l10n.t("Failed"),
  })[state];

export const scopeIcon = ({ state }: AskedScope): string =>
  ({
    waiting: "circle-outline",
    running: "loading",
    complete: "pass",
    stopped: "debug-stop",
    failed: "error",
  })[state];

/** What is being done, how far, for a wait that got long. */
export function runningText({ progress, asked }: Answer, formats: Formats): string {
  const percent = formats.percent(Math.min(1, Math.max(0, progress)));
  const running = asked?.scopes.filter(({ state }) => state === "running") ?? [];
  const oldest = running.length === 0 ? undefined : Math.max(...running.map(({ reachedMs }) => reachedMs));
  if (oldest === undefined) return l10n.t("Searching, {0} done", percent);
  return l10n.t("Searching, {0} done, back to {1}", percent, formats.span(oldest, oldest));
}

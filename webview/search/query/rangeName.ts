import * as l10n from "@vscode/l10n";
import type { TimeRange } from "../../../src/shared/searchData.js";
import { lengthName } from "../../ui/format.js";
import type { Formats } from "../../ui/format.js";

/** The largest time a Date can hold: what an exact range ends with when only its start was given. */
const openEndMs = 8_640_000_000_000_000;

/** The ends of an exact range that were given; `from:` or `to:` alone leaves the other open. */
export const closedEnds = (fromMs: number, toMs: number): { from?: number; to?: number } => ({
  ...(fromMs > 0 ? { from: fromMs } : {}),
  ...(toMs < openEndMs ? { to: toMs } : {}),
});

export function rangeName(range: TimeRange, formats: Formats): string {
  const moment = (timeMs: number): string => `${formats.day(timeMs)}, ${formats.minute(timeMs)}`;
  if (range.kind === "last") return l10n.t("Last {0}", lengthName(range.ms));
  const { from, to } = closedEnds(range.fromMs, range.toMs);
  if (from !== undefined && to !== undefined) return formats.span(from, to);
  if (from !== undefined) return l10n.t("Since {0}", moment(from));
  return to === undefined ? l10n.t("All time") : l10n.t("Until {0}", moment(to));
}

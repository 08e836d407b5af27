import { safeText } from "../../core/base/safeText.js";
import type { Translate } from "../../core/base/translate.js";
import { parseDigestName, parseLogName, baseName } from "../../core/digest/objectNames.js";
import { grouped } from "../../core/digest/tally.js";
import { isoSeconds, verdictText } from "../../core/digest/words.js";
import { worstOf, type Counts, type Group } from "../../core/digest/results.js";
import type { Standing, Verdict } from "../../core/digest/verdict.js";

/** A codicon and, only where a hand is needed or all is well, a colour of the theme. */
export interface Look {
  readonly icon: string;
  readonly color: string | undefined;
}

const looks: Record<Standing, Look> = {
  proven: { icon: "pass", color: "testing.iconPassed" },
  noted: { icon: "info", color: undefined },
  unchecked: { icon: "question", color: "list.warningForeground" },
  broken: { icon: "error", color: "list.errorForeground" },
};

export const standingLook = (standing: Standing): Look => looks[standing];

export function standingText(standing: Standing, t: Translate): string {
  const texts: Record<Standing, string> = {
    proven: t("proven"),
    noted: t("noted"),
    unchecked: t("could not be checked"),
    broken: t("broken"),
  };
  return texts[standing];
}

export function groupLabel({ kind, label }: Group, t: Translate): string {
  if (kind === "undigested") return t("Logs in no digest");
  if (kind === "unread") return t("Other files");
  if (kind !== "digest") return safeText(label);
  const name = parseDigestName(label);
  return name ? t("Digest until {0}", isoSeconds(name.endMs).slice(11, 19)) : safeText(baseName(label));
}

/** The second fact of a group's line: what is wrong first, how much is proven last. */
export function countsText(counts: Counts, t: Translate): string {
  const parts: string[] = [];
  if (counts.broken > 0) parts.push(t("{0} broken", grouped(counts.broken)));
  if (counts.unchecked > 0) parts.push(t("{0} not checked", grouped(counts.unchecked)));
  if (counts.proven > 0) parts.push(t("{0} proven", grouped(counts.proven)));
  return parts.join(" · ");
}

export const groupStanding = ({ counts }: Group): Standing => worstOf(counts);

/** What a verdict is about, in a few words. */
export function verdictLabel(verdict: Verdict, t: Translate): string {
  const { about, name, fromMs, toMs } = verdict;
  if (about === "digest") return t("Digest itself");
  if (about === "link") return t("Link to the digest before");
  if (about === "gap") return t("Gap of {0}", hoursText(fromMs, toMs, t));
  if (about === "end") return t("End of the chain");
  const log = parseLogName(name);
  return log
    ? t("Log {0} {1}", isoSeconds(log.deliveredMs).slice(11, 16), safeText(uniquePart(name)))
    : safeText(baseName(name)) || t("This folder");
}

/** `Z_AbCdEf….json.gz` ends with what tells logs of one minute apart. */
const uniquePart = (name: string): string => /_([A-Za-z0-9]+)\.json(?:\.gz)?$/.exec(name)?.[1] ?? "";

function hoursText(fromMs = 0, toMs = 0, t: Translate): string {
  const minutes = Math.max(0, Math.round((toMs - fromMs) / 60_000));
  if (minutes < 60) return t("{0} min", minutes);
  return t("{0} h", grouped(Math.round(minutes / 60)));
}

/** Longest text in a tree's line or a problem. */
const longest = 400;

export const verdictLine = (verdict: Verdict, t: Translate): string =>
  safeText(verdictText(verdict, t), longest);

import { safeText } from "../../base/safeText.js";
import type { Translate } from "../../base/translate.js";
import type { ViaTool } from "../../events/insight.js";
import { relativeTime } from "../../events/sentence/relativeTime.js";
import { deploymentsOf } from "./deployments.js";
import type { Manager } from "./manager.js";
import { outsideChanges, type OutsideChange } from "./outside.js";
import type { ResourceHistory } from "./resourceHistory.js";

export interface TitleOptions {
  readonly t: Translate;
  /** The moment "ago" counts from, epoch milliseconds. */
  readonly nowMs: number;
  /** BCP 47 tag. */
  readonly locale: string;
  /** Undefined for a bare ARN, which nobody is known to manage. */
  readonly manager: Manager | undefined;
}

const dayMs = 86_400_000;
const recentDays = 30;
/** What event history keeps. */
const allDays = 90;

/** For a resource whose name only a stack or a state file knows. */
export const unlinkedTitle = (manager: Manager | undefined, t: Translate): string =>
  manager === "Terraform" || manager === "OpenTofu"
    ? t("Link a state file to see history")
    : t("Link a stack to see history");

/** For a resource nothing was asked of yet. */
export const waitingTitle = (t: Translate): string => t("CloudTrail history");

/**
 * One line above a resource, as `3 changes in 30 days · last: alice, PutBucketPolicy, 2 days ago`. Names from events are
 * shown safely; `$(warning)` is VS Code's icon syntax, which names can therefore not contain.
 */
export function lensTitle(history: ResourceHistory, options: TitleOptions): string {
  const { changes, state } = history;
  if (state === "waiting") return waitingTitle(options.t);
  const [outside] = options.manager ? outsideChanges(changes, options.manager) : [];
  if (outside) return outsideTitle(outside, options);
  if (changes.length > 0) return changesTitle(history, options);
  return state === "failed" ? options.t("History could not be read") : nothingTitle(history, options);
}

/** Several instances of one block: `4 changes across 3 instances`, or what is most urgent among them. */
export function instancesTitle(histories: readonly ResourceHistory[], options: TitleOptions): string {
  const { t, manager } = options;
  const [only] = histories;
  if (only && histories.length === 1) return lensTitle(only, options);
  const outside = manager
    ? histories
        .flatMap(({ changes }) => outsideChanges(changes, manager))
        .sort((a, b) => b.entry.timeMs - a.entry.timeMs)
    : [];
  if (outside[0]) return outsideTitle(outside[0], options);
  if (histories.every(({ state }) => state === "waiting")) return waitingTitle(t);
  const ids = new Set(histories.flatMap(({ changes }) => changes.map(({ id }) => id)));
  if (ids.size === 0) return t("No changes found across {0} instances", histories.length);
  return ids.size === 1
    ? t("1 change across {0} instances", histories.length)
    : t("{0} changes across {1} instances", ids.size, histories.length);
}

function outsideTitle({ entry, isSure }: OutsideChange, options: TitleOptions): string {
  const { t, manager = "CloudFormation" } = options;
  const who = shown(entry.actor);
  const tool = toolWord(entry.via.tool, t);
  const when = ago(entry.timeMs, options);
  const parts = tool === "" ? [who, shown(entry.name), when] : [who, tool, when];
  const lead = isSure ? t("Changed outside {0}", manager) : t("Possibly changed outside {0}", manager);
  return `$(warning) ${lead} · ${parts.join(", ")}`;
}

function changesTitle(history: ResourceHistory, options: TitleOptions): string {
  const { t, nowMs, manager } = options;
  const { changes, asked } = history;
  const recent = changes.filter(({ timeMs }) => nowMs - timeMs < recentDays * dayMs);
  const counted = recent.length > 0 ? recent : changes;
  const days = recent.length > 0 ? recentDays : allDays;
  const [last] = counted;
  const lastText = last
    ? t("last: {0}, {1}, {2}", shown(last.actor), shown(last.name), ago(last.timeMs, options))
    : "";
  const runs = manager ? deploymentsOf(counted, manager) : [];
  const deployed = runs.reduce((sum, { entries }) => sum + entries.length, 0);
  if (deployed === counted.length && deployed > runs.length) {
    const count =
      runs.length === 1
        ? t("1 deployment in {0} days", days)
        : t("{0} deployments in {1} days", runs.length, days);
    return `${count} · ${lastText}`;
  }
  const isMore = asked.isCut && counted.length === changes.length;
  const number = isMore ? `${String(counted.length)}+` : counted.length;
  const count = number === 1 ? t("1 change in {0} days", days) : t("{0} changes in {1} days", number, days);
  return `${count} · ${lastText}`;
}

/** An empty answer says no more than what was looked through. */
function nothingTitle({ asked, state }: ResourceHistory, options: TitleOptions): string {
  const { t } = options;
  if (state === "partial") return waitingTitle(t);
  if (!asked.isCut || !asked.window) return t("No changes found in {0} days", allDays);
  return t("No changes found since {0}", ago(asked.window.fromMs, options));
}

const shown = (text: string): string => safeText(text, 60).replaceAll("$(", "$ (");

const ago = (timeMs: number, { nowMs, locale }: TitleOptions): string => relativeTime(timeMs, nowMs, locale);

/** The tool in the middle of a sentence; empty when it says nothing. */
function toolWord(tool: ViaTool, t: Translate): string {
  if (tool === "Other" || tool === "AWS service") return "";
  if (tool === "Console") return t("console");
  return tool;
}

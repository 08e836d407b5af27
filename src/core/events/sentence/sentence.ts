import { at } from "../../base/json.js";
import { safeText } from "../../base/safeText.js";
import type { Translate } from "../../base/translate.js";
import { apiOf } from "../naming/api.js";
import { clause } from "./clause.js";
import type { CloudTrailEvent } from "../event.js";
import type { Actor, Insight, Via } from "../insight.js";
import { relativeTime } from "./relativeTime.js";
import { isServiceHost, serviceName } from "../naming/service.js";

export interface SentenceOptions {
  readonly t: Translate;
  /** The moment "ago" counts from, epoch milliseconds. */
  readonly nowMs: number;
  /** BCP 47 tag. */
  readonly locale: string;
}

/**
 * What a person would say of an event, without a full stop: `alice (Admin via Identity Center) stopped logging of
 * trail main from the CLI, 2 days ago, from 203.0.113.7`. Names are shown safely; templates are whole clauses, so
 * that a translation may reorder them.
 */
export function sentence(event: CloudTrailEvent, insight: Insight, options: SentenceOptions): string {
  const { t, nowMs, locale } = options;
  const when = relativeTime(event.timeMs, nowMs, locale);
  const special = remark(event, t, locale);
  if (special !== undefined) return t("{0}, {1}", special, when);
  const who = whoText(insight.actor, event, t);
  const what = clause(apiOf(event.source, event.name), event, insight, who, t);
  const how = viaText(insight.via, insight.actor, event, t);
  const from = placeOf(event.sourceAddress);
  if (how === "" && from === "") return t("{0}, {1}", what, when);
  if (from === "") return t("{0} {1}, {2}", what, how, when);
  if (how === "") return t("{0}, {1}, from {2}", what, when, from);
  return t("{0} {1}, {2}, from {3}", what, how, when, from);
}

/** Insights and aggregated events have nobody who did them. */
function remark(event: CloudTrailEvent, t: Translate, locale: string): string | undefined {
  const { raw } = event;
  const name = safeText(event.name, 80);
  const insightType = at(raw, "insightDetails", "insightType");
  if (insightType !== undefined) {
    const errors = insightType === "ApiErrorRateInsight";
    if (at(raw, "insightDetails", "state") === "End")
      return errors
        ? t("CloudTrail Insights saw the error rate of {0} return to normal", name)
        : t("CloudTrail Insights saw the call rate of {0} return to normal", name);
    return errors
      ? t("CloudTrail Insights noticed an unusual error rate of {0}", name)
      : t("CloudTrail Insights noticed an unusual call rate of {0}", name);
  }
  if (event.eventType !== "AwsAggregatedEvent") return undefined;
  const count = aggregatedCount(raw["summary"]);
  const service = serviceName(event.source);
  return t(
    "CloudTrail counted {0} calls of {1} to {2}",
    count.toLocaleString(safeLocale(locale)),
    name,
    service,
  );
}

function aggregatedCount(summary: unknown): number {
  const statistics = at(summary, "primaryDimension", "statistics");
  if (!Array.isArray(statistics)) return 0;
  let sum = 0;
  for (const statistic of statistics.slice(0, 1_000) as readonly unknown[]) {
    const value = at(statistic, "value");
    if (typeof value === "number") sum += value;
  }
  return sum;
}

const safeLocale = (locale: string): string => {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? "en";
  } catch {
    return "en";
  }
};

function whoText(actor: Actor, event: CloudTrailEvent, t: Translate): string {
  const name = nameOf(actor, t);
  const account =
    actor.crossAccount && actor.kind !== "account" ? event.userIdentity?.["accountId"] : undefined;
  const note = safeText(actor.note, 120);
  if (typeof account === "string")
    return note === ""
      ? t("{0} (account {1})", name, account)
      : t("{0} ({1}, account {2})", name, note, account);
  return note === "" ? name : t("{0} ({1})", name, note);
}

function nameOf(actor: Actor, t: Translate): string {
  const name = safeText(actor.name, 120);
  if (actor.kind === "account" && /^\d{12}$/.test(name)) return t("account {0}", name);
  if (actor.kind === "service") return t("AWS service {0}", name);
  if (actor.kind !== "unknown") return name;
  if (name === "anonymous") return t("an anonymous caller");
  return name === "unknown" ? t("somebody unknown") : name;
}

const TOOLS = new Map<Via["tool"], (t: Translate) => string>([
  ["Console", (t) => t("from the console")],
  ["CLI", (t) => t("from the CLI")],
  ["SDK", (t) => t("with an SDK")],
  ["CloudFormation", (t) => t("through CloudFormation")],
  ["CDK", (t) => t("through the CDK")],
  ["SAM", (t) => t("with SAM")],
  ["Terraform", (t) => t("with Terraform")],
  ["OpenTofu", (t) => t("with OpenTofu")],
  ["Pulumi", (t) => t("with Pulumi")],
  ["CloudShell", (t) => t("from CloudShell")],
]);

/** How it was done, where that is known well enough to be said and adds something. */
function viaText(via: Via, actor: Actor, event: CloudTrailEvent, t: Translate): string {
  if (via.confidence === "low" || actor.kind === "service" || event.source === "signin.amazonaws.com")
    return "";
  const tool = TOOLS.get(via.tool);
  if (tool) return tool(t);
  if (via.tool !== "AWS service") return "";
  const host = event.userIdentity?.["invokedBy"] ?? event.sourceAddress;
  return typeof host === "string" && isServiceHost(host) ? t("through {0}", serviceName(host)) : "";
}

/** The caller's address; services' names and `AWS Internal` say nothing about a place. */
const placeOf = (address: string): string =>
  address === "" || isServiceHost(address) || address.startsWith("AWS Internal") ? "" : safeText(address, 64);

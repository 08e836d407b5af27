import type { Maybe, Trail, TrailDetails, TrailStatus } from "../../core/accounts/trail.js";
import { safeText } from "../../core/base/safeText.js";
import type { ConsoleLinks } from "./consoleLinks.js";
import { code, escapeMarkdown, factTable, ifSet, linkOrCode, page, table, type FactRow } from "./markdown.js";
import { selectorList } from "./selectorText.js";
import { when, type Wording } from "./wording.js";

/** Everything known of a trail, as Markdown. Parts without an address in the console are named only. */
export function trailPage(details: TrailDetails, links: ConsoleLinks, wording: Wording): string {
  const { t } = wording;
  const { trail } = details;
  return page(
    `# ${escapeMarkdown(trail.name)}`,
    verdict(trail, wording),
    `## ${t("Trail")}`,
    factTable(trailFacts(trail, links, wording)),
    `## ${t("Status")}`,
    orProblem(trail.status, (status) => factTable(statusFacts(status, wording))),
    `## ${t("What it records")}`,
    orProblem(details.selectors, (selectors) =>
      selectors.length === 0 ? t("No event selectors.") : selectorList(selectors),
    ),
    `## ${t("Insights")}`,
    orProblem(details.insights, (insights) =>
      insights.length === 0
        ? t("Insights events are off.")
        : insights.map((each) => `- ${escapeMarkdown(each)}`).join("\n"),
    ),
    `## ${t("Tags")}`,
    orProblem(details.tags, (tags) => tagTable(tags, wording)),
  );
}

/** The one thing to know first. */
function verdict(trail: Trail, wording: Wording): string {
  const { t } = wording;
  if (!trail.status.ok) return "";
  const { logging, stoppedMs, latestDeliveryError, latestDeliveryMs } = trail.status.value;
  if (!logging) {
    const since = stoppedMs === undefined ? "" : ` ${when(stoppedMs, wording)}`;
    return `**⚠ ${t("Logging is stopped.")}**${escapeMarkdown(since)}`;
  }
  if (latestDeliveryError !== undefined) {
    return `**⚠ ${t("Log files cannot be delivered:")}** ${escapeMarkdown(latestDeliveryError)}`;
  }
  const last =
    latestDeliveryMs === undefined ? "" : ` ${t("Last delivery: {0}", when(latestDeliveryMs, wording))}`;
  return `**✓ ${t("Logging.")}**${escapeMarkdown(last)}`;
}

function trailFacts(trail: Trail, links: ConsoleLinks, wording: Wording): readonly FactRow[] {
  const { t } = wording;
  const { kmsKeyId } = trail;
  return [
    [t("ARN"), linkOrCode(trail.arn, links.trail(trail.arn))],
    [t("Home Region"), escapeMarkdown(trail.homeRegion)],
    [t("Seen from here"), trail.shadow ? t("As a shadow of the trail in its home Region") : undefined],
    [t("Regions"), trail.multiRegion ? t("All Regions") : t("Home Region only")],
    [t("Organization trail"), yesNo(trail.organization, wording)],
    [t("Global service events"), yesNo(trail.globalServiceEvents, wording)],
    [t("Log file validation"), trail.validation ? t("On") : t("Off: log files cannot be proven untouched")],
    [t("Bucket"), linkOrCode(trail.bucket, links.bucket(trail.bucket, trail.prefix))],
    [t("Prefix in the bucket"), ifSet(trail.prefix, code)],
    [t("KMS key"), ifSet(kmsKeyId, (key) => linkOrCode(key, links.key(key))) ?? t("None: encrypted by S3")],
    [t("SNS topic"), ifSet(trail.snsTopicArn, (topic) => linkOrCode(topic, links.topic(topic)))],
    [
      t("CloudWatch log group"),
      ifSet(trail.logGroupArn, (group) => linkOrCode(group, links.logGroup(group))),
    ],
  ];
}

function statusFacts(status: TrailStatus, wording: Wording): readonly FactRow[] {
  const { t } = wording;
  const time = (timeMs: number | undefined): string | undefined =>
    ifSet(timeMs, (ms) => escapeMarkdown(when(ms, wording)));
  const trouble = (error: string | undefined): string | undefined =>
    ifSet(error, (text) => `⚠ ${escapeMarkdown(text)}`);
  return [
    [t("Logging"), status.logging ? t("Yes") : `⚠ ${t("Stopped")}`],
    [t("Logging started"), time(status.startedMs)],
    [t("Logging stopped"), time(status.stoppedMs)],
    [t("Last log file"), time(status.latestDeliveryMs)],
    [t("Delivery error"), trouble(status.latestDeliveryError)],
    [t("Last digest file"), time(status.latestDigestMs)],
    [t("Digest error"), trouble(status.latestDigestError)],
    [t("Last event in CloudWatch Logs"), time(status.latestLogGroupMs)],
    [t("CloudWatch Logs error"), trouble(status.latestLogGroupError)],
    [t("SNS error"), trouble(status.latestNotificationError)],
  ];
}

function tagTable(tags: Readonly<Record<string, string>>, { t }: Wording): string {
  const rows = Object.entries(tags).sort(([a], [b]) => a.localeCompare(b));
  if (rows.length === 0) return t("No tags.");
  return table(
    [t("Key"), t("Value")],
    rows.map((row) => row.map(escapeMarkdown)),
  );
}

const yesNo = (value: boolean, { t }: Wording): string => (value ? t("Yes") : t("No"));

/** The part, or in its place why it is missing. */
const orProblem = <T>(part: Maybe<T>, show: (value: T) => string): string =>
  part.ok ? show(part.value) : `> ⚠ ${escapeMarkdown(safeText(part.message, 1000))}`;

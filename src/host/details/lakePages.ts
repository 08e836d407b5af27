import type { Channel, EventDataStore } from "../../core/accounts/trail.js";
import type { ConsoleLinks } from "./consoleLinks.js";
import { lakeClosed, statusText } from "./lakeWords.js";
import { code, escapeMarkdown, factTable, ifSet, link, linkOrCode, page, type FactRow } from "./markdown.js";
import { selectorList } from "./selectorText.js";
import { daysText, when, type Wording } from "./wording.js";

/** Everything known of an event data store, as Markdown. */
export function storePage(store: EventDataStore, links: ConsoleLinks, wording: Wording): string {
  const { t } = wording;
  return page(
    `# ${escapeMarkdown(store.name)}`,
    `> ${escapeMarkdown(lakeClosed(t))}`,
    factTable(storeFacts(store, links, wording)),
    `## ${t("What it records")}`,
    store.selectors.length === 0 ? t("No event selectors.") : selectorList(store.selectors),
  );
}

function storeFacts(store: EventDataStore, links: ConsoleLinks, wording: Wording): readonly FactRow[] {
  const { t } = wording;
  const yesNo = (value: boolean): string => (value ? t("Yes") : t("No"));
  const time = (ms: number): string => escapeMarkdown(when(ms, wording));
  return [
    [t("ARN"), code(store.arn)],
    [t("Status"), escapeMarkdown(statusText(store.status, t))],
    [t("Retention"), ifSet(store.retentionDays, (days) => escapeMarkdown(daysText(days, wording)))],
    [t("Billing"), ifSet(store.billing, (billing) => escapeMarkdown(billingText(billing, wording)))],
    [t("Organization"), yesNo(store.organization)],
    [t("Regions"), store.multiRegion ? t("All Regions") : t("This Region only")],
    [t("Termination protection"), yesNo(store.terminationProtection)],
    [t("KMS key"), ifSet(store.kmsKeyId, (key) => linkOrCode(key, links.key(key)))],
    [t("Federation"), ifSet(store.federation, escapeMarkdown)],
    [t("Created"), ifSet(store.createdMs, time)],
    [t("Updated"), ifSet(store.updatedMs, time)],
    [t("Console"), ifSet(links.lake(), (address) => link(t("Open CloudTrail Lake"), address))],
  ];
}

/** Everything known of a channel, as Markdown. */
export function channelPage(channel: Channel, wording: Wording): string {
  const { t } = wording;
  const time = (ms: number): string => escapeMarkdown(when(ms, wording));
  const list = channel.destinations.map((each) => `- ${code(each)}`).join("\n");
  return page(
    `# ${escapeMarkdown(channel.name)}`,
    factTable([
      [t("ARN"), code(channel.arn)],
      [t("Source"), escapeMarkdown(channel.source)],
      [t("Made by service"), ifSet(channel.service, escapeMarkdown)],
      [t("Last ingestion"), ifSet(channel.lastIngestionMs, time)],
      [t("Ingestion error"), ifSet(channel.lastIngestionError, (error) => `⚠ ${escapeMarkdown(error)}`)],
    ]),
    `## ${t("Destinations")}`,
    list === "" ? t("No destinations.") : list,
  );
}

function billingText(billing: string, { t }: Wording): string {
  if (billing === "EXTENDABLE_RETENTION_PRICING") return t("one-year extendable retention pricing");
  if (billing === "FIXED_RETENTION_PRICING") return t("seven-year retention pricing");
  return billing;
}

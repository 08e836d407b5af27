import type { Profile } from "../../core/accounts/account.js";
import type { Channel, Trail } from "../../core/accounts/trail.js";
import { lakeClosed } from "../details/lakeWords.js";
import { code, escapeMarkdown, page } from "../details/markdown.js";
import { when, type Wording } from "../details/wording.js";
import { stepLabel, type Trouble } from "../nextStep.js";
import type { AccountNode, ProblemNode, TreeNode } from "./nodes.js";
import { regionName } from "./regionNames.js";

/** Markdown for the hover; everything that came from outside is escaped in it. */
export function tooltip(node: TreeNode, trouble: Trouble | undefined, wording: Wording): string {
  const { t } = wording;
  switch (node.kind) {
    case "account":
      return accountTooltip(node, trouble, wording);
    case "region":
      return page(`**${escapeMarkdown(node.region)}**`, escapeMarkdown(regionName(node.region)));
    case "event-history":
      return t(
        "Management events of the last 90 days in {0}. Always on, free of charge.",
        escapeMarkdown(node.region),
      );
    case "trails":
      return t(
        "Trails that cover {0}, also those of other Regions and of the organization.",
        escapeMarkdown(node.region),
      );
    case "event-data-stores":
      return escapeMarkdown(lakeClosed(t));
    case "channels":
      return t("Channels that feed event data stores or share events with AWS services.");
    case "trail":
      return trailTooltip(node.trail, wording);
    case "event-data-store":
      return page(`**${escapeMarkdown(node.store.name)}**`, code(node.arn), escapeMarkdown(lakeClosed(t)));
    case "channel":
      return channelTooltip(node.channel);
    case "problem":
      return problemTooltip(node, wording);
    case "note":
      return escapeMarkdown(node.hint);
  }
}

const channelTooltip = ({ name, arn, destinations, lastIngestionError }: Channel): string =>
  page(
    `**${escapeMarkdown(name)}**`,
    code(arn),
    destinations.map((each) => `- ${code(each)}`).join("\n"),
    lastIngestionError === undefined ? "" : `⚠ ${escapeMarkdown(lastIngestionError)}`,
  );

function accountTooltip({ source }: AccountNode, trouble: Trouble | undefined, { t }: Wording): string {
  return page(
    `**${escapeMarkdown(source.name)}** ${code(source.accountId ?? "")}`,
    trouble === undefined ? "" : `⚠ ${escapeMarkdown(trouble.message)}`,
    t("Reached through:"),
    source.profiles.map((profile) => profileLine(profile, t)).join("\n"),
  );
}

function profileLine(profile: Profile, t: Wording["t"]): string {
  const facts = [
    kindText(profile.kind, t),
    profile.region,
    profile.endpoint === undefined ? undefined : t("endpoint {0}", profile.endpoint),
    profile.file,
  ];
  const said = facts.filter((fact) => fact !== undefined).map(escapeMarkdown);
  return `- ${code(profile.key)}: ${said.join(", ")}`;
}

function kindText(kind: Profile["kind"], t: Wording["t"]): string {
  switch (kind) {
    case "keys":
      return t("access key");
    case "sso":
      return t("IAM Identity Center");
    case "assume-role":
      return t("assumed role");
    case "process":
      return t("credential_process");
    case "web-identity":
      return t("web identity");
    case "login":
      return t("console sign-in");
    case "environment":
      return t("environment variables");
    case "incomplete":
      return t("incomplete");
  }
}

function trailTooltip(trail: Trail, wording: Wording): string {
  const { t } = wording;
  const { status } = trail;
  const last = status.ok ? status.value.latestDeliveryMs : undefined;
  return page(
    `**${escapeMarkdown(trail.name)}**`,
    status.ok ? "" : `⚠ ${escapeMarkdown(status.message)}`,
    ...(status.ok ? errorsOf(status.value, t) : []),
    last === undefined ? "" : escapeMarkdown(t("Last delivery: {0}", when(last, wording))),
    `${t("Bucket:")} ${code(trail.bucket)}`,
    `${t("Home Region:")} ${escapeMarkdown(trail.homeRegion)}`,
    trail.validation ? "" : t("Log file validation is off: log files cannot be proven untouched."),
    code(trail.arn),
  );
}

function errorsOf(
  status: Extract<Trail["status"], { ok: true }>["value"],
  t: Wording["t"],
): readonly string[] {
  const errors: readonly (readonly [string, string | undefined])[] = [
    [t("Delivery error:"), status.latestDeliveryError],
    [t("Digest error:"), status.latestDigestError],
    [t("CloudWatch Logs error:"), status.latestLogGroupError],
    [t("SNS error:"), status.latestNotificationError],
  ];
  return errors.flatMap(([label, error]) =>
    error === undefined ? [] : [`⚠ ${label} ${escapeMarkdown(error)}`],
  );
}

const problemTooltip = ({ trouble, step, hint }: ProblemNode, { t }: Wording): string =>
  page(escapeMarkdown(trouble.message), escapeMarkdown(hint), `→ ${stepLabel(step, t)}`);

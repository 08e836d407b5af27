import { safeText } from "../../core/base/safeText.js";
import { statusText } from "../details/lakeWords.js";
import { daysText, type Wording } from "../details/wording.js";
import { stepLabel, troubleTitle, type Trouble } from "../nextStep.js";
import { parts, plain, type Looks } from "./looks.js";
import type {
  AccountNode,
  ChannelNode,
  EventDataStoreNode,
  GroupNode,
  NoteNode,
  ProblemNode,
  RegionNode,
  TreeNode,
} from "./nodes.js";
import { regionName } from "./regionNames.js";
import { trailLooks } from "./trailLooks.js";

/** `trouble` is what went wrong when the account was last opened. */
export function nodeLooks(node: TreeNode, trouble: Trouble | undefined, wording: Wording): Looks {
  switch (node.kind) {
    case "account":
      return accountLooks(node, trouble, wording);
    case "region":
      return regionLooks(node, wording);
    case "event-history":
      return {
        ...plain(wording.t("Event history"), wording.t("last 90 days"), "history"),
        context: "eventHistory",
      };
    case "trails":
    case "event-data-stores":
    case "channels":
      return groupLooks(node, wording);
    case "trail":
      return trailLooks(node.trail, wording);
    case "event-data-store":
      return storeLooks(node, wording);
    case "channel":
      return channelLooks(node, wording);
    case "problem":
      return problemLooks(node, wording);
    case "note":
      return noteLooks(node);
  }
}

function accountLooks({ source }: AccountNode, trouble: Trouble | undefined, { t }: Wording): Looks {
  const canSignIn = source.profiles.some(({ kind }) => kind === "sso");
  const id = source.accountId ?? source.profiles[0]?.accountId;
  return {
    ...plain(safeText(source.name), parts(id, trouble && troubleTitle(trouble, t)), "account"),
    tone: trouble === undefined ? "plain" : "warning",
    context: canSignIn ? "account.sso" : "account",
    opens: "collapsed",
  };
}

const regionLooks = ({ region, added }: RegionNode, { t }: Wording): Looks => ({
  ...plain(region, parts(regionName(region), added ? t("added") : ""), "globe"),
  context: added ? "region.added" : "region",
  opens: "collapsed",
});

const noteLooks = ({ text, busy }: NoteNode): Looks => ({
  ...plain(text, "", busy ? "loading~spin" : "info"),
  context: "note",
});

function groupLooks({ kind }: GroupNode, { t }: Wording): Looks {
  switch (kind) {
    case "trails":
      return { ...plain(t("Trails"), "", "list-unordered"), context: "trails", opens: "expanded" };
    case "event-data-stores":
      return {
        ...plain(t("Event data stores"), "", "database"),
        context: "eventDataStores",
        opens: "collapsed",
      };
    case "channels":
      return { ...plain(t("Channels"), "", "plug"), context: "channels", opens: "collapsed" };
  }
}

/** States of an event data store in which it takes in no events. */
const idleStates = new Set(["PENDING_DELETION", "STOPPING_INGESTION", "STOPPED_INGESTION"]);

function storeLooks({ store }: EventDataStoreNode, wording: Wording): Looks {
  const { t } = wording;
  const { retentionDays } = store;
  const retention = retentionDays === undefined ? "" : t("{0} retention", daysText(retentionDays, wording));
  const idle = idleStates.has(store.status);
  return {
    ...plain(
      safeText(store.name),
      parts(statusText(store.status, t), retention, store.organization ? t("organization") : ""),
      idle ? "warning" : "database",
    ),
    tone: idle ? "warning" : "plain",
    context: "eventDataStore",
  };
}

function channelLooks({ channel }: ChannelNode, { t }: Wording): Looks {
  const failing = channel.lastIngestionError !== undefined;
  return {
    ...plain(
      safeText(channel.name),
      parts(safeText(channel.service ?? channel.source), failing ? t("ingestion error") : ""),
      failing ? "warning" : "plug",
    ),
    tone: failing ? "warning" : "plain",
    context: "channel",
  };
}

function problemLooks({ trouble, step, region }: ProblemNode, { t }: Wording): Looks {
  const where = region === undefined ? "" : t("in {0}", region);
  return {
    ...plain(troubleTitle(trouble, t), parts(where, stepLabel(step, t)), "error"),
    tone: "error",
    context: `problem.${step.kind}`,
  };
}

import { configuredRegions } from "../../aws/regions.js";
import type { Account } from "../../core/accounts/account.js";
import type { AccountDirectory, TrailReader } from "../../core/accounts/ports.js";
import { isFailure } from "../../core/base/failure.js";
import type { Log } from "../../core/base/log.js";
import type { Translate } from "../../core/base/translate.js";
import { lakeClosed } from "../details/lakeWords.js";
import { nextStep, type Trouble } from "../nextStep.js";
import type { AccountNode, GroupNode, NoteNode, ProblemNode, RegionNode, TreeNode } from "./nodes.js";

/** What nodes are made from. */
export interface TreeSources {
  readonly directory: AccountDirectory;
  readonly trails: TrailReader;
  readonly addedRegions: (account: Account) => readonly string[];
  readonly log: Log;
  readonly t: Translate;
}

/** Children of a node. Never rejects: what cannot be loaded becomes a node that says why and what to do. */
export async function loadChildren(
  node: TreeNode,
  sources: TreeSources,
  signal: AbortSignal,
): Promise<readonly TreeNode[]> {
  try {
    return await load(node, sources, signal);
  } catch (error) {
    if (signal.aborted) return [];
    return [problemNode(node, toTrouble(error, sources), lakeHint(node, sources.t), sources)];
  }
}

async function load(node: TreeNode, sources: TreeSources, signal: AbortSignal): Promise<readonly TreeNode[]> {
  switch (node.kind) {
    case "account":
      return loadAccount(node, sources, signal);
    case "region":
      return regionParts(node);
    case "trails":
      return loadTrails(node, sources, signal);
    case "event-data-stores":
      return loadStores(node, sources, signal);
    case "channels":
      return loadChannels(node, sources, signal);
    default:
      return [];
  }
}

/** Without credentials nothing below an account can be asked; with any other trouble its Regions still can. */
const hopeless = new Set<Trouble["code"]>([
  "aws/no-credentials",
  "aws/expired-credentials",
  "aws/sign-in-needed",
  "aws/mfa-cancelled",
  "config/unreadable",
  "config/unknown-profile",
  "config/untrusted-workspace",
  "config/invalid-endpoint",
]);

async function loadAccount(
  node: AccountNode,
  sources: TreeSources,
  signal: AbortSignal,
): Promise<readonly TreeNode[]> {
  try {
    await sources.directory.identify(node.account, signal);
    return regionNodes(node, sources);
  } catch (error) {
    if (signal.aborted) return [];
    const problem = problemNode(node, toTrouble(error, sources), "", sources);
    return hopeless.has(problem.trouble.code) ? [problem] : [problem, ...regionNodes(node, sources)];
  }
}

function regionNodes(node: AccountNode, { addedRegions }: TreeSources): readonly RegionNode[] {
  const added = addedRegions(node.source);
  const given = new Set(configuredRegions(node.source, []));
  return configuredRegions(node.source, added).map((region) => ({
    kind: "region",
    id: `${node.id}/${region}`,
    account: node.account,
    region,
    added: !given.has(region),
  }));
}

function regionParts({ id, account, region }: RegionNode): readonly TreeNode[] {
  const history: TreeNode = { kind: "event-history", id: `${id}/event-history`, account, region };
  const groups = (["trails", "event-data-stores", "channels"] as const).map((kind) => ({
    kind,
    id: `${id}/${kind}`,
    account,
    region,
  }));
  return [history, ...groups];
}

async function loadTrails(
  node: GroupNode,
  { trails, t }: TreeSources,
  signal: AbortSignal,
): Promise<readonly TreeNode[]> {
  const { account, region } = node;
  const found = await trails.trails(account, region, signal);
  if (found.length === 0) {
    return [
      note(node, t("No trails"), t("Event history still keeps 90 days of management events in this Region.")),
    ];
  }
  return [...found]
    .sort((a, b) => Number(a.shadow) - Number(b.shadow) || a.name.localeCompare(b.name))
    .map((trail) => ({
      kind: "trail",
      id: `${node.id}/${trail.arn}`,
      account,
      region,
      arn: trail.arn,
      trail,
    }));
}

async function loadStores(
  node: GroupNode,
  { trails, t }: TreeSources,
  signal: AbortSignal,
): Promise<readonly TreeNode[]> {
  const { account, region } = node;
  const found = await trails.eventDataStores(account, region, signal);
  if (found.length === 0) return [note(node, t("No event data stores"), lakeClosed(t))];
  return [...found]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((store) => ({
      kind: "event-data-store",
      id: `${node.id}/${store.arn}`,
      account,
      region,
      arn: store.arn,
      store,
    }));
}

async function loadChannels(
  node: GroupNode,
  { trails, t }: TreeSources,
  signal: AbortSignal,
): Promise<readonly TreeNode[]> {
  const { account, region } = node;
  const found = await trails.channels(account, region, signal);
  if (found.length === 0) {
    const hint = t(
      "Channels bring events from outside AWS into event data stores, or share them with AWS services.",
    );
    return [note(node, t("No channels"), hint)];
  }
  return [...found]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((channel) => ({
      kind: "channel",
      id: `${node.id}/${channel.arn}`,
      account,
      region,
      arn: channel.arn,
      channel,
    }));
}

const lakeHint = (node: TreeNode, t: Translate): string =>
  node.kind === "event-data-stores" ? lakeClosed(t) : "";

function problemNode(
  parent: TreeNode,
  trouble: Trouble,
  hint: string,
  { directory }: TreeSources,
): ProblemNode {
  const { id, account, region } = parent;
  const source = directory.snapshot().accounts.find(({ key }) => key === account);
  return {
    kind: "problem",
    id: `${id}/problem`,
    account,
    ...(region === undefined ? {} : { region }),
    trouble,
    step: nextStep(trouble, source),
    hint,
  };
}

const note = ({ id, account, region }: GroupNode, text: string, hint: string): NoteNode => ({
  kind: "note",
  id: `${id}/note`,
  account,
  region,
  text,
  hint,
  busy: false,
});

export function toTrouble(error: unknown, { log, t }: Pick<TreeSources, "log" | "t">): Trouble {
  if (isFailure(error)) return error;
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const message = t("Something unexpected went wrong. The log has the details.");
  return { code: "aws/bad-answer", message, detail: {} };
}

import type { Account, RegionInfo } from "../../core/accounts/account.js";
import type { Channel, EventDataStore, Trail } from "../../core/accounts/trail.js";
import type { NextStep, Trouble } from "../nextStep.js";
import type { TreeNodeRef } from "./nodeRef.js";

/**
 * A node of the accounts tree. Pure data, and a `TreeNodeRef` itself, which is all that commands look at.
 * `id` is a path: a child's id starts with its parent's. It stays the same when an account gets its id from
 * the service, so that what was expanded stays so.
 */
interface Node extends TreeNodeRef {
  readonly id: string;
}

export interface AccountNode extends Node {
  readonly kind: "account";
  readonly source: Account;
}

export interface RegionNode extends Node {
  readonly kind: "region";
  readonly region: string;
  /** True when the user added it, who may then take it away again. */
  readonly added: boolean;
}

export type GroupKind = "trails" | "event-data-stores" | "channels";

export interface GroupNode extends Node {
  readonly kind: GroupKind;
  readonly region: string;
}

export interface EventHistoryNode extends Node {
  readonly kind: "event-history";
  readonly region: string;
}

export interface TrailNode extends Node {
  readonly kind: "trail";
  readonly region: string;
  readonly arn: string;
  readonly trail: Trail;
}

export interface EventDataStoreNode extends Node {
  readonly kind: "event-data-store";
  readonly region: string;
  readonly arn: string;
  readonly store: EventDataStore;
}

export interface ChannelNode extends Node {
  readonly kind: "channel";
  readonly region: string;
  readonly arn: string;
  readonly channel: Channel;
}

/** A failure in the place of what could not be loaded. */
export interface ProblemNode extends Node {
  readonly kind: "problem";
  readonly trouble: Trouble;
  readonly step: NextStep;
  /** More to know in this place, for the tooltip; empty when there is none. */
  readonly hint: string;
}

/** Something to say where there is nothing to show. */
export interface NoteNode extends Node {
  readonly kind: "note";
  readonly text: string;
  readonly hint: string;
  /** True while something is under way. */
  readonly busy: boolean;
}

export type TreeNode =
  | AccountNode
  | RegionNode
  | EventHistoryNode
  | GroupNode
  | TrailNode
  | EventDataStoreNode
  | ChannelNode
  | ProblemNode
  | NoteNode;

export const accountNode = (source: Account, id: string): AccountNode => ({
  kind: "account",
  id,
  account: source.key,
  source,
});

/**
 * What an account's node may be called: one of its profiles, which all stay when more becomes known of the account.
 * The first of them by name, unless another one was used while it was an account of its own.
 */
export const accountNodeIds = ({ key, profiles }: Account): readonly [string, ...string[]] => {
  const [first = key, ...others] = profiles.map((profile) => profile.key).sort();
  return [`account:${first}`, ...others.map((each) => `account:${each}`)];
};

export const isBelow = (id: string, ancestorId: string): boolean => id.startsWith(`${ancestorId}/`);

/** Whether a Region can be asked; unknown counts as yes, since asking is how it becomes known. */
export const isUsable = (region: RegionInfo): boolean => region.optIn !== "disabled";

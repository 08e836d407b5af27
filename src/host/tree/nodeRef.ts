import { isObject } from "../../core/base/json.js";

/**
 * What menus and commands are given of a tree node: plain data, never the live node.
 * A command looks up what it needs by these names.
 */
export interface TreeNodeRef {
  readonly kind:
    | "account"
    | "region"
    | "event-history"
    | "trails"
    | "trail"
    | "event-data-stores"
    | "event-data-store"
    | "channels"
    | "channel"
    | "problem"
    | "note";
  readonly account: string;
  readonly region?: string;
  readonly arn?: string;
  /** The node's place in the tree, for "refresh". */
  readonly id?: string;
}

const optionalTexts = ["region", "arn", "id"] as const;

/** Anyone may run a command with anything (a keybinding, another extension); this tells whether it names a node. */
export const isNodeRef = (value: unknown): value is TreeNodeRef =>
  isObject(value) &&
  typeof value.kind === "string" &&
  typeof value.account === "string" &&
  optionalTexts.every((name) => value[name] === undefined || typeof value[name] === "string");

/** The node without what only the tree needs. */
export const toRef = ({ kind, account, region, arn, id }: TreeNodeRef): TreeNodeRef => ({
  kind,
  account,
  ...(region === undefined ? {} : { region }),
  ...(arn === undefined ? {} : { arn }),
  ...(id === undefined ? {} : { id }),
});

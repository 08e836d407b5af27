import { Failure } from "../core/base/failure.js";
import type { Translate } from "../core/base/translate.js";
import { isNodeRef, type TreeNodeRef } from "./tree/nodeRef.js";

/** A node's place among accounts and Regions, checked: commands can be run by anyone with anything. */
export function wantNode(arg: unknown, t: Translate): TreeNodeRef {
  if (isNodeRef(arg)) return arg;
  throw new Failure(
    "panel/bad-request",
    t("This command needs a node of the Accounts view. Run it from there."),
  );
}

export function wantRegion(arg: unknown, t: Translate): TreeNodeRef & { readonly region: string } {
  const { region, ...node } = wantNode(arg, t);
  if (region !== undefined) return { ...node, region };
  throw new Failure(
    "panel/bad-request",
    t("This command needs a Region of the Accounts view. Run it from there."),
  );
}

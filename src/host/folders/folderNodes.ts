import type { Reason } from "../../core/logs/census.js";
import type { OutlineGroup } from "../../core/logs/outlineGroups.js";
import type { StoreState } from "../../core/logs/logStore.js";

/** A line of the view "Log Folders"; plain data, since menus hand it to commands. */
export type FolderNode =
  LogFolderNode | FoundFolderNode | StatusNode | PlaceNode | UnreadNode | ReasonNode | PathNode;

interface InFolder {
  readonly id: string;
  readonly folder: string;
}

export interface LogFolderNode extends InFolder {
  readonly kind: "folder";
}

/** A folder of the workspace that looks like a copy of a trail's bucket and was never opened. */
export interface FoundFolderNode extends InFolder {
  readonly kind: "found";
}

/** How far reading got, where it is not done. */
export interface StatusNode extends InFolder {
  readonly kind: "status";
  readonly state: Pick<StoreState, "phase" | "filesFound" | "filesDone" | "follows" | "failure">;
}

/** An account, a Region in it or a day in that. */
export interface PlaceNode extends InFolder {
  readonly kind: "place";
  readonly group: OutlineGroup;
}

/** The files that were not, or not wholly, read. */
export interface UnreadNode extends InFolder {
  readonly kind: "unread";
  readonly reasons: readonly Reason[];
}

export interface ReasonNode extends InFolder {
  readonly kind: "reason";
  readonly reason: Reason;
}

export interface PathNode extends InFolder {
  readonly kind: "path";
  /** As in FileReport. */
  readonly path: string;
}

/** A folder with what of it is meant, as commands take it. */
export interface FolderRef {
  readonly folder: string;
  readonly group?: Pick<OutlineGroup, "accountId" | "region" | "day">;
}

export function isFolderRef(value: unknown): value is FolderRef {
  return typeof value === "object" && value !== null && "folder" in value && typeof value.folder === "string";
}

import type { Clock } from "../../core/base/clock.js";
import type { Reason } from "../../core/logs/census.js";
import type { LogStore } from "../../core/logs/logStore.js";
import type { FolderOutline } from "../../core/logs/folderOutline.js";
import { groupsBelow } from "../../core/logs/outlineGroups.js";
import type { FolderNode, LogFolderNode, PlaceNode, ReasonNode } from "./folderNodes.js";

/** While files are read the lines below a folder are counted anew at most this often: it costs the engine time. */
const againAfterMs = 2_000;

interface Counted {
  readonly revision: number;
  readonly atMs: number;
  readonly outline: FolderOutline;
  readonly reasons: readonly Reason[];
}

/** What stands below a folder; kept until more of it is read. */
export class FolderChildren {
  readonly #counted = new WeakMap<LogStore, Counted>();

  constructor(private readonly clock: Clock) {}

  async ofFolder({ folder, id }: LogFolderNode, store: LogStore, signal: AbortSignal): Promise<FolderNode[]> {
    const { outline, reasons } = await this.#count(store, signal);
    const { phase } = store.state;
    return [
      ...(phase === "ready"
        ? []
        : [{ kind: "status" as const, id: `${id}/status`, folder, state: store.state }]),
      ...places({ id, folder }, outline, {}),
      ...(reasons.length === 0 ? [] : [{ kind: "unread" as const, id: `${id}/unread`, folder, reasons }]),
    ];
  }

  async ofPlace(node: PlaceNode, store: LogStore, signal: AbortSignal): Promise<FolderNode[]> {
    if (node.group.day !== undefined) return [];
    const { accountId, region } = node.group;
    return places(node, (await this.#count(store, signal)).outline, {
      ...(accountId === undefined ? {} : { accountId }),
      ...(region === undefined ? {} : { region }),
    });
  }

  async #count(store: LogStore, signal: AbortSignal): Promise<Counted> {
    const { revision, phase } = store.state;
    const known = this.#counted.get(store);
    const nowMs = this.clock.now();
    const young = phase === "reading" && known !== undefined && nowMs - known.atMs < againAfterMs;
    if (known && (known.revision === revision || young)) return known;
    const [outline, census] = await Promise.all([store.outline(signal), store.census(signal)]);
    const reasons = census.reasons.filter(({ expected }) => !expected);
    const counted = { revision, atMs: nowMs, outline, reasons };
    this.#counted.set(store, counted);
    return counted;
  }
}

const places = (
  { id, folder }: Pick<PlaceNode, "id" | "folder">,
  outline: FolderOutline,
  within: Parameters<typeof groupsBelow>[1],
): PlaceNode[] =>
  groupsBelow(outline, within).map((group) => ({
    kind: "place",
    id: `${id}/${group.day ?? group.region ?? group.accountId ?? ""}`,
    folder,
    group,
  }));

export const reasonNodes = (folder: string, id: string, reasons: readonly Reason[]): ReasonNode[] =>
  reasons.map((reason) => ({ kind: "reason", id: `${id}/${reason.key}`, folder, reason }));

export const pathNodes = ({ folder, id, reason }: ReasonNode): FolderNode[] =>
  reason.paths.map((path) => ({ kind: "path", id: `${id}/${path}`, folder, path }));

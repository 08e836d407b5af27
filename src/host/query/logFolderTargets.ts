import { basename } from "node:path";
import type { Translate } from "../../core/base/translate.js";
import type { LogStore } from "../../core/logs/logStore.js";
import type { SqlTarget, SqlTargetOffer, SqlTargets } from "../../core/sql/sqlTarget.js";

export interface LogFolderTargetsDeps {
  /** Opens a folder; the engine is started when first asked. */
  readonly store: (folder: string, signal: AbortSignal) => Promise<LogStore>;
  /** Folders that were chosen before, the newest first. */
  readonly folders: () => readonly string[];
  readonly t: Translate;
}

/** Log folders of this machine as targets, and what cannot be asked from here with the reason. */
export class LogFolderTargets implements SqlTargets {
  constructor(private readonly deps: LogFolderTargetsDeps) {}

  offers(): readonly SqlTargetOffer[] {
    const { folders, t } = this.deps;
    return [
      ...folders().map((folder) => ({ id: folder, label: basename(folder), detail: folder })),
      {
        id: "lake",
        label: t("CloudTrail Lake"),
        detail: t("An event data store in an AWS account"),
        unavailable: t(
          "Lake charges for every run and is not asked from here yet; the statement runs unchanged in its console.",
        ),
      },
    ];
  }

  async open(id: string, signal: AbortSignal): Promise<SqlTarget | undefined> {
    if (!this.deps.folders().includes(id)) return undefined;
    const { duckTarget } = await import("./queryParts.js");
    const store = await this.deps.store(id, signal);
    return duckTarget(id, basename(id), {
      sql: async function* (text, runSignal) {
        // an answer over half the files would look like a whole one
        await store.settled(runSignal);
        yield* store.sql(text, runSignal);
      },
    });
  }
}

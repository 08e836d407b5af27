import { join } from "node:path";
import type { LogStore } from "../../core/logs/logStore.js";
import { code, escapeMarkdown, page } from "../details/markdown.js";
import { sizeText, type Wording } from "../details/wording.js";
import { eventsText, filesText } from "./folderLooks.js";
import type { FolderNode, PlaceNode } from "./folderNodes.js";

/** Markdown for the hover; everything that came from outside is escaped in it. */
export function folderTooltip(node: FolderNode, store: LogStore | undefined, wording: Wording): string {
  const { t } = wording;
  switch (node.kind) {
    case "folder":
      return page(
        code(node.folder),
        store
          ? t(
              "{0} in {1}",
              eventsText(store.state.events, wording),
              filesText(store.state.filesFound, wording),
            )
          : t("Open it to read its files, or what came since it was read last."),
      );
    case "found":
      return page(code(node.folder), t("Looks like a copy of a trail's bucket. Select it to open it."));
    case "status":
      return escapeMarkdown(node.state.failure?.message ?? t("What is read so far can be searched already."));
    case "place":
      return placeTooltip(node, wording);
    case "unread":
      return t("Events of these files may be missing from every answer.");
    case "reason":
      return escapeMarkdown(node.reason.key);
    case "path":
      return code(join(node.folder, node.path));
  }
}

function placeTooltip({ group }: PlaceNode, wording: Wording): string {
  const { t, locale } = wording;
  const place = [group.accountId, group.region, group.day].filter(
    (part) => part !== undefined && part !== "",
  );
  return page(
    place.length === 0 ? t("Files that belong to no account.") : `**${escapeMarkdown(place.join(" · "))}**`,
    group.categories
      .map(({ key, count }) => `- ${escapeMarkdown(key)}: ${eventsText(count, wording)}`)
      .join("\n"),
    t("{0}, {1}", filesText(group.files, wording), sizeText(group.bytes, locale)),
    group.digests === 0
      ? t("No digest files: nothing here can be proven untouched.")
      : t("{0} of them digests", filesText(group.digests, wording)),
    group.unread === 0 ? "" : `⚠ ${t("{0} not, or not wholly, read", filesText(group.unread, wording))}`,
  );
}

import { basename, dirname } from "node:path";
import { safeText } from "../../core/base/safeText.js";
import type { LogStore } from "../../core/logs/logStore.js";
import { sizeText, type Wording } from "../details/wording.js";
import { parts, plain, type Looks } from "../tree/looks.js";
import { regionName } from "../tree/regionNames.js";
import type { FolderNode, PlaceNode, StatusNode } from "./folderNodes.js";

/** `store` is set once the node's folder is open. */
export function folderLooks(node: FolderNode, store: LogStore | undefined, wording: Wording): Looks {
  const { t, locale } = wording;
  const number = new Intl.NumberFormat(locale);
  switch (node.kind) {
    case "folder":
      return logFolderLooks(node.folder, store, wording);
    case "found":
      return {
        ...plain(safeText(basename(dirname(node.folder))), t("in this workspace, not opened"), "folder"),
        context: "foundFolder",
      };
    case "status":
      return statusLooks(node, wording);
    case "place":
      return placeLooks(node, wording);
    case "unread": {
      const files = node.reasons.reduce((sum, { count }) => sum + count, 0);
      return {
        ...plain(t("Not read"), filesText(files, wording), "warning"),
        tone: "warning",
        context: "unread",
        opens: "collapsed",
      };
    }
    case "reason":
      return {
        ...plain(safeText(node.reason.key), number.format(node.reason.count), "file-binary"),
        context: "reason",
        opens: "collapsed",
      };
    case "path":
      return {
        ...plain(safeText(basename(node.path)), safeText(dirname(node.path)), "file"),
        context: "path",
      };
  }
}

function logFolderLooks(folder: string, store: LogStore | undefined, wording: Wording): Looks {
  const { t } = wording;
  const name = safeText(basename(folder));
  if (!store) {
    return { ...plain(name, safeText(dirname(folder)), "folder"), context: "logFolder", opens: "collapsed" };
  }
  const { phase, events, filesDone, filesFound } = store.state;
  const percent = filesFound === 0 ? 0 : Math.floor((100 * filesDone) / filesFound);
  const doing = {
    ready: "",
    looking: t("reading"),
    reading: t("reading, {0} %", percent),
    paused: t("paused"),
    stopped: t("stopped"),
  }[phase];
  return {
    ...plain(name, parts(eventsText(events, wording), doing), "folder-opened"),
    tone: phase === "stopped" ? "error" : "plain",
    context: `logFolder.${phase}`,
    opens: "collapsed",
  };
}

function statusLooks({ state }: StatusNode, wording: Wording): Looks {
  const { t } = wording;
  const left = filesText(Math.max(0, state.filesFound - state.filesDone), wording);
  switch (state.phase) {
    case "stopped":
      return {
        ...plain(t("Reading stopped"), state.failure?.message ?? "", "error"),
        tone: "error",
        context: "status.stopped",
      };
    case "paused":
      return {
        ...plain(t("Reading is paused"), t("{0} left", left), "debug-pause"),
        context: "status.paused",
      };
    default: {
      const doing = state.follows ? t("Another window is reading") : t("Reading");
      return {
        ...plain(doing, state.phase === "looking" ? "" : t("{0} left", left), "loading~spin"),
        context: "status.reading",
      };
    }
  }
}

function placeLooks({ group }: PlaceNode, wording: Wording): Looks {
  const { t, locale } = wording;
  const { label, name, icon, kind } = placeWords(group, wording);
  const digests = group.digests > 0 ? t("digests") : "";
  const size = group.bytes > 0 ? sizeText(group.bytes, locale) : "";
  const counts = group.events > 0 ? eventsText(group.events, wording) : filesText(group.files, wording);
  return {
    ...plain(safeText(label), parts(counts, size, digests, name), icon),
    tone: group.unread > 0 ? "warning" : "plain",
    context: `place.${kind}`,
    opens: kind === "day" || kind === "other" ? "leaf" : "collapsed",
  };
}

function placeWords({ accountId = "", region, day }: PlaceNode["group"], { t }: Pick<Wording, "t">) {
  if (day !== undefined) return { label: day || t("No day"), name: "", icon: "calendar", kind: "day" };
  if (region !== undefined)
    return { label: region || t("No Region"), name: regionName(region), icon: "globe", kind: "region" };
  return accountId === ""
    ? { label: t("Other files"), name: "", icon: "files", kind: "other" }
    : { label: accountId, name: "", icon: "account", kind: "account" };
}

export const eventsText = (count: number, { t, locale }: Wording): string =>
  count === 1 ? t("1 event") : t("{0} events", new Intl.NumberFormat(locale).format(count));

export const filesText = (count: number, { t, locale }: Wording): string =>
  count === 1 ? t("1 file") : t("{0} files", new Intl.NumberFormat(locale).format(count));

import { parseArgs } from "node:util";
import { safeText } from "../core/base/safeText.js";
import type { Census } from "../core/logs/census.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import { reportFolderFailure } from "./folderReport.js";
import { openFolder } from "./folderStore.js";
import type { CliIo } from "./io.js";

/** `index FOLDER [--json]`: brings a folder's index up to date and tells what the folder holds. */
export async function indexCommand(words: readonly string[], io: CliIo): Promise<ExitCode> {
  const args = readArguments(words);
  if ("problem" in args) {
    io.err(`${args.problem}\nTry --help.\n`);
    return exitCodes.usage;
  }
  try {
    const { store, dispose } = await openFolder(args.folder, io);
    try {
      const census = await store.census(io.signal);
      await io.out(args.json ? `${JSON.stringify(census)}\n` : censusText(census));
      if (census.reasons.some(({ expected }) => !expected)) return exitCodes.incomplete;
      return census.events > 0 ? exitCodes.found : exitCodes.nothingFound;
    } finally {
      dispose();
    }
  } catch (error) {
    return reportFolderFailure(error, io);
  }
}

function readArguments(words: readonly string[]): { folder: string; json: boolean } | { problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: { type: "boolean" } },
    });
    const [folder, more] = positionals;
    if (folder === undefined || more !== undefined) return { problem: "index takes one folder" };
    return { folder, json: values.json ?? false };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

const day = (ms: number | undefined): string =>
  ms === undefined ? "-" : `${new Date(ms).toISOString().slice(0, 19)}Z`;
const mb = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

function censusText(census: Census): string {
  const lines = [
    `${String(census.events)} events, ${day(census.firstMs)} to ${day(census.lastMs)}`,
    `${String(census.files)} files, ${mb(census.bytes)}: ${String(census.read)} read, ${String(census.partly)} in part, ${String(census.skipped)} skipped; index ${mb(census.indexBytes)}`,
    `kinds: ${census.kinds.map(({ key, count }) => `${key} ${String(count)}`).join(", ")}`,
    `categories: ${census.categories.map(({ key, count }) => `${safeText(key, 40)} ${String(count)}`).join(", ")}`,
    ...(census.duplicates > 0 ? [`${String(census.duplicates)} duplicates left out`] : []),
    ...(census.unreadable > 0 ? [`${String(census.unreadable)} records that are none`] : []),
    ...census.reasons.flatMap(({ key, count, paths }) => [
      `${String(count)} × ${key}`,
      ...paths.map((path) => `    ${safeText(path, 300)}`),
    ]),
    ...census.gaps.map(
      ({ accountId, region, fromDay, toDay }) =>
        `no log files: ${accountId} ${region} ${fromDay === toDay ? fromDay : `${fromDay} to ${toDay}`}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

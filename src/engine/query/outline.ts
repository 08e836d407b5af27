import type { FileReport } from "../../core/logs/census.js";
import { folderOutline, type FolderOutline, type OutlinePlace } from "../../core/logs/folderOutline.js";
import type { Database, Value } from "./database.js";

const account = "coalesce(account, '')";
const region = "coalesce(awsregion, '')";
const day = "coalesce(strftime(eventtime, '%Y-%m-%d'), '')";

/** Counts an index's events by account, Region and day, and its files beside them. */
export async function outlineOf(
  database: Database,
  reports: Iterable<FileReport & { readonly number: number }>,
  signal: AbortSignal,
): Promise<FolderOutline> {
  const counts = await database.rows(
    `SELECT ${account}, ${region}, ${day}, coalesce(eventcategory, 'Management'), count(*) FROM segments GROUP BY ALL`,
    signal,
  );
  const files = await database.rows(
    `SELECT min(${account}), min(${region}), min(${day}), file FROM segments GROUP BY file`,
    signal,
  );
  const placeOfFile = new Map(files.map((row) => [Number(row[3]), toPlace(row)]));
  return folderOutline(
    counts.map((row) => ({ ...toPlace(row), category: String(row[3]), events: Number(row[4]) })),
    reports,
    ({ number }) => placeOfFile.get(number),
  );
}

const toPlace = ([accountId, region, day]: readonly Value[]): OutlinePlace => ({
  accountId: String(accountId),
  region: String(region),
  day: String(day),
});

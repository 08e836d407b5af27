import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { parseDigestName } from "../../core/digest/objectNames.js";
import { keysFileName } from "../../core/digest/publicKeys.js";
import type { Range } from "../../core/digest/series.js";

/** A folder to validate, and what of it was meant. */
export interface ChosenPlace {
  readonly folder: string;
  readonly range: Range;
}

const logsFolder = "AWSLogs";

/**
 * What a person means who points at a folder or digest. A part of a bucket's copy cannot be judged by itself, since digests
 * lie beside the logs they name: the whole copy is read, and narrowed to the part.
 */
export function chosenPlace(path: string): ChosenPlace {
  const parts = path.split(sep);
  const at = parts.lastIndexOf(logsFolder);
  const range = { ...rangeOf(at < 0 ? [] : parts.slice(at + 1)), ...rangeOfDigest(basename(path)) };
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  if (at < 0) return { folder: isFile ? dirname(path) : path, range };
  const logs = parts.slice(0, at + 1).join(sep);
  const top = dirname(logs);
  // what else lies beside AWSLogs is none of our business, unless keys say that this is a copy's top
  return { folder: existsSync(join(top, keysFileName)) ? top : logs, range };
}

/** Account, Region and time by the folders' names: `[o-id/]ACCOUNT/CloudTrail[-Digest]/REGION/YYYY/MM/DD`. */
function rangeOf(parts: readonly string[]): Range {
  const [account, kind, region, ...date] = /^o-/.test(parts[0] ?? "") ? parts.slice(1) : parts;
  if (account === undefined || !/^\d{12}$/.test(account)) return {};
  if (kind === undefined || !kind.startsWith("CloudTrail") || region === undefined) return { account };
  return { account, region, ...spanOf(date.filter((part) => /^\d+$/.test(part)).map(Number)) };
}

/** The year, month or day that folders name, as far as they do. */
function spanOf([year, month, day]: readonly number[]): Range {
  if (year === undefined) return {};
  const fromMs = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  const toMs =
    month === undefined
      ? Date.UTC(year + 1, 0, 1)
      : day === undefined
        ? Date.UTC(year, month, 1)
        : Date.UTC(year, month - 1, day + 1);
  return { fromMs, toMs };
}

function rangeOfDigest(name: string): Range {
  const digest = parseDigestName(name);
  return digest ? { account: digest.account, region: digest.region, trail: digest.trail } : {};
}

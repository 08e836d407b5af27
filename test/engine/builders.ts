import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { openEndMs } from "../../src/core/search/queryTime.js";
import type { Query } from "../../src/core/search/query.js";
import { parseQuery } from "../../src/core/search/queryText.js";
import { planFolder } from "../../src/sample/write/plan.js";
import { writeLogFolder } from "../../src/sample/write/logFolder.js";

export const never = new AbortController().signal;

export async function temporary(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "cloudtrail-explorer-engine-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A made-up trail folder of so many events. */
export async function writeSample(folder: string, events: number, seed = 7): Promise<void> {
  const write = async (path: string, bytes: Uint8Array): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  };
  const steps = writeLogFolder(planFolder(events, seed, Date.UTC(2026, 10, 20)), { write }, never);
  while ((await steps.next()).done !== true) {
    // each step writes a part
  }
}

export const everything = (text: string): Query =>
  parseQuery(text, { defaultRange: { kind: "exact", fromMs: 0, toMs: openEndMs } }).query;

export const logFile = (records: readonly unknown[]): Buffer =>
  gzipSync(JSON.stringify({ Records: records }));

export const record = (
  id: string,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  eventVersion: "1.08",
  userIdentity: {
    type: "IAMUser",
    arn: "arn:aws:iam::111122223333:user/alice",
    userName: "alice",
    accountId: "111122223333",
  },
  eventTime: "2026-11-01T10:00:00Z",
  eventSource: "s3.amazonaws.com",
  eventName: "DeleteBucket",
  awsRegion: "eu-west-1",
  sourceIPAddress: "203.0.113.7",
  userAgent: "aws-cli/2.15.0",
  requestParameters: { bucketName: "logs" },
  responseElements: null,
  requestID: `r-${id}`,
  eventID: id,
  readOnly: false,
  recipientAccountId: "111122223333",
  ...more,
});

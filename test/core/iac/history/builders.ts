import type { LookupAttribute, LookupScope } from "../../../../src/core/search/lookup.js";
import type { HistoryCache, LookupAnswer } from "../../../../src/core/iac/history/historyAnswer.js";
import type { HistoryEntry } from "../../../../src/core/iac/history/historyEntry.js";
import type { HistorySubject } from "../../../../src/core/iac/history/historySubject.js";
import { lookupKey } from "../../../../src/core/iac/history/historySubject.js";
import type { ResourceHistory } from "../../../../src/core/iac/history/resourceHistory.js";
import { divideEntries } from "../../../../src/core/iac/history/resourceHistory.js";
import { aScope } from "../../search/fakes.js";

export const nowMs = Date.parse("2026-11-24T12:00:00Z");
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

export const aSubject = (fields: Partial<HistorySubject> = {}): HistorySubject => {
  const names = fields.names ?? ["orders"];
  return {
    key: names.join(" "),
    scope: aScope("eu-west-1"),
    type: "AWS::S3::Bucket",
    names,
    indexing: "by-name",
    eventNames: ["CreateBucket", "PutBucketPolicy"],
    isPart: false,
    ...fields,
  };
};

let lastId = 0;

export const anEntry = (fields: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: `entry-${String(++lastId)}`,
  timeMs: nowMs - 2 * dayMs,
  name: "PutBucketPolicy",
  source: "s3.amazonaws.com",
  region: "eu-west-1",
  accountId: "111122223333",
  actor: "alice",
  via: { tool: "CLI", confidence: "high", grounds: "userAgent aws-cli/2.17.0" },
  outcome: "changed",
  resources: [{ id: "orders", type: "AWS::S3::Bucket", isSubject: true }],
  ...fields,
});

export const aHistory = (
  entries: readonly HistoryEntry[],
  fields: Partial<ResourceHistory> = {},
): ResourceHistory => {
  const subject = fields.subject ?? aSubject();
  return {
    subject,
    state: "complete",
    ...divideEntries(subject, [entries]),
    asked: {
      lookups: ["ResourceName=orders"],
      window: { fromMs: nowMs - 90 * dayMs, toMs: nowMs },
      asOfMs: nowMs - 60_000,
      isCut: false,
      archives: [],
    },
    ...fields,
  };
};

/** A cache that lives as long as the test. */
export class MemoryCache implements HistoryCache {
  readonly answers = new Map<string, LookupAnswer>();

  async read(scope: LookupScope, attribute: LookupAttribute): Promise<LookupAnswer | undefined> {
    return this.answers.get(lookupKey(scope, attribute));
  }

  async write(scope: LookupScope, attribute: LookupAttribute, answer: LookupAnswer): Promise<void> {
    this.answers.set(lookupKey(scope, attribute), answer);
  }
}

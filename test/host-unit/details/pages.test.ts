import { expect, test } from "vitest";
import type { TrailDetails } from "../../../src/core/accounts/trail.js";
import { cachePage } from "../../../src/host/details/cachePage.js";
import { consoleLinks, noLinks } from "../../../src/host/details/consoleLinks.js";
import { channelPage, storePage } from "../../../src/host/details/lakePages.js";
import { code, escapeMarkdown, link, table } from "../../../src/host/details/markdown.js";
import { trailPage } from "../../../src/host/details/trailPage.js";
import { daysText, relativeTime, sizeText } from "../../../src/host/details/wording.js";
import { aStatus, aStore, aTrail, wording } from "../builders.js";

const details: TrailDetails = {
  trail: aTrail("main", {
    prefix: "org",
    kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/0f0e0d0c",
    snsTopicArn: "arn:aws:sns:eu-west-1:111122223333:trail",
    logGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/cloudtrail:*",
  }),
  selectors: {
    ok: true,
    value: [
      {
        name: "Buckets",
        summary: "Data events of S3 objects",
        conditions: [
          { field: "resources.ARN", operator: "starts with", values: ["arn:aws:s3:::acme-logs/"] },
        ],
      },
    ],
  },
  insights: { ok: true, value: ["ApiCallRateInsight"] },
  tags: { ok: true, value: { team: "security" } },
};

test("a trail's page shows status, selectors, Insights, parts and tags, with links into the console", () => {
  const text = trailPage(details, consoleLinks("eu-west-1"), wording);
  expect(text).toContain(
    "**✓ Logging.** Last delivery\\: Nov 23\\, 2026\\, 9\\:56\\:00 AM UTC \\(4 minutes ago\\)",
  );
  expect(text).toContain(
    "(<https://eu-west-1.console.aws.amazon.com/s3/buckets/acme-logs?region=eu-west-1&prefix=org%2F>)",
  );
  expect(text).toContain("/kms/home?region=eu-west-1#/kms/keys/0f0e0d0c>)");
  expect(text).toContain("#/topic/arn%3Aaws%3Asns%3Aeu-west-1%3A111122223333%3Atrail>)");
  expect(text).toContain("log-group/$252Faws$252Fcloudtrail>)");
  expect(text).toContain(
    "- **Buckets**: Data events of S3 objects\n  - `resources.ARN` starts with `arn:aws:s3:::acme-logs/`",
  );
  expect(text).toContain("- ApiCallRateInsight");
  expect(text).toContain("| team | security |");
});

test("a trail behind a custom endpoint is described without links", () => {
  expect(trailPage(details, noLinks, wording)).not.toContain("](<");
});

test("what may not be asked is said in its place and hides nothing else", () => {
  const denied = {
    ok: false as const,
    code: "aws/access-denied" as const,
    message: "Allow cloudtrail:GetInsightSelectors.",
    detail: {},
  };
  const text = trailPage({ ...details, insights: denied }, noLinks, wording);
  expect(text).toContain("> ⚠ Allow cloudtrail\\:GetInsightSelectors\\.");
  expect(text).toContain("| team | security |");
});

test("a stopped trail says so first", () => {
  const stopped = aStatus({ logging: false, stoppedMs: wording.nowMs - 3 * 86_400_000 });
  const trail = aTrail("main", { status: { ok: true, value: stopped } });
  const [, first] = trailPage({ ...details, trail }, noLinks, wording).split("\n\n");
  expect(first).toContain("**⚠ Logging is stopped.**");
  expect(first).toContain("3 days ago");
});

test("hostile names, tags and errors are text: no markup, no link, no new table cell", () => {
  const evil = "<script>x</script> [a](https://evil.example) | ![i](https://evil.example/i) `x` ${y}\nnext";
  const status = { ok: true as const, value: aStatus({ latestDeliveryError: evil }) };
  const trail = aTrail(evil, { bucket: evil, status });
  const text = trailPage(
    { ...details, trail, tags: { ok: true, value: { [evil]: evil } } },
    noLinks,
    wording,
  );
  expect(text.replace(/(`+)[^\n]*?\1/g, "")).not.toMatch(/(?<!\\)[<[]|^next/m);
  const tagRow = text.split("\n").find((line) => line.startsWith("| \\<script"));
  expect(tagRow?.match(/(?<!\\)\|/g)).toHaveLength(3);
});

test("an event data store's page carries the note on Lake, and its times", () => {
  const text = storePage(aStore("lake", { createdMs: wording.nowMs }), consoleLinks("eu-west-1"), wording);
  expect(text).toContain("closed to new customers since May 31");
  expect(text).toContain("| Retention | 7 years |");
  expect(text).toContain("one\\-year extendable retention pricing");
});

test("a channel's page lists where its events go", () => {
  const channel = {
    arn: "arn:aws:cloudtrail:eu-west-1:111122223333:channel/1",
    name: "okta",
    source: "Okta",
    service: undefined,
    destinations: ["arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/1"],
    lastIngestionMs: undefined,
    lastIngestionError: "InvalidEvent",
  };
  expect(channelPage(channel, wording)).toMatch(/⚠ InvalidEvent[^]*eventdatastore\/1`/);
});

test("the cache's page says what is kept, for whom and how much", () => {
  const entry = {
    accountId: "111122223333",
    region: "eu-west-1",
    attribute: "Username=alice",
    rows: 1234,
    sizeBytes: 2_097_152,
    intervals: [{ fromMs: wording.nowMs - 86_400_000, toMs: wording.nowMs }],
  };
  const text = cachePage(
    { directory: "/cache", sizeBytes: 2_097_152, entries: [entry] },
    536_870_912,
    wording,
  );
  expect(text).toContain("| Size | 2 MB of at most 512 MB |");
  expect(text).toContain("| 111122223333 | eu\\-west\\-1 | `Username=alice` | 1\\,234 | 2 MB |");
  expect(cachePage({ directory: "/cache", sizeBytes: 0, entries: [] }, 1, wording)).toContain(
    "The cache is empty.",
  );
});

test("console addresses follow the partition, and where there is no public console there are none", () => {
  expect(consoleLinks("cn-north-1").lake()).toMatch(/^https:\/\/cn-north-1\.console\.amazonaws\.cn\//);
  expect(consoleLinks("us-gov-west-1").lake()).toMatch(
    /^https:\/\/us-gov-west-1\.console\.amazonaws-us-gov\.com\//,
  );
  expect(consoleLinks("us-iso-east-1").lake()).toBeUndefined();
  expect(consoleLinks("eu-west-1").key("alias/mine")).toBeUndefined();
});

test("Markdown helpers keep text within its place", () => {
  expect(code("a`b``c")).toBe("``` a`b``c ```");
  expect(escapeMarkdown("a*b\u202Ec")).toBe("a\\*b⟨U\\+202E⟩c");
  expect(link("x", "https://a.example/><b")).toBe("[x](<https://a.example/%3E%3Cb>)");
  expect(table(["a"], [["x|y"]])).toBe("| a |\n| :-- |\n| x\\|y |");
});

test("durations and sizes are said as people say them", () => {
  expect([
    daysText(1, wording),
    daysText(90, wording),
    daysText(365, wording),
    daysText(2557, wording),
  ]).toEqual(["1 day", "90 days", "1 year", "7 years"]);
  expect([sizeText(0, "en"), sizeText(1536, "en"), sizeText(2 ** 30, "en")]).toEqual([
    "0 bytes",
    "1.5 kB",
    "1 GB",
  ]);
  expect(relativeTime(wording.nowMs - 7_200_000, wording)).toBe("2 hours ago");
});

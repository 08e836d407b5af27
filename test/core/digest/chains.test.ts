import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { english } from "../../../src/core/base/translate.js";
import { placeOf, parseDigestName } from "../../../src/core/digest/objectNames.js";
import { noKeys, parsePublicKeys } from "../../../src/core/digest/publicKeys.js";
import { headline } from "../../../src/core/digest/tally.js";
import { addChain, bucket, defaultStartMs, hourMs, makeKey, putDigest, type Files } from "./madeChains.js";
import { ringOf, run } from "./inMemory.js";

const key = makeKey();
const newer = makeKey("spki");
const made = (more = {}): { files: Files; digests: ReturnType<typeof addChain> } => {
  const files: Files = new Map();
  return { files, digests: addChain(files, { hours: 5, keyAt: () => key, ...more }) };
};
const withoutMetadata = (files: Files): Files =>
  new Map([...files].filter(([path]) => !path.endsWith(".meta.json")));

describe("a copy without metadata", () => {
  test("is chained by the signatures that successors repeat, and its newest digest is unsigned", async () => {
    const { files, digests } = made();
    const { tally, of } = await run(withoutMetadata(files), ringOf(key));
    expect(of(digests[0]?.key ?? "", "digest")?.grade).toBe("chained");
    expect(of(digests[4]?.key ?? "", "digest")).toMatchObject({ grade: "unsigned", grounds: ["newest"] });
    expect(tally.outcome).toBe("unchecked");
    expect(headline(tally, english)).toBe(
      "4 of 5 digests and 8 of 10 logs proven · newest digest unsigned in this copy",
    );
  });

  test("proves nothing without any key", async () => {
    const { files } = made();
    const { tally, verdicts } = await run(withoutMetadata(files), noKeys);
    expect(tally.digests.proven + tally.logs.proven).toBe(0);
    expect(tally.outcome).toBe("unchecked");
    expect(
      verdicts
        .filter(({ about }) => about === "link")
        .every(({ grounds }) => grounds.includes("linkSignatureNotCompared")),
    ).toBe(true);
  });
});

describe("keys", () => {
  test("rotate within a chain, in PKCS#1 and SPKI", async () => {
    const { files } = made({ keyAt: (hour: number) => (hour < 3 ? key : newer) });
    expect((await run(files, ringOf(key, newer))).tally.outcome).toBe("proven");
    const half = await run(files, ringOf(newer));
    expect(half.tally.digests).toEqual({ all: 5, proven: 2 });
    expect(half.verdicts.find(({ grounds }) => grounds.includes("vouchedByHash"))?.grade).toBe("keyMissing");
  });

  test("are refused when the fingerprint is not that of the key", () => {
    const ring = parsePublicKeys(
      { PublicKeyList: [{ ...key.listed, Fingerprint: newer.fingerprint }] },
      "given",
    );
    expect([ring.keys.size, ring.problems[0]?.reason]).toEqual([0, "fingerprintDiffers"]);
  });

  test("from the folder itself leave the outcome unchecked and are called untrusted", async () => {
    const { files, digests } = made();
    const { tally, of } = await run(files, parsePublicKeys({ PublicKeyList: [key.listed] }, "folder"));
    expect(of(digests[1]?.key ?? "", "digest")?.evidence.keyTrust).toBe("folder");
    expect(tally.outcome).toBe("unchecked");
    expect(headline(tally, english)).toContain("untrusted");
  });
});

test("organization, China, GovCloud, backfill and prefixed chains are told apart in one run", async () => {
  const files: Files = new Map();
  const plan = { hours: 3, keyAt: () => key };
  addChain(files, { ...plan, organization: "o-exampleorg", account: "444455556666" });
  addChain(files, { ...plan, region: "cn-north-1" });
  addChain(files, { ...plan, region: "us-gov-west-1", prefix: "audit/2025" });
  addChain(files, { ...plan, trail: "a_trail.with-all_of_it", homeRegion: "eu-west-1" });
  addChain(files, { ...plan, isBackfill: true, startMs: defaultStartMs - 9 * hourMs });
  const { tally } = await run(files, ringOf(key));
  expect([tally.outcome, tally.series.size, tally.digests.all, tally.logs.all]).toEqual([
    "proven",
    5,
    15,
    30,
  ]);
  const narrowed = await run(files, ringOf(key), { region: "cn-north-1" });
  expect([narrowed.tally.outcome, narrowed.tally.series.size]).toEqual(["proven", 1]);
});

test("a flat pile of renamed files is put together by content", async () => {
  const { files } = made();
  const flat: Files = new Map();
  let number = 0;
  for (const [path, body] of files) if (!path.endsWith(".meta.json")) flat.set(`file-${number++}`, body);
  const { tally } = await run(flat, ringOf(key));
  expect([tally.digests.proven, tally.logs.proven, tally.isBroken]).toEqual([4, 8, false]);
});

test("a lost hour before a restarted chain is a gap whose cause a copy cannot tell", async () => {
  const { files, digests } = made({ restartAt: [3] });
  const lost = digests[2]?.key ?? "";
  files.delete(lost);
  const { verdicts, tally } = await run(files, ringOf(key));
  expect(verdicts.find(({ about }) => about === "gap")).toMatchObject({
    standing: "unchecked",
    grounds: ["stoppedOrOffOrDeleted"],
  });
  expect(tally.of("log", "undigested")).toBe(2);
});

test("both ends of a chain are named, and a range that reaches further is unchecked", async () => {
  const { files } = made();
  const { verdicts } = await run(files, ringOf(key), { toMs: defaultStartMs + 9 * hourMs });
  expect(verdicts.filter(({ about }) => about === "end").map(({ grounds }) => grounds)).toEqual([
    ["newest", "rangeNotCovered"],
    ["chainStart"],
  ]);
});

describe("a hostile digest", () => {
  const forge = (change: Record<string, unknown>): Files => {
    const { files, digests } = made();
    const last = digests[4];
    if (last) putDigest(files, last.key, { ...last.json, ...change }, makeKey());
    return files;
  };
  test.each<[string, Record<string, unknown>]>([
    [
      "points outside",
      {
        logFiles: [
          {
            s3Bucket: bucket,
            s3Object: "../../../etc/passwd",
            hashValue: "0".repeat(64),
            hashAlgorithm: "SHA-256",
          },
        ],
      },
    ],
    ["names itself", { previousDigestS3Object: "AWSLogs/x.json.gz", digestS3Object: "AWSLogs/x.json.gz" }],
    [
      "lies about its hours",
      { digestStartTime: "1970-01-01T00:00:00Z", digestEndTime: "9999-12-31T23:59:59Z" },
    ],
    [
      "starts at the end of time",
      { digestStartTime: "9998-01-01T00:00:00Z", digestEndTime: "9999-12-31T23:59:59Z" },
    ],
    ["holds no list", { logFiles: "many" }],
    ["holds lists of anything", { logFiles: [null, 1, [], { s3Object: 7 }, {}] }],
    [
      "names thousands of logs",
      {
        logFiles: Array.from({ length: 20_000 }, (_, n) => ({
          s3Bucket: bucket,
          s3Object: `a/${n}.json.gz`,
          hashValue: "1".repeat(64),
          hashAlgorithm: "SHA-256",
        })),
      },
    ],
  ])("that %s is not proven and nothing is thrown", async (_, change) => {
    const { tally } = await run(forge(change), ringOf(key));
    expect(tally.outcome).toBe("broken");
    expect(tally.digests.proven).toBeLessThanOrEqual(4);
  });
});

test("any truncation and any flipped byte of any file is never proven whole", async () => {
  const { files } = made({ hours: 3 });
  for (const [path, body] of files) {
    if (path.endsWith(".meta.json")) continue;
    for (let at = 10; at < body.length; at += 29) {
      const cut = await run(new Map(files).set(path, body.subarray(0, at)), ringOf(key));
      expect(cut.tally.outcome).not.toBe("proven");
      const flipped = Buffer.from(body);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 0x55, at);
      const other = await run(new Map(files).set(path, flipped), ringOf(key));
      const same = flipped.length > 0 && isSame(flipped, body);
      expect(other.tally.outcome === "proven").toBe(same);
    }
  }
});

function isSame(a: Buffer, b: Buffer): boolean {
  try {
    return gunzipSync(a).equals(gunzipSync(b));
  } catch {
    return false;
  }
}

test("names are read from the right and places compared from the right", () => {
  const name =
    "111122223333_CloudTrail-Digest_eu-west-1_my_trail-eu-west-1.x_us-gov-west-1_20250301T010203Z_backfill.json.gz";
  expect(parseDigestName(name)).toMatchObject({
    region: "eu-west-1",
    trail: "my_trail-eu-west-1.x",
    homeRegion: "us-gov-west-1",
    isBackfill: true,
  });
  expect(placeOf(`evidence/copy/${name}`, `AWSLogs/1/${name}`)).toBe("fits");
  expect(placeOf(`AWSLogs/2025/02/${name}`, `AWSLogs/2025/03/${name}`)).toBe("moved");
  expect(placeOf("one.gz", `AWSLogs/1/${name}`)).toBe("renamed");
});

test("an extra gzip member is told by its size and kind", async () => {
  const { files, digests } = made();
  const log = digests[1]?.logs[0] ?? "";
  const more = gzipSync("{}");
  files.set(log, Buffer.concat([files.get(log) ?? more, more]));
  const { of } = await run(files, ringOf(key));
  expect(of(log)).toMatchObject({
    grade: "appended",
    evidence: { trailing: { kind: "member", bytes: more.length } },
  });
});

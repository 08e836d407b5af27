import { createHash, createPublicKey, verify } from "node:crypto";
import { gunzipSync } from "node:zlib";

import { ListPublicKeysCommand, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import {
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  type S3Client,
} from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";

import { clientsOf, lookup, nowMs, rejection, sharedSample } from "./running.js";

const sample = sharedSample();
const Bucket = "acme-cloudtrail-logs";
const root = "AWSLogs/o-exampleorgid/";
const logs = `${root}111122223333/CloudTrail/eu-west-1/`;
const digests = `${root}111122223333/CloudTrail-Digest/eu-west-1/`;

const logReader = async (): Promise<S3Client> => (await clientsOf(sample(), "acme-logs")).s3;

async function keysUnder(s3: S3Client, Prefix: string): Promise<string[]> {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({
        Bucket,
        Prefix,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
    );
    keys.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ""));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return keys;
}

async function inflated(
  s3: S3Client,
  Key: string,
): Promise<{ bytes: Buffer; metadata: Record<string, string> }> {
  const object = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const body = await object.Body?.transformToByteArray();
  return { bytes: gunzipSync(body ?? new Uint8Array()), metadata: object.Metadata ?? {} };
}

describe("listing", () => {
  test("goes folder by folder with a delimiter", async () => {
    const s3 = await logReader();
    const folders = async (Prefix: string) => {
      const { CommonPrefixes } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, Delimiter: "/" }));
      return (CommonPrefixes ?? []).map((common) => common.Prefix);
    };
    expect(await folders("")).toEqual(["AWSLogs/"]);
    expect(await folders(root)).toEqual([`${root}111122223333/`, `${root}444455556666/`]);
    expect(await folders(`${root}111122223333/`)).toEqual([
      `${root}111122223333/CloudTrail-Digest/`,
      `${root}111122223333/CloudTrail/`,
    ]);
    expect(await folders(`${root}111122223333/CloudTrail/`)).toEqual(
      ["eu-central-1", "eu-west-1", "us-east-1"].map((region) => `${root}111122223333/CloudTrail/${region}/`),
    );
  });

  test("gives every key once, in order, whatever the size of a page and the version of the call", async () => {
    const s3 = await logReader();
    const Prefix = `${logs}2026/06/17/`;
    const all = await keysUnder(s3, Prefix);
    expect(all.length).toBeGreaterThan(20);
    expect(all).toEqual([...all].sort());
    const paged: string[] = [];
    let Marker: string | undefined;
    for (;;) {
      const page = await s3.send(
        new ListObjectsCommand({ Bucket, Prefix, MaxKeys: 7, ...(Marker === undefined ? {} : { Marker }) }),
      );
      paged.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ""));
      expect(page.NextMarker).toBeUndefined();
      if (page.IsTruncated !== true) break;
      Marker = paged.at(-1);
    }
    expect(paged).toEqual(all);
    const after = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, StartAfter: all[4] ?? "" }));
    expect(after.Contents?.[0]?.Key).toBe(all[5]);
  });

  test("with a delimiter pages over folders, too", async () => {
    const s3 = await logReader();
    const page = (token?: string) =>
      s3.send(
        new ListObjectsV2Command({
          Bucket,
          Prefix: logs + "2026/06/",
          Delimiter: "/",
          MaxKeys: 2,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      );
    const days: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const answer = await page(token);
      days.push(...(answer.CommonPrefixes ?? []).map(({ Prefix }) => Prefix?.slice(-3, -1)));
      token = answer.NextContinuationToken;
    } while (token !== undefined);
    expect(days).toEqual(["09", "10", "11", "12", "13", "14", "15", "16", "17", "18"]);
  });
});

describe("objects", () => {
  test("can be read in ranges", async () => {
    const s3 = await logReader();
    const Key = (await keysUnder(s3, `${logs}2026/06/17/`))[0] ?? "";
    const whole = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const bytes = (await whole.Body?.transformToByteArray()) ?? new Uint8Array();
    const part = async (Range: string) => {
      const answer = await s3.send(new GetObjectCommand({ Bucket, Key, Range }));
      return { bytes: await answer.Body?.transformToByteArray(), range: answer.ContentRange };
    };
    const size = String(bytes.length);
    expect(await part("bytes=2-9")).toEqual({ bytes: bytes.slice(2, 10), range: `bytes 2-9/${size}` });
    expect(await part("bytes=10-")).toMatchObject({ bytes: bytes.slice(10) });
    expect(await part("bytes=-4")).toMatchObject({ bytes: bytes.slice(-4) });
    expect(await rejection(part(`bytes=${size}-`))).toMatchObject({ name: "InvalidRange" });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head).toMatchObject({ ContentLength: bytes.length, ETag: whole.ETag });
  });

  test("that are missing are told apart from a bucket that is", async () => {
    const s3 = await logReader();
    expect(await rejection(s3.send(new GetObjectCommand({ Bucket, Key: "none" })))).toMatchObject({
      name: "NoSuchKey",
    });
    expect(await rejection(s3.send(new HeadObjectCommand({ Bucket, Key: "none" })))).toMatchObject({
      name: "NotFound",
    });
  });

  test("are asked for in the bucket's Region, which anybody with the right may learn", async () => {
    const { s3 } = await clientsOf(sample(), "acme-logs", "us-east-1");
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe("eu-west-1");
    expect(await rejection(s3.send(new ListObjectsV2Command({ Bucket })))).toMatchObject({
      name: "AuthorizationHeaderMalformed",
      message: expect.stringContaining("expecting 'eu-west-1'") as string,
    });
  });
});

describe("log files", () => {
  test("hold the events of their account and Region, data events among them", async () => {
    const s3 = await logReader();
    const records: Record<string, unknown>[] = [];
    for (const key of await keysUnder(s3, `${logs}2026/06/16/`)) {
      expect(key).toMatch(/\/111122223333_CloudTrail_eu-west-1_20260616T\d{4}Z_[A-Za-z0-9]{16}\.json\.gz$/);
      records.push(
        ...(
          JSON.parse((await inflated(s3, key)).bytes.toString("utf8")) as {
            Records: Record<string, unknown>[];
          }
        ).Records,
      );
    }
    expect(new Set(records.map(({ eventCategory }) => eventCategory))).toEqual(
      new Set(["Management", "Data"]),
    );
    const { cloudtrail } = await clientsOf(sample());
    const day = { StartTime: new Date("2026-06-16T00:15:00Z"), EndTime: new Date("2026-06-16T23:40:00Z") };
    const ids = new Set(records.map(({ eventID }) => eventID));
    const missing = (await lookup(cloudtrail, day)).filter(({ EventId }) => !ids.has(EventId));
    expect(missing).toEqual([]);
  });

  test("lack what happened while logging was stopped, which event history has", async () => {
    const s3 = await logReader();
    const texts = await Promise.all(
      (await keysUnder(s3, `${logs}2026/06/17/`)).map(async (key) =>
        (await inflated(s3, key)).bytes.toString("utf8"),
      ),
    );
    const logged = texts.join("\n");
    expect(logged).toContain('"eventName":"StopLogging"');
    expect(logged).toContain('"eventName":"StartLogging"');
    const { cloudtrail } = await clientsOf(sample());
    const gap = { StartTime: new Date("2026-06-17T13:12:08Z"), EndTime: new Date("2026-06-17T13:52:18Z") };
    const unlogged = await lookup(cloudtrail, gap);
    expect(unlogged.length).toBeGreaterThan(0);
    expect(unlogged.filter(({ EventId }) => logged.includes(EventId ?? "?"))).toEqual([]);
  });

  test("appear as time goes on", async () => {
    const s3 = await logReader();
    const newest = (await keysUnder(s3, logs)).at(-1) ?? "";
    const stamp = /_(\d{8})T(\d\d)(\d\d)Z_/.exec(newest);
    expect(stamp?.[1]).toBe("20260618");
    expect(Number(stamp?.[2]) * 60 + Number(stamp?.[3])).toBeLessThanOrEqual((nowMs % 86_400_000) / 60_000);
  });
});

interface Digest {
  readonly digestStartTime: string;
  readonly digestEndTime: string;
  readonly digestS3Bucket: string;
  readonly digestS3Object: string;
  readonly digestPublicKeyFingerprint: string;
  readonly previousDigestS3Object: string | null;
  readonly previousDigestHashValue: string | null;
  readonly previousDigestSignature: string | null;
  readonly logFiles: readonly { readonly s3Object: string; readonly hashValue: string }[];
}

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

interface Checked {
  readonly key: string;
  readonly digest: Digest;
  readonly hash: string;
  readonly signature: string;
}

/** Fetches a digest and checks its signature and the place it names. */
async function checked(s3: S3Client, key: string, keys: ReadonlyMap<string, Buffer>): Promise<Checked> {
  const { bytes, metadata } = await inflated(s3, key);
  const digest = JSON.parse(bytes.toString("utf8")) as Digest;
  const signature = metadata["signature"] ?? "";
  const previous = digest.previousDigestSignature ?? "null";
  const signed = [digest.digestEndTime, `${Bucket}/${key}`, sha256(bytes), previous].join("\n");
  const der = keys.get(digest.digestPublicKeyFingerprint) ?? Buffer.alloc(0);
  const publicKey = createPublicKey({ key: der, format: "der", type: "pkcs1" });
  expect(verify("sha256", Buffer.from(signed), publicKey, Buffer.from(signature, "hex"))).toBe(true);
  expect(metadata["signature-algorithm"]).toBe("SHA256withRSA");
  expect(`${digest.digestS3Bucket}/${digest.digestS3Object}`).toBe(`${Bucket}/${key}`);
  return { key, digest, hash: sha256(bytes), signature };
}

async function publicKeys(): Promise<ReadonlyMap<string, Buffer>> {
  const { cloudtrail } = await clientsOf(sample(), "acme-logs");
  const range = { StartTime: new Date(nowMs - 10 * 86_400_000), EndTime: new Date(nowMs + 7_200_000) };
  const { PublicKeyList } = await cloudtrail.send(new ListPublicKeysCommand(range));
  return new Map(
    (PublicKeyList ?? []).map((key) => [key.Fingerprint ?? "", Buffer.from(key.Value ?? new Uint8Array())]),
  );
}

describe("digests", () => {
  test("form two chains whose hashes, signatures and links all hold, with a gap where logging was stopped", async () => {
    const s3 = await logReader();
    const keys = await publicKeys();
    const names = await keysUnder(s3, digests);
    const chain = await Promise.all(names.map((key) => checked(s3, key, keys)));
    expect(chain.length).toBeGreaterThan(9 * 24);
    const starts = chain.filter(({ digest }) => digest.previousDigestS3Object === null);
    expect(starts.map(({ digest }) => digest.digestStartTime)).toEqual([
      "2026-06-09T10:00:00Z",
      "2026-06-17T13:52:19Z",
    ]);
    for (const [index, { digest }] of chain.entries()) {
      if (digest.previousDigestS3Object === null) continue;
      const before = chain[index - 1];
      expect(digest.previousDigestS3Object).toBe(before?.key);
      expect(digest.previousDigestHashValue).toBe(before?.hash);
      expect(digest.previousDigestSignature).toBe(before?.signature);
      expect(digest.digestStartTime).toBe(before?.digest.digestEndTime);
    }
    expect(chain.map(({ digest }) => digest.digestEndTime)).toContain("2026-06-17T13:12:07Z");
  });

  test("are signed with a key of their Region, which changed five days ago", async () => {
    const keys = await publicKeys();
    expect(keys.size).toBe(2);
    for (const [fingerprint, der] of keys)
      expect(createHash("md5").update(der).digest("hex")).toBe(fingerprint);
    const s3 = await logReader();
    const used = async (day: string): Promise<string> => {
      const [key = ""] = await keysUnder(s3, `${digests}2026/06/${day}/`);
      return (await checked(s3, key, keys)).digest.digestPublicKeyFingerprint;
    };
    expect(await used("10")).not.toBe(await used("16"));
  });

  test("name every log file that came while logging went on", async () => {
    const s3 = await logReader();
    const bodies = await Promise.all((await keysUnder(s3, digests)).map((key) => inflated(s3, key)));
    const all = bodies.map(({ bytes }) => JSON.parse(bytes.toString("utf8")) as Digest);
    const named = new Set(all.flatMap(({ logFiles }) => logFiles.map(({ s3Object }) => s3Object)));
    const delivered = (key: string): string => /_(\d{8}T\d{4})Z_/.exec(key)?.[1] ?? "";
    const covered = (await keysUnder(s3, logs)).filter((key) => delivered(key) < "20260618T1030");
    expect(covered.length).toBeGreaterThan(500);
    expect(covered.filter((key) => !named.has(key))).toEqual([]);
  });

  test("state the hash of each log file's inflated bytes", async () => {
    const s3 = await logReader();
    const [key = ""] = (await keysUnder(s3, `${digests}2026/06/16/`)).slice(12);
    const { logFiles } = JSON.parse((await inflated(s3, key)).bytes.toString("utf8")) as Digest;
    expect(logFiles.length).toBeGreaterThan(0);
    for (const { s3Object, hashValue } of logFiles)
      expect(sha256((await inflated(s3, s3Object)).bytes)).toBe(hashValue);
  });

  test("are named after the member account, with the trail and its home Region", async () => {
    const s3 = await logReader();
    const [key] = await keysUnder(s3, `${root}444455556666/CloudTrail-Digest/us-east-1/2026/06/16/`);
    expect(key).toMatch(
      /\/444455556666_CloudTrail-Digest_us-east-1_acme-org-trail_eu-west-1_20260616T\d{6}Z\.json\.gz$/,
    );
  });

  test("have keys of their own in each Region", async () => {
    const fingerprints = async (region: string) => {
      const { cloudtrail } = await clientsOf(sample(), "acme-logs", region);
      const { PublicKeyList } = await cloudtrail.send(new ListPublicKeysCommand({}));
      return PublicKeyList?.map(({ Fingerprint }) => Fingerprint);
    };
    const [home, away] = [await fingerprints("eu-west-1"), await fingerprints("us-east-1")];
    expect(home).toHaveLength(1);
    expect(home).not.toEqual(away);
  });
});

test("planting events leaves the bucket as it was", async () => {
  const s3 = await logReader();
  const before = await keysUnder(s3, `${logs}2026/06/15/`);
  sample().setEvents("111122223333", "eu-west-1", []);
  const { cloudtrail } = await clientsOf(sample());
  expect((await cloudtrail.send(new LookupEventsCommand({}))).Events).toEqual([]);
  expect(await keysUnder(s3, `${logs}2026/06/15/`)).toEqual(before);
  sample().resetEvents("111122223333", "eu-west-1");
});

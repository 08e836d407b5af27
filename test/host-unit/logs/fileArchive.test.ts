import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { english } from "../../../src/core/base/translate.js";
import type { Batch } from "../../../src/core/search/archive.js";
import { openEndMs, openStartMs } from "../../../src/core/search/queryTime.js";
import { parseQuery } from "../../../src/core/search/queryText.js";
import { FileArchive } from "../../../src/host/logs/fileArchive.js";
import { SeenAccounts } from "../../../src/host/logs/seenAccounts.js";
import { FakeClock } from "../search/fakes.js";
import { fileOf, logOf, recordOf } from "./bytes.js";

async function search(bytes: Uint8Array, text = ""): Promise<readonly Batch[]> {
  const archive = new FileArchive({
    open: async () => fileOf(bytes),
    seen: new SeenAccounts(english),
    clock: new FakeClock(),
    t: english,
  });
  const defaultRange = { kind: "exact", fromMs: openStartMs, toMs: openEndMs } as const;
  const { query } = parseQuery(text, { t: english, defaultRange });
  const batches: Batch[] = [];
  for await (const batch of archive.search(query, new AbortController().signal)) batches.push(batch);
  return batches;
}

const found = (batches: readonly Batch[]): number =>
  batches.reduce((sum, { events }) => sum + events.length, 0);
const fileOfAnswer = (batches: readonly Batch[]) => batches.at(-1)?.asked.file;

describe("a log file as an archive", () => {
  test("gives all events of a packed log, and says that the whole file was read", async () => {
    const batches = await search(gzipSync(logOf(120)));
    expect(found(batches)).toBe(120);
    expect(fileOfAnswer(batches)?.readBytes).toBe(fileOfAnswer(batches)?.sizeBytes);
    expect(fileOfAnswer(batches)?.notes).toEqual([]);
  });

  test("gives the first events before the rest of a large file was read", async () => {
    const bytes = logOf(5_000);
    const batches = await search(bytes);
    const first = batches.find(({ events }) => events.length > 0);
    expect(first?.asked.file?.readBytes).toBeLessThan(bytes.length / 2);
    expect(found(batches)).toBe(5_000);
  });

  test("answers the query line", async () => {
    const records = [
      recordOf(1),
      recordOf(2, { eventName: "DeleteBucket" }),
      recordOf(3, { awsRegion: "us-east-1" }),
    ];
    const bytes = gzipSync(JSON.stringify({ Records: records }));
    expect(found(await search(bytes, "event:DeleteBucket"))).toBe(1);
    expect(found(await search(bytes, "region:us-east-1"))).toBe(1);
    expect(found(await search(bytes, "logs-2"))).toBe(1);
    expect(found(await search(bytes, "user:bob"))).toBe(0);
  });

  test("counts an event that is in the file twice once", async () => {
    const batches = await search(Buffer.from(JSON.stringify({ Records: [recordOf(1), recordOf(1)] })));
    expect(found(batches)).toBe(1);
    expect(batches.at(-1)?.asked.duplicates).toBe(1);
  });

  test("reads what stands before the place where a packed file is cut off, and says so", async () => {
    const packed = gzipSync(logOf(4_000), { level: 1 });
    const batches = await search(packed.subarray(0, Math.floor(packed.length * 0.6)));
    expect(found(batches)).toBeGreaterThan(0);
    expect(found(batches)).toBeLessThan(4_000);
    expect(fileOfAnswer(batches)?.notes.join()).toContain("cut off");
  });

  test("tells of bytes behind the packed data, of a second packed part, and of a wrong checksum", async () => {
    const packed = gzipSync(logOf(3));
    const notes = async (bytes: Uint8Array): Promise<string> =>
      (fileOfAnswer(await search(bytes))?.notes ?? []).join();
    expect(await notes(Buffer.concat([packed, Buffer.from("tail")]))).toContain("bytes of another kind");
    expect(await notes(Buffer.concat([packed, gzipSync("\n")]))).toContain("Several compressed files");
    const changed = Buffer.from(packed);
    changed.writeUInt32LE(1, changed.length - 8);
    expect(await notes(changed)).toContain("checksum");
    expect(await notes(Buffer.concat([packed, Buffer.alloc(512)]))).toBe("");
  });

  test("names the record that cannot be read, and gives the others", async () => {
    const batches = await search(Buffer.from(JSON.stringify({ Records: [recordOf(1), 7, recordOf(2)] })));
    expect(found(batches)).toBe(2);
    expect(batches.at(-1)?.asked.unreadable).toBe(1);
    expect(fileOfAnswer(batches)?.damaged[0]).toMatch(/^Record 2: /);
  });

  test.each([
    ["a ZIP archive", Buffer.from("PK\u0003\u0004 and more"), "ZIP"],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), "no CloudTrail events"],
    ["another JSON document", Buffer.from('{"name": "package", "version": "1.0.0"}'), "no CloudTrail events"],
    ["an empty file", Buffer.alloc(0), "no CloudTrail events"],
  ])("says what it is when the file is %s", async (_, bytes, words) => {
    await expect(search(bytes)).rejects.toMatchObject({
      code: "logs/foreign",
      message: expect.stringContaining(words) as string,
    });
  });

  test("shows a log of an hour in which nothing happened as empty, not as broken", async () => {
    expect(found(await search(gzipSync('{"Records":[]}')))).toBe(0);
  });

  test("reads a file PowerShell wrote as UTF-16", async () => {
    const text = `\ufeff${logOf(3).toString("utf8")}`;
    expect(found(await search(Buffer.from(text, "utf16le")))).toBe(3);
  });

  test("stops when it is asked to", async () => {
    const stop = new AbortController();
    const archive = new FileArchive({
      open: async () => fileOf(logOf(20_000)),
      seen: new SeenAccounts(english),
      clock: new FakeClock(),
      t: english,
    });
    const { query } = parseQuery("last:90d", { t: english });
    const reading = (async () => {
      for await (const batch of archive.search(query, stop.signal))
        if (batch.asked.received > 0) stop.abort();
    })();
    await expect(reading).rejects.toMatchObject({ name: "AbortError" });
  });
});

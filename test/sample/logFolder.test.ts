import { createHash, createPublicKey, verify } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { at, isObject, text, type Json, type JsonObject } from "../../src/core/base/json.js";
import { writeLogFolder, type WriteProgress } from "../../src/sample/write/logFolder.js";
import { planFolder } from "../../src/sample/write/plan.js";

const endMs = Date.UTC(2026, 10, 1);

interface Written {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly last: WriteProgress | undefined;
}

async function written(events: number, seed = 5, days?: number): Promise<Written> {
  const files = new Map<string, Uint8Array>();
  const sink = { write: async (path: string, bytes: Uint8Array) => void files.set(path, bytes) };
  let last: WriteProgress | undefined;
  const plan = planFolder(events, seed, endMs, days);
  for await (const progress of writeLogFolder(plan, sink, new AbortController().signal)) last = progress;
  return { files, last };
}

const parsed = (bytes: Uint8Array): JsonObject => {
  const value: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
  if (!isObject(value)) throw new TypeError("no object");
  return value;
};
const inflated = (bytes: Uint8Array | undefined): Buffer => gunzipSync(bytes ?? Buffer.alloc(0));
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const word = (value: Json | undefined): string => text(value) ?? "null";
const isLog = (path: string): boolean => path.includes("/CloudTrail/");
const isDigest = (path: string): boolean => path.includes("/CloudTrail-Digest/") && path.endsWith(".gz");

function recordsOf({ files }: Written): readonly JsonObject[] {
  return [...files]
    .filter(([path]) => isLog(path))
    .flatMap(([, bytes]) => {
      const list = parsed(inflated(bytes))["Records"];
      return Array.isArray(list) ? list.filter(isObject) : [];
    });
}

describe("a written log folder", () => {
  test.each([1, 99, 2_500])("holds exactly %i events, each once", async (events) => {
    const folder = await written(events);
    const ids = recordsOf(folder).map((record) => record["eventID"]);
    expect(ids).toHaveLength(events);
    expect(new Set(ids).size).toBe(events);
    expect(folder.last?.events).toBe(events);
    expect([...folder.files.keys()].filter(isLog)).toHaveLength(folder.last?.logFiles ?? -1);
  });

  test("is the same byte for byte for the same seed, and another one for another", async () => {
    const [one, two, other] = [await written(800), await written(800), await written(800, 6)];
    const print = ({ files }: Written): string => sha256(Buffer.concat([...files.values()]));
    expect(print(two)).toBe(print(one));
    expect([...two.files.keys()]).toEqual([...one.files.keys()]);
    expect(print(other)).not.toBe(print(one));
  });

  test("keeps files small however busy a Region is", async () => {
    const { files } = await written(12_000, 5, 1);
    const sizes = [...files]
      .filter(([path]) => isLog(path))
      .map(([, bytes]) => {
        const list = parsed(inflated(bytes))["Records"];
        return Array.isArray(list) ? list.length : 0;
      });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(40);
  });

  test("is proven by its own keys: every log's hash, every link and every signature", async () => {
    const { files } = await written(1_500);
    const keys = publicKeys(files.get("public-keys.json"));
    const named = new Set<string>();
    let newest = 0;
    for (const [path, bytes] of files) {
      if (!isDigest(path)) continue;
      const body = inflated(bytes);
      const digest = parsed(body);
      for (const log of Array.isArray(digest["logFiles"]) ? digest["logFiles"].filter(isObject) : []) {
        const object = text(log["s3Object"]) ?? "";
        expect(sha256(inflated(files.get(object)))).toBe(log["hashValue"]);
        named.add(object);
      }
      const previous = text(digest["previousDigestS3Object"]);
      if (previous !== undefined)
        expect(sha256(inflated(files.get(previous)))).toBe(digest["previousDigestHashValue"]);
      const signature = signatureOf(files, path);
      if (files.has(`${path}.meta.json`)) newest += 1;
      const signed = `${word(digest["digestEndTime"])}\n${word(digest["digestS3Bucket"])}/${path}\n${sha256(body)}\n${word(digest["previousDigestSignature"])}`;
      const key = keys.get(word(digest["digestPublicKeyFingerprint"]));
      expect(key && verify("sha256", Buffer.from(signed), key, Buffer.from(signature, "hex"))).toBe(true);
    }
    expect([...named].sort()).toEqual([...files.keys()].filter(isLog).sort());
    expect(newest).toBe(6);
  });
});

function publicKeys(bytes: Uint8Array | undefined): ReadonlyMap<string, ReturnType<typeof createPublicKey>> {
  const list = parsed(bytes ?? Buffer.from("{}"))["PublicKeyList"];
  return new Map(
    (Array.isArray(list) ? list.filter(isObject) : []).map((key) => [
      word(key["Fingerprint"]),
      createPublicKey({ key: Buffer.from(word(key["Value"]), "base64"), format: "der", type: "pkcs1" }),
    ]),
  );
}

/** From the digest's own sidecar, else from the digest that follows it. */
function signatureOf(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  const sidecar = files.get(`${path}.meta.json`);
  if (sidecar) return word(at(parsed(sidecar), "Metadata", "signature"));
  for (const [other, bytes] of files)
    if (isDigest(other)) {
      const digest = parsed(inflated(bytes));
      if (digest["previousDigestS3Object"] === path) return word(digest["previousDigestSignature"]);
    }
  return "";
}

test("a folder of no events cannot be planned", () => {
  expect(() => planFolder(0, 1, endMs)).toThrow(RangeError);
  expect(() => planFolder(1.5, 1, endMs)).toThrow(RangeError);
});

import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import type { Failure } from "../base/failure.js";
import { isObject, text } from "../base/json.js";

/** Whether a key comes from outside of what it is to prove. */
export type KeyTrust = "given" | "folder";

/** A key that digests may be signed with. */
export interface DigestKey {
  readonly key: KeyObject;
  /** Lower-case hex MD5 of the DER that ListPublicKeys gave. */
  readonly fingerprint: string;
  readonly trust: KeyTrust;
  readonly form: "PKCS#1" | "SPKI";
  readonly validFromMs: number | undefined;
  readonly validToMs: number | undefined;
}

export type KeyProblemReason = "notKeys" | "notBase64" | "notRsa" | "tooShort" | "fingerprintDiffers";

export interface KeyProblem {
  readonly fingerprint: string | undefined;
  readonly reason: KeyProblemReason;
}

export interface KeyRing {
  readonly keys: ReadonlyMap<string, DigestKey>;
  readonly problems: readonly KeyProblem[];
}

/** The file of keys at the top of a copy that was made with them. */
export const keysFileName = "public-keys.json";

export const noKeys: KeyRing = { keys: new Map(), problems: [] };

/** CloudTrail's keys have 2048 bits; a shorter one could be broken and so proves nothing. */
const leastBits = 2048;
const deepest = 5;
const mostKeys = 10_000;

/** A key as ListPublicKeys gives it and the AWS CLI prints it: the DER in base64, times in ISO 8601. */
export interface ListedKey {
  readonly Fingerprint: string;
  readonly Value: string;
  readonly ValidityStartTime: string | undefined;
  readonly ValidityEndTime: string | undefined;
}

/** Answers of ListPublicKeys by Region. `parsePublicKeys` reads them, and so does whoever is given them as a file. */
export type PublicKeyAnswers = Readonly<Record<string, { readonly PublicKeyList: readonly ListedKey[] }>>;

/** The keys some digests need: each Region signs with its own, valid in these times (epoch milliseconds). */
export interface KeysWanted {
  readonly regions: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** True when CloudTrail lists no key for any of the Regions: the time is before what it keeps, or the future. */
export const areEmpty = (answers: PublicKeyAnswers): boolean =>
  Object.values(answers).every(({ PublicKeyList }) => PublicKeyList.length === 0);

/** What the Regions answered, and why some did not: digests of those stay without a key. */
export interface ListedKeys {
  readonly answers: PublicKeyAnswers;
  readonly failures: readonly Failure[];
}

/** Rejects with a Failure that names a Region and what is missing when no Region answers. */
export interface PublicKeyReader {
  list(accountKey: string, wanted: KeysWanted, signal: AbortSignal): Promise<ListedKeys>;
}

/** Reads saved ListPublicKeys answers: one, a list of them, or several by Region. */
export function parsePublicKeys(json: unknown, trust: KeyTrust): KeyRing {
  const keys = new Map<string, DigestKey>();
  const problems: KeyProblem[] = [];
  const listed = [...listedKeys(json, 0)].slice(0, mostKeys);
  for (const entry of listed) {
    const read = readKey(entry, trust);
    if ("reason" in read) problems.push(read);
    else keys.set(read.fingerprint, read);
  }
  if (listed.length === 0) problems.push({ fingerprint: undefined, reason: "notKeys" });
  return { keys, problems };
}

/** Anything with a `Value` and a `Fingerprint`, however the answers were put together. */
function* listedKeys(json: unknown, depth: number): Generator<Readonly<Record<string, unknown>>> {
  if (depth > deepest) return;
  if (isObject(json) && "Value" in json && "Fingerprint" in json) yield json;
  else if (Array.isArray(json)) for (const each of json) yield* listedKeys(each, depth + 1);
  else if (isObject(json)) for (const each of Object.values(json)) yield* listedKeys(each, depth + 1);
}

function readKey(entry: Readonly<Record<string, unknown>>, trust: KeyTrust): DigestKey | KeyProblem {
  const fingerprint = text(entry["Fingerprint"])?.toLowerCase();
  const value = text(entry["Value"])?.replace(/\s/g, "") ?? "";
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return { fingerprint, reason: "notBase64" };
  const der = Buffer.from(value, "base64");
  const actual = createHash("md5").update(der).digest("hex");
  if (fingerprint !== actual) return { fingerprint, reason: "fingerprintDiffers" };
  const read = readDer(der);
  if (read?.key.asymmetricKeyType !== "rsa") return { fingerprint, reason: "notRsa" };
  if ((read.key.asymmetricKeyDetails?.modulusLength ?? 0) < leastBits)
    return { fingerprint, reason: "tooShort" };
  return {
    ...read,
    fingerprint,
    trust,
    validFromMs: validityMs(entry["ValidityStartTime"]),
    validToMs: validityMs(entry["ValidityEndTime"]),
  };
}

/** PKCS#1 as documented, or SubjectPublicKeyInfo, which has been published too. */
function readDer(der: Buffer): Pick<DigestKey, "key" | "form"> | undefined {
  for (const [type, form] of [["pkcs1", "PKCS#1"] as const, ["spki", "SPKI"] as const]) {
    try {
      return { key: createPublicKey({ key: der, format: "der", type }), form };
    } catch {
      // not in this form: the next one, or none
    }
  }
  return undefined;
}

/** Epoch seconds, or ISO text as the AWS CLI prints it. */
function validityMs(value: unknown): number | undefined {
  const ms = typeof value === "number" ? value * 1000 : typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isFinite(ms) ? ms : undefined;
}

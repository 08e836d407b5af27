import { gunzipSync, gzipSync } from "node:zlib";
import type { Random } from "./seeded.js";
import { putDigest, type Files, type MadeDigest, type MadeKey } from "./madeChains.js";

/** A chain to spoil. */
export interface Victim {
  readonly files: Files;
  readonly digests: readonly MadeDigest[];
  readonly key: MadeKey;
  readonly attacker: MadeKey;
  readonly random: Random;
}

export interface Tampering {
  readonly kind: string;
  readonly spoil: (victim: Victim) => void;
  /** What the AWS CLI, in the version the oracle models, says of it; undefined when it depends on the place. */
  readonly reference: "finds" | "misses" | "depends";
  readonly isHarmless?: boolean;
}

const logs = ({ digests }: Victim): string[] => digests.flatMap((digest) => digest.logs);
const aLog = (victim: Victim): string => victim.random.pick(logs(victim));
const twoLogs = (victim: Victim): [string, string] => {
  const first = aLog(victim);
  return [first, victim.random.pick(logs(victim).filter((each) => each !== first))];
};
/** Neither the oldest, whose loss a copy cannot show, nor the newest. */
const inner = ({ digests, random }: Victim): MadeDigest => random.pick(digests.slice(1, -1));
const anyDigest = ({ digests, random }: Victim): MadeDigest => random.pick(digests);
const last = ({ digests }: Victim): MadeDigest => digests.at(-1) as MadeDigest;
const get = ({ files }: Victim, key: string): Buffer => files.get(key) ?? Buffer.alloc(0);
const set = ({ files }: Victim, key: string, body: Buffer): unknown => files.set(key, body);
const append = (victim: Victim, key: string, more: Buffer): unknown =>
  set(victim, key, Buffer.concat([get(victim, key), more]));
const edit = (victim: Victim, key: string, change: (text: string) => string): unknown =>
  set(victim, key, gzipSync(change(gunzipSync(get(victim, key)).toString())));
function remove({ files }: Victim, key: string): void {
  files.delete(key);
  files.delete(`${key}.meta.json`);
}
function move(victim: Victim, from: string, to: string, keep = false): void {
  set(victim, to, get(victim, from));
  const metadata = victim.files.get(`${from}.meta.json`);
  if (metadata) set(victim, `${to}.meta.json`, metadata);
  if (!keep) remove(victim, from);
}
const forged = gzipSync('{"Records":[{"eventID":"forged"}]}');
const reName = (key: string): string => key.replace(/T(\d\d)(\d\d)/, (_, hour: string) => `T${hour}59`);

export const tamperings: readonly Tampering[] = [
  {
    kind: "log altered",
    reference: "finds",
    spoil: (v) => edit(v, aLog(v), (text) => text.replace("eventID", "eventId")),
  },
  { kind: "log emptied", reference: "finds", spoil: (v) => set(v, aLog(v), Buffer.alloc(0)) },
  { kind: "log cut short in its data", reference: "finds", spoil: (v) => cutLog(v, 12) },
  { kind: "log without its last bytes", reference: "misses", spoil: (v) => cutLog(v, v.random.int(1, 7)) },
  {
    kind: "log replaced by another",
    reference: "finds",
    spoil: (v) => {
      const [a, b] = twoLogs(v);
      set(v, a, get(v, b));
    },
  },
  {
    kind: "two logs swapped",
    reference: "finds",
    spoil: (v) => {
      const [a, b] = twoLogs(v);
      const kept = get(v, a);
      set(v, a, get(v, b));
      set(v, b, kept);
    },
  },
  { kind: "log deleted", reference: "finds", spoil: (v) => remove(v, aLog(v)) },
  {
    kind: "log moved to another day",
    reference: "finds",
    spoil: (v) => {
      const log = aLog(v);
      move(v, log, log.replace(/\/\d\d\/([^/]+)$/, "/28/$1"));
    },
  },
  {
    kind: "log renamed like another log",
    reference: "finds",
    spoil: (v) => {
      const log = aLog(v);
      move(v, log, reName(log));
    },
  },
  {
    kind: "log copied under another name",
    reference: "misses",
    spoil: (v) => {
      const log = aLog(v);
      move(v, log, reName(log), true);
    },
  },
  { kind: "gzip member appended to a log", reference: "misses", spoil: (v) => append(v, aLog(v), forged) },
  {
    kind: "zeros appended to a log",
    reference: "misses",
    spoil: (v) => append(v, aLog(v), Buffer.alloc(v.random.int(1, 40))),
  },
  {
    kind: "text appended to a log",
    reference: "misses",
    spoil: (v) => append(v, aLog(v), Buffer.from("loose")),
  },
  {
    kind: "forged log that no digest names",
    reference: "misses",
    spoil: (v) => set(v, reName(aLog(v)).replace(/_[^_]+$/, "_ForgedForgedForg.json.gz"), forged),
  },
  {
    kind: "log stored without compression",
    reference: "finds",
    spoil: (v) => {
      const log = aLog(v);
      set(v, log, gunzipSync(get(v, log)));
    },
  },
  { kind: "log is text", reference: "finds", spoil: (v) => set(v, aLog(v), Buffer.from("plain")) },
  { kind: "log is NULs", reference: "finds", spoil: (v) => set(v, aLog(v), Buffer.alloc(200)) },
  {
    kind: "checksum of a log changed",
    reference: "finds",
    spoil: (v) => {
      const log = aLog(v);
      const body = Buffer.from(get(v, log));
      const at = body.length - 8;
      body.writeUInt8(body.readUInt8(at) ^ 1, at);
      set(v, log, body);
    },
  },
  {
    kind: "digest altered",
    reference: "finds",
    spoil: (v) => edit(v, anyDigest(v).key, (text) => text.replace("SHA256withRSA", "SHA512withRSA")),
  },
  {
    kind: "log struck from a digest",
    reference: "finds",
    spoil: (v) => {
      const { key, json } = anyDigest(v);
      set(v, key, gzipSync(JSON.stringify({ ...json, logFiles: [] })));
    },
  },
  { kind: "digest emptied", reference: "finds", spoil: (v) => set(v, anyDigest(v).key, Buffer.alloc(0)) },
  {
    kind: "digest cut short",
    reference: "finds",
    spoil: (v) => {
      const { key } = anyDigest(v);
      set(v, key, get(v, key).subarray(0, -v.random.int(1, 60)));
    },
  },
  { kind: "digest is no JSON", reference: "finds", spoil: (v) => set(v, anyDigest(v).key, gzipSync("[1,2")) },
  { kind: "digest deleted", reference: "finds", spoil: (v) => remove(v, inner(v).key) },
  {
    kind: "two neighbouring digests deleted",
    reference: "finds",
    spoil: (v) => {
      const at = v.random.int(1, v.digests.length - 3);
      for (const each of v.digests.slice(at, at + 2)) remove(v, each.key);
    },
  },
  { kind: "newest digest deleted", reference: "misses", spoil: (v) => remove(v, last(v).key) },
  {
    kind: "all digests deleted",
    reference: "misses",
    spoil: (v) => v.digests.forEach(({ key }) => remove(v, key)),
  },
  {
    kind: "gzip member appended to a digest",
    reference: "misses",
    spoil: (v) => append(v, anyDigest(v).key, gzipSync("{}")),
  },
  {
    kind: "zeros appended to a digest",
    reference: "misses",
    spoil: (v) => append(v, anyDigest(v).key, Buffer.alloc(9)),
  },
  {
    kind: "digest renamed",
    reference: "finds",
    spoil: (v) => {
      const { key } = inner(v);
      move(v, key, key.replace(/T(\d\d)\d{4}Z/, "T$14030Z"));
    },
  },
  {
    kind: "digest copied under a newer name",
    reference: "finds",
    spoil: (v) => {
      const { key } = last(v);
      move(v, key, key.replace(/T(\d\d)\d{4}Z/, "T$15030Z"), true);
    },
  },
  {
    kind: "digest replaced by its neighbour",
    reference: "finds",
    spoil: (v) => {
      const at = v.random.int(1, v.digests.length - 2);
      const [a, b] = v.digests.slice(at, at + 2);
      if (a && b) set(v, a.key, get(v, b.key));
    },
  },
  {
    kind: "digest signed by an attacker who names the real key",
    reference: "finds",
    spoil: (v) => {
      const { key, json } = anyDigest(v);
      putDigest(v.files, key, { ...json, logFiles: [] }, v.attacker);
    },
  },
  {
    kind: "digest signed by an attacker with a key of their own",
    reference: "finds",
    spoil: (v) => {
      const { key, json } = anyDigest(v);
      putDigest(
        v.files,
        key,
        { ...json, logFiles: [], digestPublicKeyFingerprint: v.attacker.fingerprint },
        v.attacker,
      );
    },
  },
  {
    kind: "signature of another digest",
    reference: "finds",
    spoil: (v) => {
      const [a, b] = v.digests;
      if (a && b) set(v, `${a.key}.meta.json`, get(v, `${b.key}.meta.json`));
    },
  },
  {
    kind: "signature is not hex",
    reference: "finds",
    spoil: (v) =>
      set(
        v,
        `${anyDigest(v).key}.meta.json`,
        Buffer.from('{"signature":"zz","signature-algorithm":"SHA256withRSA"}'),
      ),
  },
  {
    kind: "newest digest signed with SHA-1",
    reference: "misses",
    spoil: (v) => {
      const { key, json } = last(v);
      putDigest(v.files, key, json, v.key, false, "sha1");
    },
  },
  {
    kind: "wrong hash link, signed",
    reference: "misses",
    spoil: (v) => {
      const { key, json } = last(v);
      putDigest(v.files, key, { ...json, previousDigestHashValue: "0".repeat(64) }, v.key);
    },
  },
  {
    kind: "wrong signature link, signed",
    reference: "misses",
    spoil: (v) => {
      const { key, json } = last(v);
      putDigest(v.files, key, { ...json, previousDigestSignature: "0".repeat(512) }, v.key);
    },
  },
  {
    kind: "newest digest without metadata",
    reference: "finds",
    spoil: (v) => v.files.delete(`${last(v).key}.meta.json`),
  },
  {
    kind: "log compressed again",
    reference: "misses",
    isHarmless: true,
    spoil: (v) => {
      const log = aLog(v);
      set(v, log, gzipSync(gunzipSync(get(v, log)), { level: 1 }));
    },
  },
  {
    kind: "digest compressed again",
    reference: "misses",
    isHarmless: true,
    spoil: (v) => {
      const { key } = anyDigest(v);
      set(v, key, gzipSync(gunzipSync(get(v, key)), { level: 1 }));
    },
  },
  {
    kind: "metadata of an inner digest lost",
    reference: "finds",
    isHarmless: true,
    spoil: (v) => v.files.delete(`${inner(v).key}.meta.json`),
  },
];

function cutLog(victim: Victim, bytes: number): void {
  const log = aLog(victim);
  set(victim, log, get(victim, log).subarray(0, -bytes));
}

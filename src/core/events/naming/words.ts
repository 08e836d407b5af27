/** Text after the first `mark`; empty when it does not occur. */
export function between(text: string, mark: string): string {
  const start = text.indexOf(mark);
  return start < 0 ? "" : text.slice(start + mark.length);
}

/** Text after the last `mark`; the whole when it does not occur. */
export const afterLast = (text: string, mark: string): string => text.slice(text.lastIndexOf(mark) + 1);

const memo = new Map<string, readonly string[]>();
const MEMO_LIMIT = 5_000;

/**
 * The words of a camel-case name in lower case: `PutBucketPolicy` -> put, bucket, policy;
 * `CreateDBInstance` -> create, db, instance; `ListObjectsV2` -> list, objects, v2.
 */
export function wordsOf(name: string): readonly string[] {
  const known = memo.get(name);
  if (known) return known;
  const words = split(name.length > 128 ? name.slice(0, 128) : name);
  if (memo.size >= MEMO_LIMIT) memo.clear();
  memo.set(name, words);
  return words;
}

function split(name: string): readonly string[] {
  const found = name.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g) ?? [];
  return found.map((word) => word.toLowerCase());
}

const IRREGULAR = new Map([
  ["aliases", "alias"],
  ["dhcpoptions", "dhcpoptions"],
  ["reservedinstances", "reservedinstances"],
  ["statuses", "status"],
  ["indices", "index"],
  ["indexes", "index"],
  ["analyses", "analysis"],
]);

/** The singular of an English noun in lower case, as far as API names need it. */
export function singular(noun: string): string {
  if (!noun.endsWith("s") || noun.length < 3) return noun;
  const irregular = IRREGULAR.get(noun);
  if (irregular !== undefined) return irregular;
  if (/(?:ss|us|is|dns)$/.test(noun)) return noun;
  if (noun.endsWith("ies")) return `${noun.slice(0, -3)}y`;
  return /(?:ss|x|ch|sh)es$/.test(noun) ? noun.slice(0, -2) : noun.slice(0, -1);
}

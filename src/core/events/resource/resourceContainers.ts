/**
 * What an object under a key is to the search for resources: `skip` holds words of people or conditions rather
 * than names of what was acted on; a `wrapper` adds a level without meaning; `items` are the elements of the
 * list their parent names.
 */
export type Container = "skip" | "wrapper" | "items" | "plain";

const SKIPPED = new Set(
  (
    "tags tagset tagslist taglist tag tagspecificationset tagspecification tagspecifications tagging filter filters filterset " +
    "policydocument policy bucketpolicy assumerolepolicydocument resourcepolicy accesscontrolpolicy encryptioncontext " +
    "environment environmentvariables parameteroverrides conditions statement credentials pagination sorting querystring " +
    "eventpattern schedulingexpression ownersset owners user requester responsemetadata errors unsuccessful " +
    "previousstate currentstate blockdevicemapping blockdevicemappings reservation placement"
  ).split(" "),
);
const WRAPPER = /(?:Request|Response|Result|Input|Output)$/;
const ITEMS = new Set(["items", "item", "member", "members"]);

const memo = new Map<string, Container>();
const MEMO_LIMIT = 2_000;

export function containerOf(key: string): Container {
  const known = memo.get(key);
  if (known !== undefined) return known;
  const lower = key.length > 64 ? "" : key.toLowerCase();
  const container: Container = SKIPPED.has(lower)
    ? "skip"
    : ITEMS.has(lower)
      ? "items"
      : WRAPPER.test(key)
        ? "wrapper"
        : "plain";
  if (memo.size >= MEMO_LIMIT) memo.clear();
  memo.set(key, container);
  return container;
}

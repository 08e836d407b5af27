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

export function containerOf(key: string): Container {
  const lower = key.length > 64 ? "" : key.toLowerCase();
  if (SKIPPED.has(lower)) return "skip";
  if (ITEMS.has(lower)) return "items";
  return WRAPPER.test(key) ? "wrapper" : "plain";
}

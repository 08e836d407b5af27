import type { Api } from "../naming/api.js";
import type { Kind } from "../naming/kind.js";

const memo = new WeakMap<Api, Map<Kind, string>>();

/**
 * The words for what the authorization reference adds to where an identifier stands:
 * `authorization reference: dynamodb:UpdateTable acts on table; `. Empty when it says nothing of the kind.
 */
export function referenceGrounds(api: Api, kind: Kind): string {
  const { acts } = api;
  if (!acts || !(acts.required.includes(kind) || acts.optional.includes(kind))) return "";
  const known = memo.get(api)?.get(kind);
  if (known !== undefined) return known;
  const noun = kind.nouns[0] ?? "";
  const words = `authorization reference: ${api.service}:${api.name} acts on ${noun}; `;
  const ofApi = memo.get(api);
  if (ofApi) ofApi.set(kind, words);
  else memo.set(api, new Map([[kind, words]]));
  return words;
}

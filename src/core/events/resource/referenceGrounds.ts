import type { Api } from "../naming/api.js";
import type { Kind } from "../naming/kind.js";
import { PerApi } from "../naming/perApi.js";

const memo = new PerApi(() => new Map<Kind, string>());

/**
 * The words for what the authorization reference adds to where an identifier stands:
 * `authorization reference: dynamodb:UpdateTable acts on table; `. Empty when it says nothing of the kind.
 */
export function referenceGrounds(api: Api, kind: Kind): string {
  const { acts } = api;
  if (!acts) return "";
  const words = memo.of(api);
  const known = words.get(kind);
  if (known !== undefined) return known;
  const acted = acts.required.includes(kind) || acts.optional.includes(kind);
  const noun = kind.nouns[0] ?? "";
  const said = acted ? `authorization reference: ${api.service}:${api.name} acts on ${noun}; ` : "";
  words.set(kind, said);
  return said;
}

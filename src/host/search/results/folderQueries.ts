import { longestSessionMs, type RoleChain } from "../../../core/events/actor/chains.js";
import type { Query } from "../../../core/search/query.js";
import { openEndMs, openStartMs } from "../../../core/search/queryTime.js";

/** Asks a folder for all it holds. */
export const everything: Query = {
  range: { kind: "exact", fromMs: openStartMs, toMs: openEndMs },
  accounts: [],
  regions: [],
  filters: [],
  words: [],
};

/** The calls that may have handed out the key a session was missed by: the model counts the key among their resources. */
export const issuersQuery = ({ keyId, event }: NonNullable<RoleChain["missing"]>): Query => ({
  ...everything,
  range: { kind: "exact", fromMs: event.timeMs - longestSessionMs, toMs: event.timeMs + 1_000 },
  filters: [
    { field: "service", value: "sts", negated: false },
    { field: "resource", value: keyId, negated: false },
  ],
});

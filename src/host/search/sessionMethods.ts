import { isAborted } from "../../core/base/failure.js";
import { safeText } from "../../core/base/safeText.js";
import {
  isForeignCopy,
  issuedKey,
  longestSessionMs,
  roleChain,
  type RoleChain,
} from "../../core/events/actor/chains.js";
import { text } from "../../core/base/json.js";
import type { CloudTrailEvent } from "../../core/events/event.js";
import { progressOf } from "../../core/search/progress.js";
import type { Query } from "../../core/search/query.js";
import type { SearchPanelMethods } from "../../shared/searchPanel.js";
import { eventOf } from "./detailMethods.js";
import type { PanelContext } from "./panelContext.js";
import { sessionEvents } from "./roleChainView.js";

type SessionMethods = Pick<SearchPanelMethods, "findSession">;
type Missing = NonNullable<RoleChain["missing"]>;

/** More sessions on top of each other than these are not looked for with one press. */
const mostLooks = 5;
/** Where STS is called by its global name, its events are written: IAM user guide, "Logging IAM and STS calls". */
const globalRegion = "us-east-1";

/** How an event's credentials came about, as far as it must be looked up. */
export const sessionMethods = (panel: PanelContext): SessionMethods => ({
  findSession: async ({ id }, signal) => findSession(panel, await eventOf(panel, id, signal)),
});

/** Looks for what began the session, and for what began the one before, until somebody had credentials of their own. */
async function findSession(panel: PanelContext, event: CloudTrailEvent): Promise<string | undefined> {
  const { window, lifetime, session, t } = panel;
  const { beside } = session;
  try {
    return await window.withProgress(
      t("Looking for who began this session"),
      lifetime,
      async (signal, report) => {
        for (let look = 0; look < mostLooks; look++) {
          const { missing } = roleChain(event, sessionEvents(panel));
          if (missing === undefined) return undefined;
          const query = questionFor(panel, missing);
          const found = await newIssuers(panel, query, missing.keyId, signal, report);
          if (found.length === 0) return notFound(panel, query, missing.keyId);
          beside.add(found);
        }
        return undefined;
      },
    );
  } catch (error) {
    if (isAborted(error)) return undefined;
    throw error;
  }
}

/** AssumeRole's index holds the key it handed out as a resource's name (CloudTrail's index of event history). */
function questionFor({ accounts, session }: PanelContext, { keyId, event }: Missing): Query {
  const owner = text(event.userIdentity?.["accountId"]);
  const known = [event.accountId, owner].flatMap((id) =>
    id === undefined ? [] : (accounts.find(id)?.key ?? []),
  );
  const query = session.run?.query;
  const regions = [event.region, globalRegion, ...(query?.regions ?? [])];
  return {
    accounts: known.length > 0 ? [...new Set(known)] : (query?.accounts ?? []),
    regions: [...new Set(regions)],
    range: { kind: "exact", fromMs: event.timeMs - longestSessionMs, toMs: event.timeMs + 1_000 },
    filters: [{ field: "resource", value: keyId, negated: false }],
    words: [],
  };
}

/** The copies of the call that handed out a key, without those at hand; the search ends with one that names its caller. */
async function newIssuers(
  panel: PanelContext,
  query: Query,
  keyId: string,
  signal: AbortSignal,
  report: (done: number) => void,
): Promise<readonly CloudTrailEvent[]> {
  const known = new Set(
    sessionEvents(panel)
      .issuersOf(keyId)
      .map(({ id }) => id),
  );
  const found: CloudTrailEvent[] = [];
  const archive = await panel.archive();
  for await (const { events, asked } of archive.search(query, signal)) {
    report(progressOf(asked));
    found.push(...events.filter((event) => issuedKey(event) === keyId && !known.has(event.id)));
    if (found.some((event) => !isForeignCopy(event))) break;
  }
  signal.throwIfAborted();
  return found;
}

function notFound(panel: PanelContext, { regions, accounts }: Query, keyId: string): string {
  if (panel.folder !== undefined)
    return panel.t(
      "No event that handed out {0} is in the folder within the 36 hours before.",
      safeText(keyId, 40),
    );
  const names = accounts.map((account) => panel.accounts.find(account)?.name ?? account);
  return panel.t(
    "No event that handed out {0} was found in event history of {1} in {2}, in the 36 hours before.",
    safeText(keyId, 40),
    names.join(", "),
    regions.join(", "),
  );
}

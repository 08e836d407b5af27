import type { CloudTrailEvent } from "../../core/events/event.js";
import type { Place } from "../../core/search/previousChange.js";
import type { PanelContext } from "./panelContext.js";

/** Where an event was found, as a query names it: its account when a profile for it is known, and its Region. */
export function placeOf({ accounts, session }: PanelContext, event: CloudTrailEvent): Place {
  const account = accounts.find(event.accountId)?.key;
  const asked = session.run?.query.accounts ?? [];
  return { accounts: account === undefined ? asked : [account], regions: [event.region] };
}

import type { CloudTrailEvent } from "../../core/events/event.js";

/** The event a person chose as one side; it stays when the search it came from is over. */
export interface Comparing {
  selected: { readonly name: string; readonly event: CloudTrailEvent } | undefined;
}

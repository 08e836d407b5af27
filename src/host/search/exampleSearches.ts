import type { Translate } from "../../core/base/translate.js";
import type { SavedSearch } from "./savedSearches.js";

/**
 * Searches to start from, shown beside the saved ones. Those with an event name are answered by the service
 * within a few pages, so they look back as far as event history goes; the others read everything and stay short.
 */
export const exampleSearches = (t: Translate): readonly SavedSearch[] => [
  {
    id: "example:stopped-logging",
    name: t("Who stopped logging?"),
    text: "event:StopLogging event:DeleteTrail event:PutEventSelectors last:90d",
  },
  { id: "example:denied", name: t("Denied calls"), text: "outcome:denied last:7d" },
  { id: "example:root", name: t("Root sign-ins"), text: "user:root event:ConsoleLogin last:90d" },
  { id: "example:console", name: t("Console changes"), text: "via:Console outcome:changed last:7d" },
  { id: "example:access-keys", name: t("New access keys"), text: "event:CreateAccessKey last:90d" },
  {
    id: "example:open-groups",
    name: t("Security groups opened to the world"),
    text: "event:AuthorizeSecurityGroupIngress mark:public-exposing last:90d",
  },
];

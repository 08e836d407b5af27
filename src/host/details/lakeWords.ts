import type { Translate } from "../../core/base/translate.js";

/** Source: CloudTrail user guide, "CloudTrail Lake availability change". */
export const lakeClosed = (t: Translate): string =>
  t(
    "CloudTrail Lake has been closed to new customers since May 31, 2026: an account without event data stores cannot create any, and the service may deny the call.",
  );

/** The service's word in lower case with blanks, or ours where it says more. */
export function statusText(status: string, t: Translate): string {
  switch (status) {
    case "ENABLED":
      return t("enabled");
    case "CREATED":
      return t("created");
    case "PENDING_DELETION":
      return t("pending deletion");
    case "STARTING_INGESTION":
      return t("starting ingestion");
    case "STOPPING_INGESTION":
      return t("stopping ingestion");
    case "STOPPED_INGESTION":
      return t("ingestion stopped");
    default:
      return status.toLowerCase().replaceAll("_", " ");
  }
}

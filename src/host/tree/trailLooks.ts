import type { Trail } from "../../core/accounts/trail.js";
import { safeText } from "../../core/base/safeText.js";
import type { Wording } from "../details/wording.js";
import { parts, type Looks } from "./looks.js";

/** `logging · multi-Region · validated`; a warning only when someone has to do something. */
export function trailLooks(trail: Trail, wording: Wording): Looks {
  const { t } = wording;
  const state = trailState(trail, wording);
  const reach = trail.shadow
    ? t("shadow of {0}", trail.homeRegion)
    : trail.multiRegion
      ? t("multi-Region")
      : t("single Region");
  return {
    label: safeText(trail.name),
    description: parts(
      state.text,
      reach,
      trail.organization ? t("organization") : "",
      trail.validation ? t("validated") : t("not validated"),
    ),
    icon: state.icon,
    tone: state.needsHand ? "warning" : "plain",
    context: "trail",
    opens: "leaf",
  };
}

interface State {
  readonly text: string;
  readonly icon: string;
  readonly needsHand: boolean;
}

function trailState({ status }: Trail, { t }: Wording): State {
  if (!status.ok) return { text: t("status unknown"), icon: "question", needsHand: false };
  const { logging, latestDeliveryError, latestDigestError, latestLogGroupError, latestNotificationError } =
    status.value;
  if (!logging) return { text: t("stopped"), icon: "debug-pause", needsHand: true };
  if (latestDeliveryError !== undefined)
    return failing(t("delivery error: {0}", safeText(latestDeliveryError, 80)));
  if (latestDigestError !== undefined)
    return failing(t("digest error: {0}", safeText(latestDigestError, 80)));
  if (latestLogGroupError !== undefined) return failing(t("CloudWatch Logs error"));
  if (latestNotificationError !== undefined) return failing(t("SNS error"));
  return { text: t("logging"), icon: "record", needsHand: false };
}

const failing = (text: string): State => ({ text, icon: "warning", needsHand: true });

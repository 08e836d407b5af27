import { abortError } from "../core/base/abort.js";
import type { FailureDetail } from "../core/base/failure.js";
import { Failure, isFailure } from "../core/base/failure.js";
import type { Translate } from "../core/base/translate.js";
import type { ErrorFacts } from "./awsError.js";
import { errorFacts, plainCause, troubleOf } from "./awsError.js";
import type { CallContext, Told } from "./callContext.js";
import { networkTrouble } from "./networkFailures.js";
import { globalRegion } from "./regions.js";

/** CloudTrail Lake: a closed service answers like a denied one, so the reader must learn both. */
const lakeActions = new Set(["cloudtrail:ListEventDataStores", "cloudtrail:GetEventDataStore"]);

/**
 * Turns whatever a call ended with into a Failure that says what to do. An abort stays an AbortError, also when the
 * SDK reports the closed socket instead.
 */
export function toFailure(error: unknown, context: CallContext, signal: AbortSignal, t: Translate): Error {
  const trouble = troubleOf(error);
  if (signal.aborted || trouble === "aborted") return signal.aborted ? abortError(signal) : (error as Error);
  if (isFailure(error)) return error;
  const facts = errorFacts(error);
  const { code, message } = tell(trouble, facts, context, t);
  const { action, region, profile } = context;
  const detail: FailureDetail = { action, region, profile };
  return new Failure(code, message, detail, { cause: plainCause(error) });
}

function tell(
  trouble: ReturnType<typeof troubleOf>,
  facts: ErrorFacts,
  context: CallContext,
  t: Translate,
): Told {
  switch (trouble) {
    case "denied":
      return denied(facts, context, t);
    case "not-available":
      return notAvailable(facts, context, t);
    case "unknown-key":
      return unknownKey(context, t);
    case "unknown-region":
      return {
        code: "aws/region-off",
        message: t("AWS knows no Region called {0}. Correct its name.", context.region),
      };
    case "skewed":
      return skewed(facts, context, t);
    case "unreachable":
    case "cut":
    case "silent":
    case "proxy":
    case "untrusted-tls":
    case "server":
      return networkTrouble(trouble, facts, context, t);
    default:
      return answered(trouble, facts, context, t);
  }
}

function answered(
  trouble: string,
  facts: ErrorFacts,
  { action, region, profile }: CallContext,
  t: Translate,
): Told {
  switch (trouble) {
    case "throttled":
      return {
        code: "aws/throttled",
        message: t(
          "AWS keeps refusing {0} in {1} because the account makes too many requests there. Other tools and the console share the limit: try again in a minute.",
          action,
          region,
        ),
      };
    case "expired":
      return {
        code: "aws/expired-credentials",
        message: t(
          "The credentials of profile {0} have expired. Renew them (sign in again, or write new ones to the credentials file) and try again.",
          profile,
        ),
      };
    case "wrong-secret":
      return {
        code: "aws/no-credentials",
        message: t(
          "AWS does not accept the signature of profile {0}: its secret access key does not belong to its access key. Correct it in the credentials file.",
          profile,
        ),
      };
    case "page-token":
      return {
        code: "archive/page-token",
        message: t(
          "AWS no longer accepts the marker for the next page of {0} in {1}. What has arrived stays; search again for the rest.",
          action,
          region,
        ),
      };
    case "bad-answer":
      return {
        code: "aws/bad-answer",
        message: t(
          "The answer to {0} in {1} is not what AWS sends (HTTP {2}). A proxy may have put its own page in its place; try again, or check the proxy.",
          action,
          region,
          facts.status ?? "?",
        ),
      };
    default:
      return {
        code: "aws/service",
        message: t("{0} in {1} failed: {2} ({3}).", action, region, shortened(facts.message), facts.name),
      };
  }
}

/** Service messages are shown as text; a long one would bury the sentence around it. */
const shortened = (text: string): string => {
  const line = text.replace(/\s+/gu, " ").trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
};

function denied(facts: ErrorFacts, context: CallContext, t: Translate): Told {
  const { action, region, profile } = context;
  const code = "aws/access-denied";
  if (/service control policy/iu.test(facts.message)) {
    const advice =
      region === globalRegion(region)
        ? t("Events of global services (IAM, sign-in, CloudFront) are logged there and cannot be shown.")
        : t("Leave that Region out of the search.");
    return {
      code,
      message: t(
        "A policy of the organization (SCP) forbids {0} in {1}. {2} Whoever runs the organization can allow it.",
        action,
        region,
        advice,
      ),
    };
  }
  if (lakeActions.has(action) && !/is not authorized to perform/iu.test(facts.message)) {
    return notAvailable(facts, context, t);
  }
  const blocker =
    /in an? (identity-based policy|permissions boundary|resource-based policy|session policy|VPC endpoint policy|resource control policy)/iu.exec(
      facts.message,
    )?.[1];
  if (/explicit deny/iu.test(facts.message) && blocker !== undefined) {
    return {
      code,
      message: t(
        "Profile {0} is forbidden to call {1} in {2} by a Deny in its {3}. Remove that Deny, or use another profile.",
        profile,
        action,
        region,
        blocker,
      ),
    };
  }
  const message = t(
    "Profile {0} may not call {1} in {2}. Allow the action {1} for it, or use another profile.",
    profile,
    action,
    region,
  );
  if (!lakeActions.has(action)) return { code, message };
  return { code, message: `${message} ${t("CloudTrail Lake is closed to new customers since 2026-05-31.")}` };
}

function notAvailable(facts: ErrorFacts, { action, region }: CallContext, t: Translate): Told {
  const message = lakeActions.has(action)
    ? t(
        "CloudTrail Lake is not available to this account in {0}. It is closed to new customers since 2026-05-31; accounts that used it before keep it.",
        region,
      )
    : t("{0} is not available to this account in {1}: {2}", action, region, shortened(facts.message));
  return { code: "aws/not-available", message };
}

function unknownKey({ region, profile, known }: CallContext, t: Translate): Told {
  if (known) {
    return {
      code: "aws/region-off",
      message: t(
        "Region {0} does not accept this account's credentials: it is most likely not enabled for the account. Enable it in the account's settings, or leave it out.",
        region,
      ),
    };
  }
  return {
    code: "aws/no-credentials",
    message: t(
      "AWS does not know the access key of profile {0}: it was deleted, is turned off, or belongs to another partition. Write a valid one to the credentials file.",
      profile,
    ),
  };
}

function skewed(facts: ErrorFacts, { nowMs }: CallContext, t: Translate): Told {
  const minutes = facts.serverMs === undefined ? undefined : Math.round((nowMs - facts.serverMs) / 60_000);
  const message =
    minutes === undefined || minutes === 0
      ? t("AWS refuses requests because this computer's clock is wrong. Set the clock, then try again.")
      : minutes > 0
        ? t(
            "AWS refuses requests because this computer's clock is {0} minutes ahead. Set the clock, then try again.",
            minutes,
          )
        : t(
            "AWS refuses requests because this computer's clock is {0} minutes behind. Set the clock, then try again.",
            -minutes,
          );
  return { code: "aws/clock-skew", message };
}

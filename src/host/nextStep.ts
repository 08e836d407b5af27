import { basename } from "node:path";
import type { Account, Profile } from "../core/accounts/account.js";
import type { FailureCode, FailureDetail } from "../core/base/failure.js";
import type { Translate } from "../core/base/translate.js";

/** What a person can do about a failure; tree nodes and messages offer the same steps. */
export type NextStep =
  | { readonly kind: "sign-in" }
  /** The profile's place in its config file, or the file and line the failure names. */
  | { readonly kind: "open-config" }
  | { readonly kind: "trust-workspace" }
  | { readonly kind: "start-sample" }
  | { readonly kind: "retry" }
  | { readonly kind: "show-log" };

/** A failure as adapters throw it or as a `Maybe` carries it. */
export interface Trouble {
  readonly code: FailureCode;
  readonly message: string;
  readonly detail: FailureDetail;
}

const steps: Readonly<Record<FailureCode, NextStep["kind"]>> = {
  "aws/no-credentials": "open-config",
  "aws/expired-credentials": "sign-in",
  "aws/sign-in-needed": "sign-in",
  "aws/mfa-cancelled": "retry",
  "aws/access-denied": "retry",
  "aws/region-off": "retry",
  "aws/throttled": "retry",
  "aws/network": "retry",
  "aws/clock-skew": "retry",
  "aws/bad-answer": "show-log",
  "aws/not-available": "retry",
  "aws/service": "retry",
  "config/unreadable": "open-config",
  "config/unknown-profile": "open-config",
  "config/untrusted-workspace": "trust-workspace",
  "config/invalid-endpoint": "open-config",
  "query/syntax": "show-log",
  "archive/page-token": "retry",
  "cache/unreadable": "show-log",
  "engine/not-available": "show-log",
  "engine/crashed": "retry",
  "engine/disk": "show-log",
  "folder/paused": "retry",
  "folder/unreadable": "show-log",
  "sql/refused": "show-log",
  "sql/wrong": "show-log",
  "sql/no-target": "retry",
  "stack/not-found": "retry",
  "sample/not-started": "start-sample",
  "event/gone": "show-log",
  "event/not-comparable": "show-log",
  "panel/bad-request": "show-log",
  "export/failed": "show-log",
  "logs/unreadable": "retry",
  "logs/foreign": "show-log",
  "validation/failed": "retry",
};

/** Keys written into a file or the environment cannot be signed in again; there the file is the next step. */
const writtenKinds: ReadonlySet<Profile["kind"]> = new Set(["keys", "process", "environment", "incomplete"]);

export function nextStep({ code }: Pick<Trouble, "code">, account: Account | undefined): NextStep {
  const kind = steps[code];
  const signIn =
    kind === "sign-in" && (account?.profiles.some((profile) => !writtenKinds.has(profile.kind)) ?? true);
  return { kind: kind === "sign-in" && !signIn ? "open-config" : kind };
}

/** Words for a button or for "click to …"; a verb first. */
export function stepLabel(step: NextStep, t: Translate): string {
  switch (step.kind) {
    case "sign-in":
      return t("Sign In");
    case "open-config":
      return t("Open Config File");
    case "trust-workspace":
      return t("Manage Workspace Trust");
    case "start-sample":
      return t("Start the Sample Account");
    case "retry":
      return t("Try Again");
    case "show-log":
      return t("Show Log");
  }
}

const titles: Partial<Record<FailureCode, (t: Translate) => string>> = {
  "aws/no-credentials": (t) => t("No credentials"),
  "aws/expired-credentials": (t) => t("Credentials have expired"),
  "aws/sign-in-needed": (t) => t("Not signed in"),
  "aws/mfa-cancelled": (t) => t("No MFA code was given"),
  "aws/access-denied": (t) => t("Not allowed"),
  "aws/region-off": (t) => t("Region is not enabled for this account"),
  "aws/throttled": (t) => t("AWS asks to slow down"),
  "aws/network": (t) => t("No connection"),
  "aws/clock-skew": (t) => t("This machine's clock is wrong"),
  "aws/not-available": (t) => t("Not available here"),
  "config/unknown-profile": (t) => t("Profile does not exist"),
  "config/untrusted-workspace": (t) => t("Not run in Restricted Mode"),
  "config/invalid-endpoint": (t) => t("Endpoint is not valid"),
  "sample/not-started": (t) => t("The sample account is not running"),
};

const fileTitle = (file: string, line: number | undefined, t: Translate): string =>
  line === undefined
    ? t("Problem in {0}", basename(file))
    : t("Problem in {0}, line {1}", basename(file), line);

/** A few words for one line of the tree; the message goes into the tooltip. */
export function troubleTitle({ code, detail }: Trouble, t: Translate): string {
  if (code === "aws/access-denied" && detail.action !== undefined)
    return t("Not allowed: {0}", detail.action);
  if (code === "config/unreadable" && detail.file !== undefined)
    return fileTitle(detail.file, detail.line, t);
  return titles[code]?.(t) ?? t("AWS answered with an error");
}

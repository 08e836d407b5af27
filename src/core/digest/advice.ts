import type { Translate } from "../base/translate.js";
import type { Grade, Verdict } from "./verdict.js";

/** What a person can do about a verdict; undefined where nothing needs to be done. */
export function adviceText(verdict: Verdict, t: Translate): string | undefined {
  const { about, grade, standing } = verdict;
  if (standing === "proven" || standing === "noted") return undefined;
  const own = advice[grade];
  if (own) return own(t, verdict);
  return about === "digest"
    ? t(
        "Copy the digest from the bucket again, with its metadata, and look for whoever could write to the bucket or to this folder.",
      )
    : t(
        "Copy the log from the bucket again and validate once more. If it still differs there, treat the hours around it as tampered with and look for S3 data events of that object.",
      );
}

const advice: { readonly [K in Grade]?: (t: Translate, verdict: Verdict) => string } = {
  unsigned: (t) =>
    t("Save its metadata beside it: aws s3api head-object --bucket B --key K > FILE.meta.json"),
  keyMissing: (t) =>
    t("Save the keys of its Region with aws cloudtrail list-public-keys and choose that file."),
  wrongKey: (t) => t("Do not trust what this digest names. Copy it from the bucket again and compare."),
  misplaced: (t) => t("Do not trust what this digest names. Copy it from the bucket again and compare."),
  undigested: (t, { standing }) =>
    standing === "broken"
      ? t("Do not trust this log: CloudTrail wrote digests for that hour and none names it.")
      : t("Copy the digests of the hours around it from the bucket, too."),
  unproven: (t) => t("It is as good as the digest that names it: see to that one first."),
  moved: (t) => t("Put the file back to the place its digest names."),
  linkBroken: (t) => t("One of the two digests was replaced: copy both from the bucket again."),
  gap: (t) =>
    t(
      "Look for StopLogging, DeleteTrail and UpdateTrail in that time, and for DeleteObject in the bucket's data events.",
    ),
  unreadable: (t) => t("Make the file readable, or copy it from the bucket again."),
  noDigests: (t) => t("Choose a folder that holds AWSLogs/…/CloudTrail-Digest beside the logs."),
  end: (t) => t("Copy the missing hours from the bucket, too."),
};

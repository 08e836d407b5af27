import type { Translate } from "../base/translate.js";
import type { Grade, Ground, Verdict } from "./verdict.js";

/** What a grade means, in a few words. */
export function gradeText(grade: Grade, t: Translate): string {
  const texts: Record<Grade, string> = {
    authentic: t("authentic"),
    chained: t("chained only: signature known from the digest after it"),
    unsigned: t("no signature in this copy"),
    keyMissing: t("its key is missing"),
    wrongKey: t("signed with a wrong key"),
    misplaced: t("contradicts its own name, account, Region or time"),
    modified: t("modified"),
    appended: t("data appended"),
    deleted: t("deleted"),
    undigested: t("in no digest"),
    unproven: t("named only by a digest that proves nothing"),
    moved: t("authentic content under another object's name or folder"),
    duplicate: t("duplicate"),
    unreadable: t("unreadable"),
    linked: t("link holds"),
    linkBroken: t("link broken"),
    gap: t("gap"),
    end: t("end of the chain in this copy"),
    noDigests: t("no digests found"),
  };
  return texts[grade];
}

/** Why a verdict is what it is. */
export function groundText(ground: Ground, t: Translate): string {
  const texts: Record<Ground, string> = {
    ownSignature: t("the signature in its metadata fits"),
    successorSignature: t("the signature its successor repeats fits"),
    vouchedByHash: t("a proven successor states its hash"),
    newest: t("the newest digest here; whether later ones existed cannot be told from a copy"),
    successorMissing: t("the digest after it is missing"),
    signatureDiffers: t("the signature does not fit these bytes"),
    signatureNotHex: t("the signature in its metadata is not hexadecimal"),
    metadataSignatureDiffers: t(
      "the signature in its metadata does not fit, the one its successor repeats does",
    ),
    signedWithSha1: t("signed with SHA-1 instead of SHA-256"),
    signedWithSha512: t("signed with SHA-512 instead of SHA-256"),
    otherKeyFits: t("another key than the one it names fits"),
    keyNotValidThen: t("the key was not valid at that time"),
    noBackfillTime: t("the metadata of a backfill digest lacks its generation time"),
    hashDiffers: t("the hash differs from the stated one"),
    hashUnknown: t("no SHA-256 hash is stated"),
    linkSignatureDiffers: t("the repeated signature is not that of the digest before"),
    linkSignatureNotCompared: t("the repeated signature could not be compared: no metadata and no key"),
    previousMissing: t("the digest before is missing"),
    previousNotOlder: t("the digest before is not older"),
    previousElsewhere: t("the digest before belongs to another trail, account or Region"),
    timesOverlap: t("the hours overlap"),
    fork: t("two digests follow the same one"),
    nameDiffers: t("its name tells another time"),
    accountDiffers: t("another account or Region"),
    timesReversed: t("it ends before it starts"),
    notADigest: t("the file is not a digest"),
    inferredName: t("no digest covers this hour; the name is inferred"),
    namedByLink: t("the digest after it names it"),
    noLogsHere: t("no log of this account and Region is in this copy"),
    unzipped: t("stored without compression"),
    renamed: t("under a name of its own"),
    contentElsewhere: t("a copy of the expected content is here under another name"),
    digestNotProven: t("its digest proves nothing"),
    afterNewest: t("delivered after the newest digest"),
    beforeOldest: t("delivered before the oldest digest"),
    inGap: t("delivered in hours no digest covers"),
    noSeries: t("no digest of its account and Region is here"),
    notDigestedKind: t("it is not known whether logs of this kind are digested"),
    loggingStopped: t("logging was probably stopped: the last digest is shorter than an hour"),
    restarted: t("a new chain starts at once; no hour is lost"),
    stoppedOrOffOrDeleted: t(
      "logging stopped, validation off, or the last digests of the older chain deleted: a copy cannot tell which",
    ),
    digestsDeleted: t("digests deleted"),
    backfilled: t("backfill digests cover these hours"),
    unexplained: t("no digest covers these hours though the chain goes on"),
    chainStart: t("the chain starts here"),
    chainGoesOn: t("the chain goes on before it, outside of this copy"),
    rangeNotCovered: t("the asked range reaches further"),
  };
  return texts[ground];
}

export const isoSeconds = (ms: number): string =>
  Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? `${new Date(ms).toISOString().slice(0, 19)}Z` : "?";

/** The grade with its grounds and, where there are any, hours and bytes. */
export function verdictText(verdict: Verdict, t: Translate): string {
  const { fromMs, toMs, evidence } = verdict;
  const parts = verdict.grounds.map((ground) => groundText(ground, t));
  if (verdict.about === "gap" && fromMs !== undefined && toMs !== undefined)
    parts.unshift(t("{0} to {1}", isoSeconds(fromMs), isoSeconds(toMs)));
  if (evidence.trailing)
    parts.push(t("{0} bytes follow ({1})", evidence.trailing.bytes, evidence.trailing.kind));
  if (evidence.problem) parts.push(evidence.problem);
  if (evidence.copyAt !== undefined) parts.push(t("see {0}", evidence.copyAt));
  return [gradeText(verdict.grade, t), ...parts].join("; ");
}

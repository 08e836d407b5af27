import { safeText } from "../../core/base/safeText.js";
import type { Translate } from "../../core/base/translate.js";
import { adviceText } from "../../core/digest/advice.js";
import type { ReportKeys } from "../../core/digest/report/report.js";
import type { Verdict } from "../../core/digest/verdict.js";
import { gradeText, groundText, isoSeconds } from "../../core/digest/words.js";
import { code, escapeMarkdown, factTable, page, type FactRow } from "../details/markdown.js";
import { standingText } from "./verdictLooks.js";

/** What a page is made from. */
export interface EvidenceInput {
  readonly verdict: Verdict;
  /** The file on disk, or where it should be. */
  readonly file: string | undefined;
  readonly keys: ReportKeys["keys"];
  readonly t: Translate;
}

/** Everything one verdict rests on, as Markdown in which names are text. */
export function evidencePage(input: EvidenceInput): string {
  const { verdict, t } = input;
  const { evidence } = verdict;
  const advice = adviceText(verdict, t);
  const grounds = verdict.grounds.map((ground) => `- ${escapeMarkdown(groundText(ground, t))}`);
  return page(
    `# ${escapeMarkdown(titleOf(verdict, t))}`,
    `**${escapeMarkdown(standingText(verdict.standing, t))}**: ${escapeMarkdown(gradeText(verdict.grade, t))}`,
    grounds.length === 0 ? "" : `## ${escapeMarkdown(t("Grounds"))}\n\n${grounds.join("\n")}`,
    advice === undefined ? "" : `## ${escapeMarkdown(t("What to do"))}\n\n${escapeMarkdown(advice)}`,
    section(t("What it is"), placeRows(input)),
    section(t("Hashes"), hashRows(verdict, t)),
    section(t("Signature"), signatureRows(input)),
    evidence.signedText === undefined
      ? ""
      : `${escapeMarkdown(t("The signed text: end of the hour, place, hash of these bytes, signature of the digest before."))}\n\n${block(evidence.signedText)}`,
    section(t("Neighbours"), neighbourRows(verdict, t)),
  );
}

/** Words for the tab and the headline. */
export function titleOf({ about }: Verdict, t: Translate): string {
  const titles: Record<Verdict["about"], string> = {
    digest: t("Digest"),
    link: t("Link between two digests"),
    log: t("Log file"),
    gap: t("Gap in the chain"),
    end: t("End of the chain"),
    file: t("File"),
  };
  return titles[about];
}

function section(title: string, rows: readonly FactRow[]): string {
  const facts = factTable(rows);
  return facts === "" ? "" : `## ${escapeMarkdown(title)}\n\n${facts}`;
}

const maybe = (value: string | undefined): string | undefined =>
  value === undefined || value === "" ? undefined : code(value);

function placeRows({ verdict, file, t }: EvidenceInput): readonly FactRow[] {
  const { name, series, fromMs, toMs, evidence } = verdict;
  return [
    [t("Key in S3"), maybe(name)],
    [t("File"), maybe(file)],
    [t("Chain"), series === "" ? undefined : escapeMarkdown(series)],
    [t("From"), fromMs === undefined ? undefined : escapeMarkdown(isoSeconds(fromMs))],
    [t("To"), toMs === undefined ? undefined : escapeMarkdown(isoSeconds(toMs))],
    [t("Why it was not read"), maybe(evidence.problem)],
    [
      t("Bytes behind it"),
      evidence.trailing && escapeMarkdown(`${evidence.trailing.bytes} (${evidence.trailing.kind})`),
    ],
  ];
}

const hashRows = ({ evidence }: Verdict, t: Translate): readonly FactRow[] => [
  [t("Expected SHA-256"), maybe(evidence.expectedSha256)],
  [t("Actual SHA-256"), maybe(evidence.actualSha256)],
  [
    t("Compared"),
    evidence.expectedSha256 === undefined || evidence.actualSha256 === undefined
      ? undefined
      : escapeMarkdown(evidence.expectedSha256 === evidence.actualSha256 ? t("equal") : t("different")),
  ],
  [t("The expected one is stated by"), maybe(evidence.namedBy)],
  [t("Same content in"), maybe(evidence.copyAt)],
];

function signatureRows({ verdict: { evidence }, keys, t }: EvidenceInput): readonly FactRow[] {
  const key = evidence.fingerprint === undefined ? undefined : keys.get(evidence.fingerprint);
  const trust =
    evidence.keyTrust === "folder"
      ? t("lies in the folder it is to prove: untrusted")
      : evidence.keyTrust === "given"
        ? t("given from outside of the folder")
        : undefined;
  const validity =
    key?.validFromMs === undefined || key.validToMs === undefined
      ? undefined
      : `${isoSeconds(key.validFromMs)} – ${isoSeconds(key.validToMs)}`;
  return [
    [t("Key (MD5 fingerprint)"), maybe(evidence.fingerprint)],
    [t("Key's form"), key && escapeMarkdown(key.form)],
    [t("Key is valid"), validity === undefined ? undefined : escapeMarkdown(validity)],
    [t("Trust in the key"), trust === undefined ? undefined : escapeMarkdown(trust)],
    [t("Another key that fits"), maybe(evidence.otherFingerprint)],
    [t("Signature"), maybe(evidence.signature)],
    [t("Signature the next digest repeats"), maybe(evidence.repeatedSignature)],
  ];
}

const neighbourRows = ({ evidence }: Verdict, t: Translate): readonly FactRow[] => [
  [t("Before"), maybe(evidence.predecessor)],
  [t("After"), maybe(evidence.successor)],
];

/** Verbatim lines; indented, so that nothing in them can end the block. */
const block = (text: string): string =>
  text
    .split("\n")
    .map((line) => `    ${safeText(line, 2000)}`)
    .join("\n");

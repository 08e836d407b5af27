import { safeText } from "../../base/safeText.js";
import type { Translate } from "../../base/translate.js";
import type { DigestKey, KeyRing } from "../publicKeys.js";
import { grouped, headline, type Tally } from "../tally.js";
import type { Verdict } from "../verdict.js";
import { isoSeconds, verdictText } from "../words.js";

/** What every report is made from; none holds a clock's time, so the same copy gives the same bytes. */
export interface ReportInput {
  readonly tally: Tally;
  readonly keys: ReportKeys;
  readonly t: Translate;
}

/** What a report says of keys: a process may hand it on without the keys themselves. */
export interface ReportKeys {
  readonly keys: ReadonlyMap<string, Omit<DigestKey, "key">>;
  readonly problems: KeyRing["problems"];
}

/** Longest key of S3. */
const longest = 1024;

/** Text for a terminal. */
export function textReport({ tally, keys, t }: ReportInput): string {
  const lines = [headline(tally, t), ""];
  for (const line of [...seriesLines(tally, t), ...keyLines(keys, t)]) lines.push(line);
  if (tally.told.length > 0) lines.push("");
  for (const verdict of tally.told)
    lines.push(`${verdict.standing.toUpperCase().padEnd(9)} ${toldLine(verdict, t)}`);
  if (tally.omitted > 0) lines.push(t("{0} more are counted above", grouped(tally.omitted)));
  return `${lines.join("\n")}\n`;
}

const toldLine = (verdict: Verdict, t: Translate): string =>
  `${verdict.about}  ${safeText(verdict.name, longest)}  ${safeText(verdictText(verdict, t), longest)}`;

export const seriesLines = (tally: Tally, t: Translate): string[] =>
  [...tally.series]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { digests, logs }]) =>
      t(
        "{0}: {1} of {2} digests, {3} of {4} logs proven",
        safeText(name),
        grouped(digests.proven),
        grouped(digests.all),
        grouped(logs.proven),
        grouped(logs.all),
      ),
    );

/** By which keys, and whether they can be trusted. */
export function keyLines({ keys, problems }: ReportKeys, t: Translate): string[] {
  const used = [...keys.values()].map(({ fingerprint, form, trust }) =>
    trust === "folder"
      ? t("key {0} ({1}), from the folder itself: untrusted", fingerprint, form)
      : t("key {0} ({1}), given", fingerprint, form),
  );
  const refused = problems.map(({ fingerprint, reason }) =>
    t("key {0} refused: {1}", safeText(fingerprint ?? "?"), reason),
  );
  return used.length + refused.length > 0
    ? [...used, ...refused]
    : [t("no keys: no signature could be checked")];
}

export const limitsText = (t: Translate): string =>
  t(
    "A copy cannot show whether digests after the newest or before the oldest one, or whole chains, were deleted, nor prove where an object was stored. A key is as good as the place it comes from.",
  );

/** Markdown, with every name as code so that nothing in it is markup. */
export function markdownReport({ tally, keys, t }: ReportInput): string {
  const lines = [`# ${t("CloudTrail validation")}`, "", headline(tally, t), ""];
  lines.push(
    `## ${t("Chains")}`,
    "",
    ...seriesLines(tally, t).map((line) => `- ${escapeMarkdown(line)}`),
    "",
  );
  lines.push(`## ${t("Keys")}`, "", ...keyLines(keys, t).map((line) => `- ${escapeMarkdown(line)}`), "");
  for (const [title, standing] of sections(t)) {
    const told = tally.told.filter((verdict) => verdict.standing === standing);
    if (told.length === 0) continue;
    lines.push(`## ${title}`, "");
    for (const verdict of told)
      lines.push(
        `- ${verdict.about} ${code(verdict.name)}: ${escapeMarkdown(safeText(verdictText(verdict, t), longest))}`,
      );
    lines.push("");
  }
  if (tally.omitted > 0) lines.push(t("{0} more are counted above", grouped(tally.omitted)), "");
  lines.push(limitsText(t));
  return `${lines.join("\n")}\n`;
}

export const sections = (t: Translate): readonly (readonly [string, Verdict["standing"]])[] => [
  [t("Broken"), "broken"],
  [t("Could not be checked"), "unchecked"],
  [t("Noted"), "noted"],
];

const code = (name: string): string => `\`${safeText(name, longest).replaceAll("`", "'")}\``;
const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>&|#]/g, "\\$&");

/** One page without scripts, and with a policy that allows none. */
export function htmlReport({ tally, keys, t }: ReportInput): string {
  const list = (lines: readonly string[]): string =>
    `<ul>${lines.map((line) => `<li>${markup(line)}</li>`).join("\n")}</ul>`;
  const parts = sections(t).map(([title, standing]) => {
    const told = tally.told.filter((verdict) => verdict.standing === standing);
    const rows = told.map(
      (each) =>
        `<tr><td>${each.about}</td><td><code>${markup(safeText(each.name, longest))}</code></td><td>${markup(safeText(verdictText(each, t), longest))}</td><td>${each.fromMs === undefined ? "" : isoSeconds(each.fromMs)}</td></tr>`,
    );
    return told.length === 0 ? "" : `<h2>${markup(title)}</h2>\n<table>${rows.join("\n")}</table>\n`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>${markup(t("CloudTrail validation"))}</title></head><body>
<h1>${markup(t("CloudTrail validation"))}</h1>
<p>${markup(headline(tally, t))}</p>
<h2>${markup(t("Chains"))}</h2>
${list(seriesLines(tally, t))}
<h2>${markup(t("Keys"))}</h2>
${list(keyLines(keys, t))}
${parts.join("")}${tally.omitted > 0 ? `<p>${markup(t("{0} more are counted above", grouped(tally.omitted)))}</p>\n` : ""}<p>${markup(limitsText(t))}</p>
</body></html>
`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
export const markup = (text: string): string => text.replace(/[&<>"']/g, (each) => entities[each] ?? each);

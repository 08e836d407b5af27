import { at, isObject, type Json, type JsonObject } from "../../core/base/json.js";
import { safeText } from "../../core/base/safeText.js";
import type { Translate } from "../../core/base/translate.js";

export interface DigestPageParts {
  /** Of the file; addresses are `asWebviewUri` ones. */
  readonly name: string;
  readonly cspSource: string;
  readonly style: string;
  readonly locale: string;
  readonly t: Translate;
  /** The address that opens a file the digest names, when it lies on this disk; undefined when it does not. */
  readonly linkTo: (objectKey: string) => string | undefined;
}

/** More rows than anyone reads; the raw record has the rest. */
const mostLogs = 5_000;

/** A digest as a document to read. Everything in it is hostile: it is text, and the page runs no script at all. */
export function digestPage(digest: JsonObject, parts: DigestPageParts): string {
  const { t, locale, cspSource } = parts;
  const policy = `default-src 'none'; style-src ${cspSource}; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(locale)}">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1.0">
  <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
  <title>${escapeHtml(parts.name)}</title>
  <link rel="stylesheet" href="${escapeHtml(parts.style)}">
</head>
<body>
  <main>
    <h1>${escapeHtml(t("CloudTrail digest"))}</h1>
    <p>${escapeHtml(t("A digest names the log files of one hour with their hashes and links to the digest before it. This page shows what it says; it does not check the signature or the hashes."))}</p>
    ${facts(digest, parts)}
    ${logTable(digest, parts)}
  </main>
</body>
</html>
`;
}

function facts(digest: JsonObject, parts: DigestPageParts): string {
  const { t } = parts;
  const value = (key: string): Json | undefined => at(digest, key);
  const previous = value("previousDigestS3Object");
  const rows: readonly (readonly [label: string, html: string])[] = [
    [t("Account"), text(value("awsAccountId"))],
    [t("From"), text(value("digestStartTime"))],
    [t("To"), text(value("digestEndTime"))],
    [t("Oldest event"), text(value("oldestEventTime"))],
    [t("Newest event"), text(value("newestEventTime"))],
    [t("Delivered to"), text(joined(value("digestS3Bucket"), value("digestS3Object")))],
    [t("Public key fingerprint"), code(value("digestPublicKeyFingerprint"))],
    [t("Signature algorithm"), text(value("digestSignatureAlgorithm"))],
    [
      t("Previous digest"),
      previous === null || previous === undefined
        ? text(t("none: a chain starts here"))
        : linked(previous, parts),
    ],
    [t("Its hash"), code(value("previousDigestHashValue"))],
    [t("Its signature"), code(value("previousDigestSignature"))],
  ];
  const filled = rows.filter(([, html]) => html !== "");
  return `<table class="facts"><tbody>${filled
    .map(([label, html]) => `<tr><th scope="row">${escapeHtml(label)}</th><td>${html}</td></tr>`)
    .join("")}</tbody></table>`;
}

function logTable(digest: JsonObject, parts: DigestPageParts): string {
  const { t } = parts;
  const all = digest["logFiles"];
  const logs = (Array.isArray(all) ? (all as readonly Json[]) : []).filter(isObject);
  if (logs.length === 0)
    return `<h2>${escapeHtml(t("Log files"))}</h2><p>${escapeHtml(t("None: nothing was recorded in this hour."))}</p>`;
  const head = [t("File"), t("Oldest event"), t("Newest event"), t("SHA-256")];
  const rows = logs
    .slice(0, mostLogs)
    .map((log) => {
      const cells = [
        linked(log["s3Object"], parts),
        text(log["oldestEventTime"]),
        text(log["newestEventTime"]),
        code(log["hashValue"]),
      ];
      return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
    })
    .join("");
  const more =
    logs.length > mostLogs
      ? `<p>${escapeHtml(t("{0} more are not shown.", logs.length - mostLogs))}</p>`
      : "";
  return `<h2>${escapeHtml(t("{0} log files", logs.length))}</h2>
    <table><thead><tr>${head.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join("")}</tr></thead>
    <tbody>${rows}</tbody></table>${more}`;
}

/** The file's name, as a link when it lies beside; the whole key on hover. */
function linked(key: Json | undefined, { linkTo }: DigestPageParts): string {
  if (typeof key !== "string") return text(key);
  const name = key.slice(key.lastIndexOf("/") + 1);
  const shown = `<code title="${escapeHtml(safeText(key, 1_000))}">${escapeHtml(safeText(name, 300))}</code>`;
  const address = linkTo(key);
  return address === undefined ? shown : `<a href="${escapeHtml(address)}">${shown}</a>`;
}

const joined = (bucket: Json | undefined, key: Json | undefined): string =>
  [bucket, key].filter((part) => typeof part === "string").join("/");

const code = (value: Json | undefined): string => {
  const shown = text(value);
  return shown === "" ? "" : `<code>${shown}</code>`;
};

const text = (value: Json | undefined): string =>
  typeof value === "string" || typeof value === "number" ? escapeHtml(safeText(String(value), 2_000)) : "";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (char) => escapes[char] ?? char);

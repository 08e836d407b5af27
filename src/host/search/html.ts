/** What the page's document is made of; addresses are `asWebviewUri` ones. */
export interface PageParts {
  readonly nonce: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** BCP 47 tag. */
  readonly locale: string;
  readonly title: string;
  /** `vscode.l10n.bundle`; undefined when VS Code runs in English. */
  readonly l10n: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The page's document. Its policy lets nothing in but our own files: no inline script or style, no eval,
 * no network. Event data never becomes part of it; the page asks for that.
 */
export function pageHtml(parts: PageParts): string {
  const { nonce } = parts;
  const styles = parts.styles
    .map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`)
    .join("\n  ");
  const bundle = parts.l10n === undefined ? "" : `\n  ${l10nElement(parts.l10n, nonce)}`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(parts.locale)}">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1.0">
  <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy(parts))}">
  <title>${escapeHtml(parts.title)}</title>
  ${styles}${bundle}
</head>
<body data-locale="${escapeHtml(parts.locale)}">
  <script type="module" nonce="${escapeHtml(nonce)}" src="${escapeHtml(parts.script)}"></script>
</body>
</html>
`;
}

/** One directive per kind of thing the page loads: its script, its style sheets, the icon font, pictures. */
function policy({ nonce, cspSource }: PageParts): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource} data:`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
}

/** In a script element only `<` can end or open anything, and JSON can always write it as an escape. */
function l10nElement(bundle: Readonly<Record<string, unknown>>, nonce: string): string {
  const json = JSON.stringify(bundle).replaceAll("<", "\\u003c");
  return `<script type="application/json" id="l10n" nonce="${escapeHtml(nonce)}">${json}</script>`;
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => escapes[char] ?? char);

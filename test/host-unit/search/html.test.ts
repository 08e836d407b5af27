import { expect, test } from "vitest";
import { pageHtml, type PageParts } from "../../../src/host/search/html.js";

const parts: PageParts = {
  nonce: "bm9uY2U=",
  cspSource: "'self' https://*.vscode-cdn.net",
  script: "https://host/dist/webview/search.js",
  styles: ["https://host/dist/webview/codicon.css", "https://host/dist/webview/search.css"],
  locale: "de",
  title: "CloudTrail Search",
  l10n: undefined,
};

const policyOf = (html: string): string =>
  (/Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "").replaceAll("&#39;", "'");

test("the policy names one source for each kind of file and lets nothing else in", () => {
  expect(policyOf(pageHtml(parts)).split("; ")).toEqual([
    "default-src 'none'",
    "script-src 'nonce-bm9uY2U='",
    "style-src 'self' https://*.vscode-cdn.net",
    "font-src 'self' https://*.vscode-cdn.net",
    "img-src 'self' https://*.vscode-cdn.net data:",
    "form-action 'none'",
    "base-uri 'none'",
  ]);
  expect(pageHtml(parts)).not.toMatch(/unsafe-/);
});

test("every script carries the nonce and nothing is written inline", () => {
  const html = pageHtml({ ...parts, l10n: { Stop: "Anhalten" } });
  const scripts = html.match(/<script[^>]*>/g) ?? [];
  expect(scripts).toHaveLength(2);
  for (const script of scripts) expect(script).toContain('nonce="bm9uY2U="');
  expect(html).not.toMatch(/<style|style=|\son\w+=/);
});

test("translations that look like markup cannot leave their element", () => {
  const l10n = { "a</script><script>alert(1)</script>": "<!--<script>", line: "\u2028\u2029" };
  const html = pageHtml({ ...parts, l10n });
  const element = /<script type="application\/json" id="l10n"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? "";
  expect(JSON.parse(element)).toEqual(l10n);
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html).not.toContain("<!--");
});

test("without translations there is no element for them", () => {
  expect(pageHtml(parts)).not.toContain('id="l10n"');
});

test("the page learns its language from the body, whatever that language is called", () => {
  expect(pageHtml(parts)).toContain('<body data-locale="de">');
  expect(pageHtml({ ...parts, locale: '"><img src=x>' })).not.toContain("<img");
});

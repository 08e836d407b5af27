import { safeText } from "../../base/safeText.js";
import { headline } from "../tally.js";
import type { Standing, Verdict } from "../verdict.js";
import { gradeText, isoSeconds, verdictText } from "../words.js";
import { keyLines, limitsText, markup, type ReportInput } from "./report.js";

/** One verdict as it stands in the JSON report; times are ISO text. */
export function verdictJson({ fromMs, toMs, ...rest }: Verdict): string {
  return JSON.stringify({
    ...rest,
    ...(fromMs === undefined ? {} : { from: isoSeconds(fromMs) }),
    ...(toMs === undefined ? {} : { to: isoSeconds(toMs) }),
  }).replace(/[\u007f-\u009f]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The whole JSON report, a verdict a line. */
export function* jsonReport(verdicts: Iterable<Verdict>, input: ReportInput): Generator<string> {
  let separator = '{"verdicts":[\n';
  for (const verdict of verdicts) {
    yield separator + verdictJson(verdict);
    separator = ",\n";
  }
  yield `${separator.startsWith("{") ? separator : ""}\n],"summary":${jsonSummary(input)}}\n`;
}

/** What stands behind all verdicts in the JSON report. */
export function jsonSummary({ tally, keys, t }: ReportInput): string {
  return JSON.stringify({
    headline: headline(tally, t),
    outcome: tally.outcome,
    digests: tally.digests,
    logs: tally.logs,
    links: tally.links,
    chains: Object.fromEntries([...tally.series].sort(([a], [b]) => (a < b ? -1 : 1))),
    notProven: Object.fromEntries([...tally.grades].sort(([a], [b]) => (a < b ? -1 : 1))),
    keys: keyLines(keys, t),
    limits: limitsText(t),
  });
}

const levels: Record<Standing, string> = {
  broken: "error",
  unchecked: "warning",
  noted: "note",
  proven: "none",
};

/** SARIF 2.1.0: a result for each verdict that is not proven. */
export function sarifReport({ tally, t }: ReportInput): string {
  const rules = [...new Set(tally.told.map(({ grade }) => grade))].sort();
  const results = tally.told.map((verdict) => ({
    ruleId: verdict.grade,
    ruleIndex: rules.indexOf(verdict.grade),
    level: levels[verdict.standing],
    message: { text: `${verdict.about}: ${safeText(verdictText(verdict, t), 1024)}` },
    ...(verdict.path === undefined
      ? {}
      : { locations: [{ physicalLocation: { artifactLocation: { uri: uri(verdict.path) } } }] }),
    properties: {
      about: verdict.about,
      name: verdict.name,
      series: verdict.series,
      grounds: verdict.grounds,
      evidence: verdict.evidence,
    },
  }));
  const driver = {
    name: "CloudTrail Explorer",
    rules: rules.map((id) => ({ id, shortDescription: { text: gradeText(id, t) } })),
  };
  const run = {
    tool: { driver },
    results,
    properties: { headline: headline(tally, t), outcome: tally.outcome },
  };
  return `${JSON.stringify({ $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }, null, 1)}\n`;
}

/** Names are whatever somebody called a file; half a surrogate pair has no place in an address. */
const uri = (path: string): string =>
  path
    .replace(/[\ud800-\udfff]/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");

/** JUnit: what is proven as one case a chain, everything else as a case of its own. */
export function junitReport({ tally, t }: ReportInput): string {
  const proven = [...tally.series]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, { digests, logs }]) =>
        `  <testcase classname="${xml(name)}" name="${digests.proven} digests and ${logs.proven} logs proven"/>`,
    );
  const others = tally.told.map((verdict) => {
    const open = `  <testcase classname="${xml(verdict.series || verdict.about)}" name="${xml(`${verdict.about} ${verdict.name}`)}"`;
    const text = xml(verdictText(verdict, t));
    if (verdict.standing === "broken")
      return `${open}><failure type="${verdict.grade}" message="${text}"/></testcase>`;
    return verdict.standing === "unchecked" ? `${open}><skipped message="${text}"/></testcase>` : `${open}/>`;
  });
  const count = (standing: Standing): number =>
    tally.told.filter((each) => each.standing === standing).length;
  const counts = `tests="${proven.length + others.length}" failures="${count("broken")}" errors="0" skipped="${count("unchecked")}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${counts}><testsuite name="${xml(headline(tally, t))}" ${counts}>
${[...proven, ...others].join("\n")}
</testsuite></testsuites>
`;
}

/** XML has no place for most control characters, which `safeText` shows by their number. */
const xml = (text: string): string => markup(safeText(text, 1024));

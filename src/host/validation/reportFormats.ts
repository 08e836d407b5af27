import type { Translate } from "../../core/base/translate.js";
import { jsonReport, junitReport, sarifReport } from "../../core/digest/report/machine.js";
import { htmlReport, markdownReport, type ReportInput } from "../../core/digest/report/report.js";
import type { Verdict } from "../../core/digest/verdict.js";

/** A form a report can be saved in. */
export interface ReportFormat {
  readonly label: string;
  readonly description: string;
  /** Without the dot. */
  readonly ending: string;
  readonly parts: (input: ReportInput, verdicts: readonly Verdict[]) => Iterable<string>;
}

export const reportFormats = (t: Translate): readonly ReportFormat[] => [
  {
    label: "Markdown",
    description: t("to read and to keep; opens as a preview"),
    ending: "md",
    parts: (input) => [markdownReport(input)],
  },
  {
    label: "HTML",
    description: t("one page without scripts, to hand on"),
    ending: "html",
    parts: (input) => [htmlReport(input)],
  },
  {
    label: "JSON",
    description: t("every verdict with its evidence"),
    ending: "json",
    parts: (input, verdicts) => jsonReport(verdicts, input),
  },
  {
    label: "SARIF",
    description: t("what is not proven, for code scanning"),
    ending: "sarif",
    parts: (input) => [sarifReport(input)],
  },
  {
    label: "JUnit",
    description: t("for test reports in CI"),
    ending: "xml",
    parts: (input) => [junitReport(input)],
  },
];

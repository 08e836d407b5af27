import type { Translate } from "../../core/base/translate.js";
import { grouped } from "../../core/digest/tally.js";
import type { ValidationRun } from "./validationRun.js";

/** What is being done, how far, and how fast. */
export function progressText(run: ValidationRun, elapsedMs: number, t: Translate): string {
  const { digests, logs } = run.results.tally;
  const judged = digests.all + logs.all;
  if (judged > 0) return t("{0} digests and {1} logs judged", grouped(digests.all), grouped(logs.all));
  const perSecond = elapsedMs < 200 ? 0 : Math.round((run.filesRead * 1000) / elapsedMs);
  return perSecond === 0
    ? t("{0} files read", grouped(run.filesRead))
    : t("{0} files read · {1} a second", grouped(run.filesRead), grouped(perSecond));
}

import { caveats, type CaveatInput } from "../../core/search/caveats.js";
import type { Interval } from "../../core/search/lookup.js";
import type { Query } from "../../core/search/query.js";
import type { Answer, AnswerProblem, Caveat } from "../../shared/searchPanel.js";
import { NextSteps, fileProblems } from "./answerProblems.js";
import type { PanelContext } from "./panelContext.js";
import { progressOf } from "../../core/search/progress.js";
import type { PanelSearch } from "./panelSearch.js";

/** The answer as it stands at this moment. */
export async function toAnswer(panel: PanelContext, signal: AbortSignal): Promise<Answer> {
  const { session, clock, results } = panel;
  const { run } = session;
  const { revision } = results;
  const { span, ...totals } = await results.totals(signal);
  const asked = results.asked();
  const nowMs = clock.now();
  return {
    state: run?.state ?? "idle",
    revision,
    ...totals,
    asked,
    progress: run?.state === "done" ? 1 : progressOf(asked),
    elapsedMs: run?.elapsedMs(nowMs) ?? 0,
    caveats: caveatsOf(panel, { asked, shown: totals.shown, nowMs }),
    problems: run === undefined ? [] : problemsOf(panel, run),
    ...(span ?? askedSpan(run, nowMs)),
  };
}

function caveatsOf(
  { session: { run }, t }: PanelContext,
  answered: Pick<CaveatInput, "asked" | "shown" | "nowMs">,
): readonly Caveat[] {
  if (run === undefined) return [];
  const { query, state } = run;
  return caveats({ query, state, ...answered, t });
}

function problemsOf({ accounts, t }: PanelContext, run: PanelSearch): readonly AnswerProblem[] {
  const steps = new NextSteps(accounts.known, t);
  const ofScopes = run.asked === undefined ? [] : [...steps.ofScopes(run.asked), ...fileProblems(run.asked)];
  if (run.failure === undefined) return ofScopes;
  return [steps.ofSearch(run.failure, run.query.accounts[0] ?? accounts.current), ...ofScopes];
}

/** Without any row the timeline shows the time that was asked for. */
function askedSpan(run: PanelSearch | undefined, nowMs: number): Interval {
  if (run?.asked !== undefined) return { fromMs: run.asked.fromMs, toMs: run.asked.toMs };
  return rangeOf(run?.query, nowMs);
}

function rangeOf(query: Query | undefined, nowMs: number): Interval {
  const range = query?.range;
  if (range?.kind === "exact") return { fromMs: range.fromMs, toMs: range.toMs };
  return { fromMs: nowMs - (range?.ms ?? 0), toMs: nowMs };
}

import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { ChangeClass } from "../../../src/shared/searchData.js";
import { button, iconButton } from "../../ui/controls.js";
import { PageElement, define } from "../../ui/element.js";
import { icon } from "../../ui/icon.js";
import { outcomeMeaning, outcomeShape, outcomes } from "../../ui/outcome.js";
import { styled } from "../../ui/styled.js";
import type { SearchPage } from "../page.js";
import { answerDetails } from "./answerDetails.js";
import { askedParts, runningText } from "./answerTexts.js";
import { answerStyles } from "./answerStyles.js";
import { backButton, foldButton, storyCounts } from "./answerStories.js";
import { caveatList, caveatRow, problemRow } from "./nextSteps.js";

const tickMs = 1_000;
/** From here on it is said how far the search has come. */
const longMs = 2_000;

/** The line that always says what the answer holds and what was asked for it. */
export class AnswerLineElement extends PageElement {
  static override properties = { page: { attribute: false }, isOpen: { state: true } };
  declare page: SearchPage;
  declare isOpen: boolean;

  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #stops: (() => void)[] = [];

  constructor() {
    super();
    this.isOpen = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { search, notices, preferences, way } = this.page;
    for (const store of [search, notices, preferences, way])
      this.#stops.push(store.subscribe(() => this.requestUpdate()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
    clearInterval(this.#timer);
  }

  protected override updated(): void {
    const { isRunning } = this.page.search;
    if (isRunning && this.#timer === undefined) this.#timer = setInterval(() => this.requestUpdate(), tickMs);
    if (isRunning || this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Between two answers of a running search the time goes on. */
  get #elapsedMs(): number {
    const { answer, answeredAtMs, isRunning } = this.page.search;
    return answer.elapsedMs + (isRunning && answer.state === "running" ? Date.now() - answeredAtMs : 0);
  }

  protected override render(): TemplateResult {
    const { search, notices } = this.page;
    const { answer } = search;
    return html`<div class="ct-answer" role="group" aria-label=${l10n.t("Answer")}>
        ${backButton(this.page)} ${this.#text()}
        <span class="ct-answer-end">
          ${notices.current?.kind === "done" ? html`<span class="ct-done" role="status">${icon("check")}${notices.current.text}</span>` : nothing}
          ${search.isRunning ? button(l10n.t("Stop"), { onClick: () => void search.stop(), icon: "debug-stop", className: "ct-small ct-stop" }) : nothing}
          ${answer.shown > 0 && search.setup?.folder === undefined ? foldButton(this.page) : nothing}
          ${
            answer.asked
              ? iconButton(
                  "info",
                  this.isOpen ? l10n.t("Hide what was asked") : l10n.t("Show what was asked"),
                  {
                    onClick: () => (this.isOpen = !this.isOpen),
                    expanded: this.isOpen,
                    pressed: this.isOpen,
                  },
                )
              : nothing
          }
        </span>
      </div>
      ${this.#progress()} ${this.#trouble()}
      ${(answer.state === "failed" ? [] : answer.problems).map((problem) => problemRow(problem, (action) => this.page.act(action)))}
      ${this.#cut()} ${this.isOpen ? this.#details() : nothing}`;
  }

  #details(): TemplateResult | typeof nothing {
    const { search, formats } = this.page;
    const { asked, caveats } = search.answer;
    if (!asked) return nothing;
    const list = caveatList(caveats, (change) => void search.edit(change, true));
    return answerDetails(asked, formats, search.setup?.accounts ?? [], list);
  }

  /** An answer that was stopped says first what it lacks; an empty one says so in the middle of the page. */
  #cut(): TemplateResult | typeof nothing {
    const { search } = this.page;
    const { state, shown, caveats } = search.answer;
    const [caveat] = caveats;
    if (state !== "stopped" || shown === 0 || !caveat) return nothing;
    return html`<ul class="ct-caveats ct-cut">
      ${caveatRow(caveat, (change) => void search.edit(change, true))}
    </ul>`;
  }

  #text(): TemplateResult {
    const { search, formats } = this.page;
    const { answer } = search;
    if (search.starting || (answer.state === "running" && !answer.asked)) {
      return html`<span class="ct-answer-text">${l10n.t("Searching…")}</span>`;
    }
    if (answer.state === "idle")
      return html`<span class="ct-answer-text ct-muted">${l10n.t("Nothing was searched yet.")}</span>`;
    if (answer.state === "failed" && answer.shown === 0) {
      return html`<span class="ct-answer-text">${l10n.t("The search failed.")}${this.#asked()}</span>`;
    }
    const total = answer.shown === 1 ? l10n.t("1 event") : l10n.t("{0} events", formats.number(answer.shown));
    return html`<span class="ct-answer-text"
      ><span class="ct-total">${total}</span
      >${outcomes.map((outcome) => this.#count(outcome, answer.counts[outcome]))}${storyCounts(this.page)}${this.#missing()}${this.#asked()}</span
    >`;
  }

  /** Also an answer with events can lack some. */
  #missing(): TemplateResult | typeof nothing {
    const { caveats, shown } = this.page.search.answer;
    if (caveats.length === 0 || shown === 0) return nothing;
    return html`<button class="ct-plain ct-inline-link ct-missing" @click=${() => (this.isOpen = true)}>
      ${l10n.t("Something missing?")}
    </button>`;
  }

  #count(outcome: ChangeClass, count: number): TemplateResult | typeof nothing {
    if (count === 0) return nothing;
    const text = countText(outcome, count, this.page.formats.number(count));
    const only = (): void =>
      this.page.filter({ kind: "add", field: "outcome", value: outcome, negated: false });
    return html`<button
      class="ct-plain ct-count"
      title=${`${outcomeMeaning(outcome)}\n${l10n.t("Show only these")}`}
      @click=${only}
    >
      ${outcomeShape(outcome)}${text}
    </button>`;
  }

  #asked(): TemplateResult | typeof nothing {
    const { search, formats } = this.page;
    const { asked, state } = search.answer;
    if (!asked) return nothing;
    const isLong = state === "running" && this.#elapsedMs >= longMs;
    const end = state === "stopped" ? [l10n.t("stopped")] : [];
    const parts = [...askedParts(asked, formats), formats.duration(this.#elapsedMs), ...end];
    return html`<span class="ct-asked"
      >${isLong ? html`<span class="ct-running">${runningText(search.answer, formats)}</span> · ` : nothing}${l10n.t("asked:")}
      <bdi>${parts.join(" · ")}</bdi></span
    >`;
  }

  #progress(): TemplateResult {
    const { isRunning, waiting, answer } = this.page.search;
    const isShown = isRunning || waiting;
    const part = answer.state === "running" && answer.progress > 0 ? Math.min(1, answer.progress) : undefined;
    return html`<div
      class="ct-progress${isShown ? (part === undefined ? " ct-endless" : " ct-measured") : ""}"
      role=${isShown ? "progressbar" : nothing}
      aria-label=${isShown ? l10n.t("Search") : nothing}
      aria-valuenow=${isShown && part !== undefined ? Math.round(part * 100) : nothing}
      ${styled({ "--ct-part": part === undefined ? undefined : `${part * 100}%` })}
    ></div>`;
  }

  #trouble(): TemplateResult | typeof nothing {
    const { current } = this.page.notices;
    if (current?.kind !== "trouble") return nothing;
    return html`<div class="ct-problem-row" role="alert">
      ${icon("error", "ct-error-icon")}<span class="ct-problem-text">${current.text}</span>
      ${iconButton("close", l10n.t("Dismiss"), { onClick: () => this.page.notices.dismiss() })}
    </div>`;
  }
}

function countText(outcome: ChangeClass, count: number, shown: string): string {
  switch (outcome) {
    case "changed":
      return count === 1 ? l10n.t("1 change") : l10n.t("{0} changes", shown);
    case "read":
      return count === 1 ? l10n.t("1 read") : l10n.t("{0} reads", shown);
    case "denied":
      return l10n.t("{0} denied", shown);
    case "failed":
      return l10n.t("{0} failed", shown);
    case "noise":
      return l10n.t("{0} background", shown);
  }
}

define("ct-answer-line", AnswerLineElement, answerStyles);
